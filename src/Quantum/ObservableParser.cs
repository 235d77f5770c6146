using System.Globalization;
using QXai.Numerics;

namespace QXai.Quantum;

/// <summary>
/// Reads observables: sum = [sign] term {sign term}; term = number | [number ["*"]] pauli {["*"] pauli}; pauli = "I" | ("X" | "Y" | "Z" | "I") qubit.
/// </summary>
internal sealed class ObservableParser(string text, int qubits)
{
    private int at;

    public Observable Parse()
    {
        var terms = new List<PauliTerm>();
        var sign = Sign() ?? 1;
        while (true)
        {
            terms.Add(Term(sign));
            if (at == text.Length)
            {
                return new([.. terms]);
            }

            sign = Sign() ?? throw Error($"expected + or -, found '{text[at]}'");
        }
    }

    private PauliTerm Term(double sign)
    {
        var number = Number();
        var factors = PauliString.Identity;
        var any = false;
        while (at < text.Length)
        {
            var starred = (number is not null || any) && Accept('*');
            if (at < text.Length && char.ToUpperInvariant(text[at]) is 'I' or 'X' or 'Y' or 'Z')
            {
                factors = Factor(factors);
                any = true;
            }
            else if (starred)
            {
                throw Error("expected a Pauli matrix after *");
            }
            else
            {
                break;
            }
        }

        return any || number is not null
            ? new(sign * (number ?? 1), factors)
            : throw Error(at < text.Length ? $"expected a number or a Pauli matrix, found '{text[at]}'" : "expected a number or a Pauli matrix, found the end");
    }

    private PauliString Factor(PauliString factors)
    {
        var start = at;
        var letter = char.ToUpperInvariant(text[at++]);
        var digits = Digits();
        if (digits.Length == 0)
        {
            return letter == 'I' ? Skip(factors) : throw Error($"{letter} needs the number of its qubit");
        }

        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var qubit) || qubit >= qubits)
        {
            at = start;
            throw Error($"qubit {digits} of {letter}{digits} does not exist among {qubits} qubits, numbered 0 to {qubits - 1}");
        }

        var factor = PauliString.Single(letter, qubit);
        if ((factors.Support & factor.Support) != 0)
        {
            at = start;
            throw Error($"qubit {qubit} occurs twice in one product");
        }

        return Skip(new PauliString(factors.X | factor.X, factors.Z | factor.Z));
    }

    private double? Number()
    {
        var start = at;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] is '.' or 'e' or 'E'
            || (text[at] is '+' or '-' && at > start && text[at - 1] is 'e' or 'E')))
        {
            at++;
        }

        if (at == start)
        {
            return null;
        }

        if (!double.TryParse(text.AsSpan(start, at - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            var found = text[start..at];
            at = start;
            throw Error($"'{found}' is not a number");
        }

        return Skip(number);
    }

    private double? Sign()
    {
        Skip(0);
        return Accept('+') ? 1 : Accept('-') ? -1 : null;
    }

    private bool Accept(char expected)
    {
        if (at < text.Length && text[at] == expected)
        {
            at++;
            return Skip(true);
        }

        return false;
    }

    private string Digits()
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return text[start..at];
    }

    private T Skip<T>(T value)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return value;
    }

    private InputException Error(string reason) => new($"Observable \"{text}\", column {at + 1}: {reason}.");
}
