using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using QXai.Quantum.Differentiation.Lie;
using QXai.Quantum.Gates;
using QXai.Quantum.Simulation;

namespace QXai.Quantum.Differentiation;

/// <summary>
/// The explicit formula of QGrad-CAM: inputs that a product encoding V(x) = V_1 (x) ... (x) V_n feeds are differentiated by the literal sum over Pauli strings
/// with explicit brackets A B - B A, up to <see cref="LiteralQubits"/> qubits. Everything else (weights, re-uploaded inputs, more qubits) takes the
/// same bracket by moving states: -i tr( M_l [G, rho_l] ) per occurrence l.
/// </summary>
public sealed class LieBracket : IDifferentiator
{
    /// <summary>The most qubits for which brackets and strings are enumerated literally: 8 by default, at most 10 (matrices of size 2^n).</summary>
    public int LiteralQubits
    {
        get;
        init => field = value is >= 0 and <= 10
            ? value
            : throw new ArgumentException($"LieBracket: {value} literal qubits are outside 0 to 10, since the sum has up to 4^n terms.");
    } = 8;

    /// <summary>Told the share of the literal computation that is done, from 0 to 1, per observable.</summary>
    public IProgress<double>? Progress { get; init; }

    /// <inheritdoc/>
    public string Name => "lie";

    /// <inheritdoc/>
    public Jacobian Differentiate(
        Circuit circuit,
        IReadOnlyList<Observable> observables,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> weights,
        StateVector<double>? initial = null,
        CancellationToken cancellation = default)
    {
        var run = new CircuitRun(Name, circuit, observables, inputs, weights, initial, cancellation);
        var final = run.FinalState();
        var jacobian = run.Start(final);
        if (circuit.Qubits > LiteralQubits)
        {
            MovingStates.AddOccurrences(run, final, jacobian, _ => true);
            return jacobian;
        }

        var split = new EncodingSplit(run);
        var literal = split.Encodings.ToHashSet();
        MovingStates.AddOccurrences(run, final, jacobian, l => !literal.Contains(l));
        if (literal.Count > 0)
        {
            var rho = initial is null ? PauliExpansion.OfZero(circuit.Qubits) : PauliExpansion.Of(initial);
            for (var m = 0; m < observables.Count; m++)
            {
                var sum = SumFor(split, rho, observables[m]);
                foreach (var l in split.Encodings)
                {
                    var (qubit, sigma) = (run.Steps[l].Targets[0], Sigma(split, l));
                    run.Add(jacobian, m, l, sum.Derivative(qubit, sigma, run.Steps[l].Coefficient));
                }
            }
        }

        return jacobian;
    }

    /// <summary>
    /// The whole derivation for an audit: per occurrence of an input in the encoding, every non-zero term of the sum, its value and the residual of the shifted
    /// form. rho_0 is |0...0&gt;&lt;0...0| unless given; it may be mixed. Throws <see cref="ArgumentException"/> beyond <see cref="LiteralQubits"/> qubits.
    /// </summary>
    public ImmutableArray<BracketDerivation> Derive(
        Circuit circuit,
        Observable observable,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> weights,
        PauliExpansion? rho = null,
        CancellationToken cancellation = default)
    {
        var (split, sum) = Prepare(circuit, observable, inputs, weights, ref rho, cancellation);
        var run = split.Run;
        return [.. split.Encodings.Select(l =>
        {
            var (qubit, sigma, c) = (run.Steps[l].Targets[0], Sigma(split, l), run.Steps[l].Coefficient);
            var terms = ImmutableArray.CreateBuilder<BracketTerm>();
            var value = sum.Derivative(qubit, sigma, c, (index, bracket, trace) => terms.Add(new(
                rho.Coefficients[index],
                PauliExpansion.StringAt(index, circuit.Qubits),
                bracket!,
                trace,
                run.Slope(l) * rho.Coefficients[index] * BracketSum.Contribution(c, trace))));
            var residual = BracketIdentity.Residual(sigma, shift => split.ShiftedFactor(qubit, l, shift / (2 * c)));
            return new BracketDerivation(run.Steps[l].Angle.Index, qubit, run.Steps[l].Gate, run.Slope(l), run.Slope(l) * value, terms.ToImmutable(), residual);
        })];
    }

    /// <summary>&lt;Q&gt; by the trace over all Pauli strings, which shares nothing with a state's expectation. Same limits as <see cref="Derive"/>.</summary>
    public double Expectation(
        Circuit circuit,
        Observable observable,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> weights,
        PauliExpansion? rho = null,
        CancellationToken cancellation = default) =>
        Prepare(circuit, observable, inputs, weights, ref rho, cancellation).Sum.Expectation();

    /// <summary>The Pauli matrix that generates step l, carried through what V_q does after it: sigma itself for the last rotation of a qubit.</summary>
    private static ComplexMatrix Sigma(EncodingSplit split, int l)
    {
        var step = split.Run.Steps[l];
        return BracketIdentity.Conjugate(split.After(step.Targets[0], l), PauliMatrices.Word(step.Generator!.Word));
    }

    private BracketSum SumFor(EncodingSplit split, PauliExpansion rho, Observable observable) =>
        new(rho, split.Factors, HeisenbergObservable.Matrix(split, observable, Progress), split.Run.Cancellation);

    private (EncodingSplit Split, BracketSum Sum) Prepare(
        Circuit circuit,
        Observable observable,
        ReadOnlySpan<double> inputs,
        ReadOnlySpan<double> weights,
        [NotNull] ref PauliExpansion? rho,
        CancellationToken cancellation)
    {
        if (circuit.Qubits > LiteralQubits)
        {
            throw new ArgumentException(
                $"LieBracket: the literal sum over Pauli strings is limited to {LiteralQubits} qubits, but the circuit has {circuit.Qubits}; "
                + "raise LiteralQubits up to 10.");
        }

        rho ??= PauliExpansion.OfZero(circuit.Qubits);
        if (rho.Qubits != circuit.Qubits)
        {
            throw new ArgumentException($"LieBracket: rho_0 has {rho.Qubits} qubits, but the circuit has {circuit.Qubits}.");
        }

        var split = new EncodingSplit(new(Name, circuit, [observable], inputs, weights, null, cancellation));
        return (split, SumFor(split, rho, observable));
    }
}
