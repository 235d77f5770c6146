using QXai.Numerics;

namespace QXai.Quantum.Tests;

public class ObservableTests
{
    [Theory]
    [InlineData("0.5*Z0 Z1 + X2", "0.5*Z0 Z1 + X2")]
    [InlineData(" -z0*Y1 -2.5e-1 * X0 ", "-Z0 Y1 - 0.25*X0")]
    [InlineData("1.5 + Z0 - 1.5", "0 + Z0")]
    [InlineData("2 I + 3*I0", "5")]
    [InlineData("X0 + X0 + Y1", "2*X0 + Y1")]
    [InlineData("Z10 Z2", "Z2 Z10")]
    public void What_is_read_is_printed_again(string text, string printed)
    {
        var observable = Observable.Parse(text, 11);
        Assert.Equal(printed, observable.ToString());
        Assert.Equal(observable, Observable.Parse(printed, 11));
    }

    [Theory]
    [InlineData("0.5*Z0 Z4", "Observable \"0.5*Z0 Z4\", column 8: qubit 4 of Z4 does not exist among 4 qubits, numbered 0 to 3.")]
    [InlineData("Z0 X0", "Observable \"Z0 X0\", column 4: qubit 0 occurs twice in one product.")]
    [InlineData("Z", "Observable \"Z\", column 2: Z needs the number of its qubit.")]
    [InlineData("Z0 +", "Observable \"Z0 +\", column 5: expected a number or a Pauli matrix, found the end.")]
    [InlineData("Q0", "Observable \"Q0\", column 1: expected a number or a Pauli matrix, found 'Q'.")]
    [InlineData("2 * 3", "Observable \"2 * 3\", column 5: expected a Pauli matrix after *.")]
    [InlineData("1.2.3*Z0", "Observable \"1.2.3*Z0\", column 1: '1.2.3' is not a number.")]
    [InlineData("Z0 2", "Observable \"Z0 2\", column 4: expected + or -, found '2'.")]
    [InlineData("", "Observable \"\", column 1: expected a number or a Pauli matrix, found the end.")]
    public void Errors_tell_column_and_reason(string text, string message) =>
        Assert.Equal(message, Assert.Throws<InputException>(() => Observable.Parse(text, 4)).Message);

    [Fact]
    public void Strings_count_and_print_their_factors()
    {
        var pauli = PauliString.FromWord("IXYZ");
        Assert.Equal("X1 Y2 Z3", pauli.ToString());
        Assert.Equal(("IXYZII", 3, 1, 4), (pauli.ToWord(6), pauli.Weight, pauli.CountY, pauli.MinimalQubits));
        Assert.Equal("PauliString: 'Q' on qubit 1 is none of I, X, Y, Z.", Assert.Throws<ArgumentException>(() => PauliString.FromWord("IQ")).Message);
        Assert.Equal((false, 3.5, -1.5), ((2 * Observable.X(1) - new Observable(new PauliTerm(1.5, default))) switch
        {
            var o => (o.IsDiagonal, o.Bound, o.IdentityCoefficient),
        }));
    }
}
