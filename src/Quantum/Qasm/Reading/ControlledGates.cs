using System.Collections.Immutable;
using QXai.Quantum.Gates;

namespace QXai.Quantum.Qasm.Reading;

/// <summary>
/// Puts controls on applied gates, in the one form that the library writes them: built into the gate where all are on 1, beside it otherwise.
/// </summary>
internal static class ControlledGates
{
    /// <summary>The gate, acting only where <paramref name="controls"/> are met besides its own.</summary>
    public static AppliedGate Add(AppliedGate applied, ReadOnlySpan<Control> controls)
    {
        var (core, targets) = (applied.Gate.Core, applied.Targets);
        ImmutableArray<Control> all = [.. controls, .. applied.Controls];
        if (core == GateCatalogue.U1)
        {
            core = GateCatalogue.P;
        }

        if (core == GateCatalogue.GPhase && all.LastOrDefault(control => control.On) is { On: true } last)
        {
            (core, targets, all) = (GateCatalogue.P, [last.Qubit], all.Remove(last));
        }

        return all.All(control => control.On)
            ? new(GateCatalogue.Controlled(core, all.Length), [.. all.Select(control => control.Qubit), .. targets], applied.Angles, [])
            : new(core, targets, applied.Angles, all);
    }
}
