using System.CommandLine;
using System.Text;
using QXai.Cli.Infrastructure;
using QXai.Nn.Hybrid;
using QXai.Numerics;
using QXai.Xai.Certificates;
using QXai.Xai.Methods;

namespace QXai.Cli.Verbs;

/// <summary><c>qxai verify</c>: computes a certificate anew, line by line; exit code 1 where anything does not hold.</summary>
internal static class VerifyVerb
{
    private const long MostBytes = 256L << 20;

    public static Command Create()
    {
        var command = new Command(
            "verify",
            """
            Verify a certificate that 'qxai explain --certificate' wrote: the digest, then every claim, computed anew from the model and the picture,
            or the circuit and its inputs, by the textbook twins where there are any, and compared within this program's own tolerances.
            Exit code 1 if anything does not hold.

            Example: qxai verify certificate.json --model mnist.safetensors --dataset mnist --data mnist/ --index 17
            Example: qxai verify certificate.json --model mnist.safetensors --input my-digit.png --invert
            Example: qxai verify certificate.json --circuit ansatz.qasm --observable "Z0 Z1" --inputs 0.1,0.7 --weights 0.3,0.2
            """);
        var certificate = new Argument<string>("certificate") { Description = "The certificate.", HelpName = "certificate.json" };
        command.Arguments.Add(certificate);
        var (model, json) = (new Option<string?>("--model") { Description = "The model file.", HelpName = "file.safetensors" }, CommonOptions.Json());
        command.Options.Add(model);
        var input = new ExplainInput(command, withClass: false);
        var circuit = new BareCircuitOptions(command);
        command.Options.Add(json);
        command.SetAction((parsed, cancellation) =>
        {
            var path = parsed.GetValue(certificate)!;
            var text = Read(path);
            var (explained, x) = circuit.IsGiven(parsed) ? Circuit(parsed) : Picture(parsed);
            var report = Interruptible.Run(() => CertificateVerifier.Verify(text, path, explained, x, cancellation), cancellation);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                Json.Write(output, report.ToJson());
            }
            else
            {
                report.Write(output);
            }

            return Task.FromResult(report.Passed ? 0 : Runner.CheckFailed);
        });
        return command;

        (ExplainedModel Model, Tensor<double> Input) Picture(ParseResult parsed)
        {
            circuit.Refuse(parsed);
            var hybrid = HybridModel<float>.Load(
                parsed.GetValue(model) ?? throw new InputException("Nothing to verify against was named: give --model FILE and a picture, or --circuit FILE."));
            return (ExplainedModel.Of(hybrid), input.Read(parsed, hybrid.Options).Input);
        }

        (ExplainedModel Model, Tensor<double> Input) Circuit(ParseResult parsed)
        {
            CommonOptions.Refuse(parsed, "--circuit names what was explained", model);
            input.Refuse(parsed, "--circuit names what was explained");
            var subject = circuit.Read(parsed, _ => null);
            return (subject.Model, subject.Input);
        }
    }

    private static string Read(string path)
    {
        try
        {
            return new FileInfo(path).Length <= MostBytes
                ? File.ReadAllText(path, new UTF8Encoding(false, throwOnInvalidBytes: true))
                : throw new InputException($"{path} is larger than {MostBytes >> 20} MiB: no certificate has that size.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DecoderFallbackException or ArgumentException)
        {
            throw new InputException($"{path} cannot be read: {exception.Message.ReplaceLineEndings(" ")}", exception);
        }
    }
}
