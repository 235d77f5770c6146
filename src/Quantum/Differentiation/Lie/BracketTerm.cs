using System.Numerics;

namespace QXai.Quantum.Differentiation.Lie;

/// <summary>
/// One term of the sum over Pauli strings of d&lt;Q&gt;/dt: coefficient C_{i_1..i_n}, string sigma_{i_1} (x) ... (x) sigma_{i_n}, the Lie bracket
/// [sigma, V_q sigma_{i_q} V_q^dag] on qubit q as a 2 x 2 matrix, the trace of M times the whole product, and the term's contribution in units of the
/// derivative with respect to the input.
/// </summary>
public sealed record BracketTerm(double Coefficient, PauliString Pauli, ComplexMatrix Bracket, Complex Trace, double Contribution);
