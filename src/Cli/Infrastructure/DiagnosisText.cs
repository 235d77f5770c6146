using System.Globalization;
using QXai.Quantum.Diagnostics;

namespace QXai.Cli.Infrastructure;

/// <summary>A diagnosis in words, and as an object for <c>--json</c>.</summary>
internal static class DiagnosisText
{
    private const int MostListed = 12;

    public static void Write(TextWriter output, Diagnosis diagnosis)
    {
        var circuit = diagnosis.Circuit;
        output.WriteLine($"{diagnosis.Subject}: {circuit.Qubits} qubits, {circuit.Count} gates, {circuit.Inputs} inputs, {circuit.Weights} weights");
        output.WriteLine($"Weights uniform in [0, 2 pi), {diagnosis.Samples} samples, seed {diagnosis.Seed}.");
        if (circuit.Weights + circuit.Inputs == 0)
        {
            output.WriteLine("No angle of it depends on a weight or an input, so that there is nothing to diagnose.");
        }

        if (diagnosis.Expressibility is { } expressibility)
        {
            var bias = (expressibility.Histogram.Length - 1) / (2.0 * expressibility.Pairs);
            output.WriteLine(
                $"expressibility       KL(circuit || Haar) = {N(expressibility.Divergence)} nats; "
                + $"0 is fully expressive, finite samples add at most about {N(bias)}");
        }

        if (diagnosis.Entanglement is { } entanglement)
        {
            output.WriteLine(
                $"entangling           Meyer-Wallach {N(entanglement.Mean)} +- {N(entanglement.StandardError)}; "
                + $"products have 0, Haar-random states {N(Entanglement.HaarMean(circuit.Qubits))}");
        }

        if (diagnosis.GradientVariances is { } variances)
        {
            output.WriteLine($"gradient variances   of <{diagnosis.Observable}>, by weight: {List(variances)}");
            if (variances.Count(variance => variance < 1e-28) is var idle and > 0)
            {
                output.WriteLine($"                     {idle} of {variances.Length} weights do not move it");
            }
        }

        if (diagnosis.Plateau is { Reason: { } still })
        {
            output.WriteLine($"  by qubits          {still}");
        }

        if (diagnosis.Plateau?.Value is { } plateau)
        {
            output.WriteLine($"  by qubits          {string.Join("   ", plateau.Points.Select(point => $"{point.Qubits}: {N(point.Variance)}"))}");
            output.WriteLine(
                $"  decay              Var ~ exp({N(plateau.Slope)} n); a deep random circuit has about -0.69 (a barren plateau), a shallow local one about 0");
        }

        for (var i = 0; i < (diagnosis.Spectra?.Count ?? 0); i++)
        {
            output.WriteLine($"{$"spectrum of x{i}",-20} {Spectrum(diagnosis.Spectra![i])}");
        }

        if (diagnosis.Dimension is { Reason: { } flat })
        {
            output.WriteLine($"effective dimension  {flat}");
        }

        if (diagnosis.Dimension?.Value is { } dimension)
        {
            output.WriteLine(
                $"effective dimension  {N(dimension.Value)} of {circuit.Weights} weights, for {dimension.Data} data, from {dimension.Samples} samples");
        }
    }

    /// <summary>What is written as JSON: the same, with all histograms and coefficients.</summary>
    public static object ToJson(Diagnosis diagnosis) => new
    {
        diagnosis.Subject,
        diagnosis.Circuit.Qubits,
        Gates = diagnosis.Circuit.Count,
        diagnosis.Circuit.Inputs,
        diagnosis.Circuit.Weights,
        Observable = diagnosis.Observable.ToString(),
        diagnosis.Samples,
        diagnosis.Seed,
        diagnosis.Expressibility,
        Entanglement = diagnosis.Entanglement is { } entanglement
            ? new { entanglement.Mean, entanglement.StandardError, Haar = Entanglement.HaarMean(diagnosis.Circuit.Qubits) }
            : null,
        diagnosis.GradientVariances,
        Plateau = diagnosis.Plateau is { } plateau
            ? new { plateau.Reason, Points = plateau.Value?.Points.Select(point => new { point.Qubits, point.Variance }), plateau.Value?.Slope }
            : null,
        Spectra = diagnosis.Spectra?.Select((item, i) => new
        {
            Input = i,
            item.Reason,
            item.Value?.Unit,
            item.Value?.Degree,
            Coefficients = item.Value?.Coefficients.Select(c => (double[])[c.Real, c.Imaginary]),
        }),
        EffectiveDimension = diagnosis.Dimension is { } dimension
            ? new { dimension.Reason, dimension.Value?.Value, dimension.Value?.Data, dimension.Value?.Samples }
            : null,
    };

    private static string Spectrum(Finding<FourierSpectrum> item)
    {
        if (item.Value is not { } spectrum)
        {
            return item.Reason!;
        }

        var sizes = Enumerable.Range(0, spectrum.Degree + 1).Select(k => spectrum[k].Magnitude).ToArray();
        return $"{N(spectrum.Unit)} * (0..{spectrum.Degree}), sizes |c|: {List(sizes)}";
    }

    private static string List(double[] values) =>
        string.Join(" ", values.Take(MostListed).Select(N)) + (values.Length > MostListed ? $" ... ({values.Length} in all)" : "");

    private static string N(double value) => (Math.Abs(value) < 1e-14 ? 0 : value).ToString("G4", CultureInfo.InvariantCulture);
}
