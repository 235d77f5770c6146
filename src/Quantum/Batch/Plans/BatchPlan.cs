using System.Collections.Immutable;

namespace QXai.Quantum.Batch.Plans;

/// <summary>
/// A circuit and its observables, arranged for batches: first every bit's own factors, which give a product state, then layers, then the readout.
/// </summary>
internal sealed record BatchPlan
{
    /// <summary>Number of qubits n.</summary>
    public required int Qubits { get; init; }

    /// <summary>Number of inputs per sample.</summary>
    public required int Inputs { get; init; }

    /// <summary>Number of weights.</summary>
    public required int Weights { get; init; }

    /// <summary>Per bit (bit n-1 is qubit 0), what acts on |0&gt; before any gate on several qubits.</summary>
    public required ImmutableArray<ImmutableArray<ProductFactor>> Product { get; init; }

    /// <summary>The layers in order.</summary>
    public required ImmutableArray<Layer> Layers { get; init; }

    /// <summary>What is measured.</summary>
    public required Readout Readout { get; init; }

    /// <summary>The angles whose cosine and sine are needed per sample.</summary>
    public required ImmutableArray<AngleSum> Rows { get; init; }

    /// <summary>The angles whose gradients are collected.</summary>
    public required ImmutableArray<AngleSum> Slots { get; init; }

    /// <summary>
    /// The same circuit with other observables, all of which are diagonal if all of this plan's are: what lies before the readout does not depend on
    /// more than that.
    /// </summary>
    public BatchPlan For(IReadOnlyList<Observable> observables) => this with { Readout = Readout.Of(observables, Qubits, Readout.Source) };

    /// <summary>Number of amplitudes 2^n.</summary>
    public int Dimension => 1 << Qubits;
}
