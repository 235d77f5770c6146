using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;

namespace QXai.Quantum.Noise;

/// <summary>
/// A noise channel on one to three qubits: rho -> sum over k of K_k rho K_k^dag with Kraus operators K_k, sum over k of K_k^dag K_k = I (checked to 1e-10).
/// A value, equal by content. The standard ones are made by name: <see cref="Depolarizing"/>, <see cref="BitFlip"/>, <see cref="PhaseFlip"/>,
/// <see cref="AmplitudeDamping"/>, <see cref="PhaseDamping"/>; any other by <see cref="Of"/>. A probability outside 0 to 1 throws
/// <see cref="ArgumentException"/>. Nielsen and Chuang, section 8.3.
/// </summary>
public sealed class Channel : IEquatable<Channel>
{
    private Channel(string name, double? strength, ImmutableArray<ComplexMatrix> kraus)
    {
        (Name, Strength, Kraus) = (name, strength, kraus);
        Qubits = int.Log2(kraus[0].Size);
        MixtureWeights = kraus.All(IsMultipleOfUnitary) ? [.. kraus.Select(k => Weight(k))] : [];
    }

    /// <summary>The name, as in <c>bitflip</c>.</summary>
    public string Name { get; }

    /// <summary>p of a standard channel, from 0 to 1; null for a channel that was given by its operators.</summary>
    public double? Strength { get; }

    /// <summary>K_0, K_1, ..., each of size 2^Qubits, the first qubit being the most significant bit.</summary>
    public ImmutableArray<ComplexMatrix> Kraus { get; }

    /// <summary>Number of qubits.</summary>
    public int Qubits { get; }

    /// <summary>
    /// p_k where every K_k is sqrt(p_k) times a unitary matrix, so that K_k happens with probability p_k in any state; empty for other channels.
    /// </summary>
    internal ImmutableArray<double> MixtureWeights { get; }

    /// <summary>With probability p the qubit suffers X, Y or Z, each equally often: K = sqrt(1-p) I, sqrt(p/3) X, sqrt(p/3) Y, sqrt(p/3) Z.</summary>
    public static Channel Depolarizing(double p) => Standard("depolarizing", p, q =>
        [Math.Sqrt(1 - q) * Gates.PauliMatrices.I, Math.Sqrt(q / 3) * Gates.PauliMatrices.X, Math.Sqrt(q / 3) * Gates.PauliMatrices.Y,
            Math.Sqrt(q / 3) * Gates.PauliMatrices.Z]);

    /// <summary>X with probability p: K = sqrt(1-p) I, sqrt(p) X.</summary>
    public static Channel BitFlip(double p) =>
        Standard("bitflip", p, q => [Math.Sqrt(1 - q) * Gates.PauliMatrices.I, Math.Sqrt(q) * Gates.PauliMatrices.X]);

    /// <summary>Z with probability p: K = sqrt(1-p) I, sqrt(p) Z.</summary>
    public static Channel PhaseFlip(double p) =>
        Standard("phaseflip", p, q => [Math.Sqrt(1 - q) * Gates.PauliMatrices.I, Math.Sqrt(q) * Gates.PauliMatrices.Z]);

    /// <summary>|1&gt; decays to |0&gt; with probability p: K = diag(1, sqrt(1-p)), sqrt(p) |0&gt;&lt;1|.</summary>
    public static Channel AmplitudeDamping(double p) =>
        Standard("amplitudedamping", p, q => [new(1, 0, 0, Math.Sqrt(1 - q)), new(0, Math.Sqrt(q), 0, 0)]);

    /// <summary>The environment learns of |1&gt; with probability p: K = diag(1, sqrt(1-p)), sqrt(p) |1&gt;&lt;1|. Coherences shrink by sqrt(1-p).</summary>
    public static Channel PhaseDamping(double p) =>
        Standard("phasedamping", p, q => [new(1, 0, 0, Math.Sqrt(1 - q)), new(0, 0, 0, Math.Sqrt(q))]);

    /// <summary>
    /// The channel with the given Kraus operators. Throws <see cref="ArgumentException"/> where sizes differ, do not fit one to three qubits, or the operators
    /// do not preserve the trace.
    /// </summary>
    public static Channel Of(string name, params ReadOnlySpan<ComplexMatrix> kraus)
    {
        ImmutableArray<ComplexMatrix> operators = [.. kraus];
        if (operators.IsEmpty || operators[0].Size is not (2 or 4 or 8) || operators.Any(k => k.Size != operators[0].Size))
        {
            var sizes = string.Join(", ", operators.Select(k => k.Size));
            throw new ArgumentException($"Channel {name}: Kraus operators of sizes [{sizes}] fit no one to three qubits: all 2, all 4 or all 8 is needed.");
        }

        var sum = operators.Select(k => k.Adjoint() * k).Aggregate((a, b) => a + b);
        var defect = sum.Distance(ComplexMatrix.Identity(sum.Size));
        return defect <= 1e-10
            ? new(name, null, operators)
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"Channel {name}: the sum of K^dag K differs from the identity by {defect:0.###E+0}, but at most 1E-10 is accepted."));
    }

    /// <summary>The matrix sum over k of K_k (x) conj(K_k), which acts on (row bits, column bits) of a density matrix.</summary>
    internal ComplexMatrix Superoperator() => Kraus.Select(k => k.Kronecker(Conjugate(k))).Aggregate((a, b) => a + b);

    /// <inheritdoc/>
    public bool Equals(Channel? other) => other is not null && Name == other.Name && Kraus.AsSpan().SequenceEqual(other.Kraus.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Channel);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Strength, Kraus.Length);

    /// <summary>As in <c>bitflip(0.1)</c>.</summary>
    public override string ToString() => Strength is { } p ? string.Create(CultureInfo.InvariantCulture, $"{Name}({p:0.######})") : Name;

    internal static ComplexMatrix Conjugate(ComplexMatrix matrix) => ComplexMatrix.Generate(matrix.Size, (i, j) => Complex.Conjugate(matrix[i, j]));

    private static Channel Standard(string name, double p, Func<double, ImmutableArray<ComplexMatrix>> kraus) => p is >= 0 and <= 1
        ? new(name, p, kraus(p))
        : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Channel {name}: the probability {p} is outside 0 to 1."));

    private static double Weight(ComplexMatrix k) => (k.Adjoint() * k).Trace().Real / k.Size;

    private static bool IsMultipleOfUnitary(ComplexMatrix k) => (k.Adjoint() * k).Distance(Weight(k) * ComplexMatrix.Identity(k.Size)) < 1e-14;
}
