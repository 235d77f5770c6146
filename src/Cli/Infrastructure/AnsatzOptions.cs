using System.CommandLine;
using System.Globalization;
using QXai.Numerics;
using QXai.Quantum;
using QXai.Quantum.Ansatze;
using QXai.Quantum.Encodings;

namespace QXai.Cli.Infrastructure;

/// <summary>The options that describe a family of circuits, one for every number of qubits: an ansatz with or without an encoding in front.</summary>
internal sealed class AnsatzOptions
{
    private const int MostQubits = 20;

    private readonly Option<string?> ansatz = new("--ansatz")
    {
        Description = "A family of circuits instead of a file: basic, strongly-entangling, hardware-efficient or qcnn.",
        HelpName = "NAME",
    };

    private readonly Option<string> encoding = new("--encoding")
    {
        Description = "What stands before the ansatz: none, angle, arctan, ry-rz-arctan or iqp.",
        DefaultValueFactory = _ => "none",
        HelpName = "NAME",
    };

    private readonly Option<int> blocks = new("--blocks") { Description = "Blocks of the ansatz.", DefaultValueFactory = _ => 2, HelpName = "N" };

    private readonly Option<bool> reuploading = new("--reuploading") { Description = "Repeat the encoding before every block." };

    private readonly Option<string> qubits = new("--qubits")
    {
        Description = "Numbers of qubits, ascending; gradients are compared between them, all else is of the largest.",
        DefaultValueFactory = _ => "2,3,4,5,6",
        HelpName = "A,B,C",
    };

    public AnsatzOptions(Command command)
    {
        foreach (var option in (Option[])[ansatz, blocks, qubits, encoding, reuploading])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Whether an ansatz was named; if not, the options that describe one are refused.</summary>
    public bool IsGiven(ParseResult parsed)
    {
        if (parsed.GetValue(ansatz) is not null)
        {
            return true;
        }

        CommonOptions.Refuse(parsed, "it describes --ansatz", blocks, qubits, encoding, reuploading);
        return false;
    }

    /// <summary>The family: its name, its circuit for any number of qubits, and the numbers asked for.</summary>
    public (string Name, Func<int, Circuit> Circuit, int[] Qubits) Read(ParseResult parsed)
    {
        var form = Form(parsed);
        var before = Encoding(parsed.GetValue(encoding)!);
        var repeated = parsed.GetValue(reuploading);
        if (before is null)
        {
            CommonOptions.Refuse(parsed, "there is no --encoding to repeat", reuploading);
        }

        var title = form.Name + (form is BlockwiseForm blockwise ? $", {blockwise.Blocks} blocks" : "")
            + (before is null ? "" : $", after the {before.Name} encoding{(repeated ? ", repeated" : "")}");
        return (title, Build, Numbers(parsed.GetValue(qubits)!));

        Circuit Build(int n) => before is null
            ? form.Append(new Circuit(n, 0, form.WeightsFor(n)))
            : VariationalCircuit.Build(n, before, form, repeated);
    }

    private VariationalForm Form(ParseResult parsed)
    {
        var (name, count) = (parsed.GetValue(ansatz)!, parsed.GetValue(blocks));
        if (count is < 1 or > 1000)
        {
            throw new InputException($"--blocks {count}: a number from 1 to 1000 is needed.");
        }

        if (name == "qcnn")
        {
            CommonOptions.Refuse(parsed, "the levels of --ansatz qcnn follow from the qubits", blocks);
        }

        return name switch
        {
            "basic" => new Ansatz(count),
            "strongly-entangling" => new StronglyEntangling(count),
            "hardware-efficient" => new HardwareEfficient(count),
            "qcnn" => new QuantumConvolution(),
            _ => throw new InputException($"--ansatz {name}: one of basic, strongly-entangling, hardware-efficient, qcnn is needed."),
        };
    }

    private static Encoding? Encoding(string name) => name switch
    {
        "none" => null,
        "angle" => new AngleEncoding(),
        "arctan" => new ArctanEncoding(),
        "ry-rz-arctan" => new RyRzArctanEncoding(),
        "iqp" => new IqpEncoding(),
        _ => throw new InputException($"--encoding {name}: one of none, angle, arctan, ry-rz-arctan, iqp is needed."),
    };

    private static int[] Numbers(string text)
    {
        var numbers = text.Split(',', StringSplitOptions.TrimEntries)
            .Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).ToArray();
        return numbers.All(number => number is >= 1 and <= MostQubits) && numbers.Zip(numbers.Skip(1)).All(pair => pair.First < pair.Second)
            ? numbers
            : throw new InputException($"--qubits {text}: ascending numbers from 1 to {MostQubits}, separated by commas, are needed.");
    }
}
