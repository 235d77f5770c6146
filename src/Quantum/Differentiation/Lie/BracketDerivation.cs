using System.Collections.Immutable;

namespace QXai.Quantum.Differentiation.Lie;

/// <summary>
/// The derivation of one occurrence of an input by the Lie bracket: input x_i feeds gate <paramref name="Gate"/> on <paramref name="Qubit"/> through an angle t
/// with chain factor <paramref name="Slope"/> = dt/dx; <paramref name="Value"/> is the sum of all contributions, this occurrence's part of d&lt;Q&gt;/dx_i;
/// <paramref name="Terms"/> are the non-zero terms, and <paramref name="IdentityResidual"/> says how well the bracket equals its shifted form.
/// </summary>
public sealed record BracketDerivation(
    int Input, int Qubit, int Gate, double Slope, double Value, ImmutableArray<BracketTerm> Terms, double IdentityResidual);
