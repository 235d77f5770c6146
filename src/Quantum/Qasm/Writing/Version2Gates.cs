using QXai.Numerics;
using QXai.Quantum.Gates;
using QXai.Quantum.Qasm.Reading;

namespace QXai.Quantum.Qasm.Writing;

/// <summary>
/// Any gate as gates that qelib1.inc defines, up to a global phase. What has more controls than the library offers goes by Barenco's recursions, in
/// which each control more triples the gates.
/// </summary>
internal sealed class Version2Gates
{
    /// <summary>The most controls of one gate: 3^8 gates and no more.</summary>
    public const int MaximalControls = 8;

    private readonly List<AppliedGate> written = [];

    /// <summary>The names of the library's gates that are written.</summary>
    public static string? NameOf(Gate gate) => gate == GateCatalogue.P ? "u1"
        : gate == GateCatalogue.CP ? "cu1"
        : Array.Find(GateLibrary.Library2, known =>
            known.Gate.Equals(gate) && known.Phase is null && known.Name is not ("u0" or "u" or "p" or "cp" or "csx"))?.Name;

    /// <summary>The gates that stand for one gate.</summary>
    public static IReadOnlyList<AppliedGate> Of(AppliedGate applied)
    {
        var gates = new Version2Gates();
        gates.Write(applied);
        return gates.written;
    }

    private void Write(AppliedGate applied)
    {
        var isPhase = applied.Gate.Generator is { } generator && !generator.Word.AsSpan().ContainsAnyExcept('I');
        if (applied.ExtraControls.IsEmpty && !isPhase && (NameOf(applied.Gate) is not null || KnownDefinitions.Of(applied.Gate) is not null))
        {
            written.Add(applied);
            return;
        }

        if (applied.Controls.Length > MaximalControls)
        {
            throw new InputException(
                $"OpenQASM 2.0: {applied.Gate.Name} has {applied.Controls.Length} controls, but {MaximalControls} are the most that are written out; "
                + "version 3 has no limit.");
        }

        var off = applied.Controls.Where(control => !control.On).Select(control => control.Qubit).ToArray();
        Each(GateCatalogue.X, off);
        Controlled(
            [.. applied.Controls.Select(control => control.Qubit)],
            applied.Gate.Core,
            [.. applied.Targets],
            [.. applied.Angles.Select(angle => angle.Offset)]);
        Each(GateCatalogue.X, off);
    }

    private void Each(Gate gate, int[] targets)
    {
        foreach (var target in targets)
        {
            Put(gate, [target]);
        }
    }

    private void Put(Gate gate, int[] places, params double[] angles) => written.Add(new(gate, [.. places], [.. angles.Select(Angle.Constant)], []));

    /// <summary>A gate where all of <paramref name="controls"/> are 1.</summary>
    private void Controlled(int[] controls, Gate gate, int[] targets, double[] angles)
    {
        var whole = GateCatalogue.Controlled(gate, controls.Length);
        if (NameOf(whole) is not null)
        {
            Put(whole, [.. controls, .. targets], angles);
        }
        else if (gate == GateCatalogue.GPhase)
        {
            if (controls.Length > 0)
            {
                Phase(controls[..^1], controls[^1], angles[0]);
            }
        }
        else if (gate.Generator is { } generator)
        {
            Rotation(controls, generator, targets, angles[0]);
        }
        else if (gate.Targets == 1)
        {
            OneQubit(controls, gate, targets[0], angles);
        }
        else
        {
            Wider(controls, gate, targets);
        }
    }

    private void OneQubit(int[] controls, Gate gate, int target, double[] angles)
    {
        if (gate == GateCatalogue.X)
        {
            Put(GateCatalogue.H, [target]);
            Phase(controls, target, Math.PI);
            Put(GateCatalogue.H, [target]);
            return;
        }

        var (theta, phi, lambda, phase) = UnitarySynthesis.Angles(gate.Matrix(angles));
        if (controls.Length <= 1)
        {
            Put(controls.Length == 0 ? GateCatalogue.U3 : GateCatalogue.CU3, [.. controls, target], theta, phi, lambda);
        }
        else
        {
            RotateZ(controls, target, lambda);
            RotateY(controls, target, theta);
            RotateZ(controls, target, phi);
            phase += (phi + lambda) / 2;
        }

        if (controls.Length > 0)
        {
            Phase(controls[..^1], controls[^1], phase);
        }
    }

    /// <summary>exp(-i t (a + c P)): a phase and a Pauli rotation by 2 c t, whose parity is gathered on the last qubit of P.</summary>
    private void Rotation(int[] controls, Generator generator, int[] targets, double t)
    {
        if (generator.Constant != 0 && controls.Length > 0)
        {
            Phase(controls[..^1], controls[^1], -generator.Constant * t);
        }

        int[] support = [.. Enumerable.Range(0, targets.Length).Where(i => generator.Word[i] != 'I')];
        if (support.Length == 0)
        {
            if (controls.Length > 0)
            {
                Phase(controls[..^1], controls[^1], -generator.Coefficient * t);
            }

            return;
        }

        Turn(Each);
        for (var i = 0; i + 1 < support.Length; i++)
        {
            Put(GateCatalogue.CX, [targets[support[i]], targets[support[i + 1]]]);
        }

        RotateZ(controls, targets[support[^1]], 2 * generator.Coefficient * t);
        for (var i = support.Length - 2; i >= 0; i--)
        {
            Put(GateCatalogue.CX, [targets[support[i]], targets[support[i + 1]]]);
        }

        Turn((gate, places) => Each(gate == GateCatalogue.Sdg ? GateCatalogue.S : gate, places), back: true);

        void Turn(Action<Gate, int[]> put, bool back = false)
        {
            foreach (var i in support)
            {
                Gate[] gates = generator.Word[i] switch { 'X' => [GateCatalogue.H], 'Y' => [GateCatalogue.Sdg, GateCatalogue.H], _ => [] };
                foreach (var gate in back ? gates.Reverse() : gates)
                {
                    put(gate, [targets[i]]);
                }
            }
        }
    }

    private void Wider(int[] controls, Gate gate, int[] targets)
    {
        if (gate == GateCatalogue.Swap)
        {
            Put(GateCatalogue.CX, [targets[1], targets[0]]);
            Controlled([.. controls, targets[0]], GateCatalogue.X, [targets[1]], []);
            Put(GateCatalogue.CX, [targets[1], targets[0]]);
            return;
        }

        foreach (var part in UnitarySynthesis.Decompose(gate.Matrix()).Gates)
        {
            var off = part.Controls.Where(control => !control.On).Select(control => targets[control.Qubit]).ToArray();
            Each(GateCatalogue.X, off);
            Controlled(
                [.. controls, .. part.Controls.Select(control => targets[control.Qubit])],
                part.Gate.Core,
                [.. part.Targets.Select(target => targets[target])],
                [.. part.Angles.Select(angle => angle.Offset)]);
            Each(GateCatalogue.X, off);
        }
    }

    /// <summary>RZ(t) where all controls are 1: halves of opposite sign around controlled X.</summary>
    private void RotateZ(int[] controls, int target, double t) => Halves(controls, GateCatalogue.RZ, GateCatalogue.CRZ, target, t);

    private void RotateY(int[] controls, int target, double t) => Halves(controls, GateCatalogue.RY, GateCatalogue.CRY, target, t);

    private void Halves(int[] controls, Gate free, Gate controlled, int target, double t)
    {
        if (controls.Length <= 1)
        {
            Put(controls.Length == 0 ? free : controlled, [.. controls, target], t);
            return;
        }

        Put(free, [target], t / 2);
        Controlled(controls, GateCatalogue.X, [target], []);
        Put(free, [target], -t / 2);
        Controlled(controls, GateCatalogue.X, [target], []);
    }

    /// <summary>
    /// P(t) where all controls are 1: P(t/2) on (last control, target) and (the others, target), and P(-t/2) on (last control turned by the others,
    /// target).
    /// </summary>
    private void Phase(int[] controls, int target, double t)
    {
        if (Math.Abs(t) < 1e-16)
        {
            return;
        }

        if (controls.Length <= 1)
        {
            Put(controls.Length == 0 ? GateCatalogue.U1 : GateCatalogue.CP, [.. controls, target], t);
            return;
        }

        var (others, last) = (controls[..^1], controls[^1]);
        Put(GateCatalogue.CP, [last, target], t / 2);
        Controlled(others, GateCatalogue.X, [last], []);
        Put(GateCatalogue.CP, [last, target], -t / 2);
        Controlled(others, GateCatalogue.X, [last], []);
        Phase(others, target, t / 2);
    }
}
