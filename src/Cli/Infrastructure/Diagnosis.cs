using QXai.Numerics.Random;
using QXai.Quantum;
using QXai.Quantum.Diagnostics;
using QXai.Quantum.Measurement;

namespace QXai.Cli.Infrastructure;

/// <summary>
/// What <c>qxai circuit diagnose</c> finds out about one circuit; what was not asked for, or does not exist because there are no weights or no inputs, is null.
/// </summary>
internal sealed record Diagnosis(string Subject, Circuit Circuit, Observable Observable, int Samples, ulong Seed)
{
    public const string ExpressibilityPart = "expressibility", EntanglementPart = "entanglement", GradientPart = "gradients";
    public const string SpectrumPart = "spectrum", DimensionPart = "dimension";

    /// <summary>Sample weights for the effective dimension, of which each costs as much as a gradient of every probability.</summary>
    public const int MostDimensionSamples = 100;

    public static readonly string[] Parts = [ExpressibilityPart, EntanglementPart, GradientPart, SpectrumPart, DimensionPart];

    public Expressibility? Expressibility { get; private init; }

    public Estimate? Entanglement { get; private init; }

    /// <summary>Var d&lt;Q&gt;/dw_j for every weight.</summary>
    public double[]? GradientVariances { get; private init; }

    /// <summary>The mean of these variances against the number of qubits, for a family of circuits.</summary>
    public Finding<GradientVariance>? Plateau { get; private init; }

    /// <summary>The spectrum in every input.</summary>
    public IReadOnlyList<Finding<FourierSpectrum>>? Spectra { get; private init; }

    /// <summary>The effective dimension for so many data, from so many samples.</summary>
    public Finding<DimensionEstimate>? Dimension { get; private init; }

    /// <summary>
    /// Measures the given parts at the inputs <paramref name="x"/>; spectra at the weights <paramref name="w"/>, all else over random weights. Each
    /// part draws from a seed of its own, so that it does not depend on which others are asked for.
    /// </summary>
    public static Diagnosis Of(
        Diagnosis begun,
        double[] x,
        double[] w,
        (Func<int, Circuit> Circuit, Func<int, Observable> Observable, int[] Qubits)? family,
        int data,
        IReadOnlyCollection<string> parts,
        TextWriter error,
        CancellationToken cancellation)
    {
        var (circuit, observable, samples, random) = (begun.Circuit, begun.Observable, begun.Samples, new SeededRandom(begun.Seed));
        var weighted = circuit.Weights > 0;
        var dimensionSamples = Math.Min(samples, MostDimensionSamples);
        return begun with
        {
            Expressibility = Part(
                ExpressibilityPart,
                weighted,
                samples,
                tick => Quantum.Diagnostics.Expressibility.Of(circuit, x, samples, random.Derive(1), 75, tick, cancellation)),
            Entanglement = weighted && parts.Contains(EntanglementPart)
                ? ProgressDisplay.Run(error, "Entanglement", samples, "samples", report =>
                    Quantum.Diagnostics.Entanglement.Capability(circuit, x, samples, random.Derive(2), done => report(done, ""), cancellation))
                : null,
            GradientVariances = Part(
                GradientPart, weighted, samples, tick => GradientVariance.ByWeight(circuit, observable, x, samples, random.Derive(3), tick, cancellation)),
            Plateau = family is { Qubits.Length: > 1 } many
                ? Part(GradientPart, weighted, (long)samples * many.Qubits.Length, tick => Finding<GradientVariance>.Of(() =>
                    GradientVariance.Of(many.Circuit, many.Observable, null, many.Qubits, samples, random.Derive(4), tick, cancellation)))
                : null,
            Spectra = Part(SpectrumPart, circuit.Inputs > 0, circuit.Inputs, tick => SpectraOf(circuit, observable, x, w, tick, cancellation)),
            Dimension = Part(DimensionPart, weighted, dimensionSamples, tick => Finding<DimensionEstimate>.Of(() => new(
                EffectiveDimension.Of(
                    circuit, [x], [.. Enumerable.Range(0, circuit.Qubits)], data, dimensionSamples, random.Derive(5), tick, cancellation),
                data,
                dimensionSamples))),
        };

        T? Part<T>(string name, bool exists, long total, Func<Action<int>, T> work)
            where T : class =>
            exists && parts.Contains(name)
                ? ProgressDisplay.Run(error, char.ToUpperInvariant(name[0]) + name[1..], total, "samples", report => work(done => report(done, "")))
                : null;
    }

    private static List<Finding<FourierSpectrum>> SpectraOf(
        Circuit circuit, Observable observable, double[] x, double[] w, Action<int> tick, CancellationToken cancellation)
    {
        var spectra = new List<Finding<FourierSpectrum>>();
        for (var i = 0; i < circuit.Inputs; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            spectra.Add(Finding<FourierSpectrum>.Of(() => FourierSpectrum.Of(circuit, observable, i, x, w, cancellation)));
            tick(i + 1);
        }

        return spectra;
    }
}

/// <summary>A figure, or why the circuit has none.</summary>
internal sealed record Finding<T>(T? Value, string? Reason)
    where T : class
{
    public static Finding<T> Of(Func<T> find)
    {
        try
        {
            return new(find(), null);
        }
        catch (ArgumentException exception)
        {
            return new(null, exception.Message);
        }
    }
}

/// <summary>An effective dimension, for so many data, from so many sample weights.</summary>
internal sealed record DimensionEstimate(double Value, int Data, int Samples);
