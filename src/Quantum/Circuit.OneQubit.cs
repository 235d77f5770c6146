using QXai.Quantum.Gates;

namespace QXai.Quantum;

public sealed partial class Circuit
{
    /// <inheritdoc cref="PauliGates"/>
    public Circuit I(int qubit) => Add(GateCatalogue.I, [qubit]);

    /// <inheritdoc cref="PauliGates"/>
    public Circuit X(int qubit) => Add(GateCatalogue.X, [qubit]);

    /// <inheritdoc cref="PauliGates"/>
    public Circuit Y(int qubit) => Add(GateCatalogue.Y, [qubit]);

    /// <inheritdoc cref="PauliGates"/>
    public Circuit Z(int qubit) => Add(GateCatalogue.Z, [qubit]);

    /// <inheritdoc cref="Hadamard"/>
    public Circuit H(int qubit) => Add(GateCatalogue.H, [qubit]);

    /// <inheritdoc cref="PhaseRoots"/>
    public Circuit S(int qubit) => Add(GateCatalogue.S, [qubit]);

    /// <inheritdoc cref="PhaseRoots"/>
    public Circuit Sdg(int qubit) => Add(GateCatalogue.Sdg, [qubit]);

    /// <inheritdoc cref="PhaseRoots"/>
    public Circuit T(int qubit) => Add(GateCatalogue.T, [qubit]);

    /// <inheritdoc cref="PhaseRoots"/>
    public Circuit Tdg(int qubit) => Add(GateCatalogue.Tdg, [qubit]);

    /// <inheritdoc cref="SquareRootOfX"/>
    public Circuit SX(int qubit) => Add(GateCatalogue.SX, [qubit]);

    /// <inheritdoc cref="SquareRootOfX"/>
    public Circuit SXdg(int qubit) => Add(GateCatalogue.SXdg, [qubit]);

    /// <inheritdoc cref="PauliRotation"/>
    public Circuit RX(int qubit, Angle? angle = null, int? input = null, int? weight = null) =>
        Add(GateCatalogue.RX, [qubit], [One("RX", angle, input, weight)]);

    /// <inheritdoc cref="PauliRotation"/>
    public Circuit RY(int qubit, Angle? angle = null, int? input = null, int? weight = null) =>
        Add(GateCatalogue.RY, [qubit], [One("RY", angle, input, weight)]);

    /// <inheritdoc cref="PauliRotation"/>
    public Circuit RZ(int qubit, Angle? angle = null, int? input = null, int? weight = null) =>
        Add(GateCatalogue.RZ, [qubit], [One("RZ", angle, input, weight)]);

    /// <inheritdoc cref="PhaseShift"/>
    public Circuit P(int qubit, Angle? angle = null, int? input = null, int? weight = null) =>
        Add(GateCatalogue.P, [qubit], [One("P", angle, input, weight)]);

    /// <inheritdoc cref="PhaseShift"/>
    public Circuit U1(int qubit, Angle? angle = null, int? input = null, int? weight = null) =>
        Add(GateCatalogue.U1, [qubit], [One("U1", angle, input, weight)]);

    /// <summary>U2(phi, lambda) = U3(pi/2, phi, lambda).</summary>
    public Circuit U2(int qubit, Angle phi, Angle lambda) => Add(GateCatalogue.U2, [qubit], [phi, lambda]);

    /// <summary>U3(theta, phi, lambda) = P(phi) RY(theta) P(lambda).</summary>
    public Circuit U3(int qubit, Angle theta, Angle phi, Angle lambda) => Add(GateCatalogue.U3, [qubit], [theta, phi, lambda]);

    /// <summary>Rot(a, b, c) = RZ(c) RY(b) RZ(a): RZ(a) acts first.</summary>
    public Circuit Rot(int qubit, Angle a, Angle b, Angle c) => Add(GateCatalogue.Rot, [qubit], [a, b, c]);

    /// <summary>A rotation about an axis x, y or z: RX, RY or RZ.</summary>
    public Circuit Rotate(char axis, int qubit, Angle angle) => axis switch
    {
        'x' or 'X' => RX(qubit, angle),
        'y' or 'Y' => RY(qubit, angle),
        'z' or 'Z' => RZ(qubit, angle),
        _ => throw new ArgumentException($"Rotate: axis '{axis}' on qubit {qubit} is none of x, y, z."),
    };

    private static Angle One(string gate, Angle? angle, int? input, int? weight) => (angle, input, weight) switch
    {
        ({ } constant, null, null) => constant,
        (null, { } index, null) => Angle.Input(index),
        (null, null, { } index) => Angle.Weight(index),
        _ => throw new ArgumentException($"{gate}: exactly one of angle, input and weight is needed, but {Given(angle, input, weight)}."),
    };

    private static string Given(Angle? angle, int? input, int? weight)
    {
        string?[] each = [angle is null ? null : "angle", input is null ? null : "input", weight is null ? null : "weight"];
        string[] given = [.. each.OfType<string>()];
        return given.Length == 0 ? "none was given" : $"{string.Join(" and ", given)} were given";
    }
}
