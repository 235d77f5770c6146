using System.CommandLine;
using System.Globalization;
using QXai.Data.Images;
using QXai.Nn.Hybrid;
using QXai.Numerics;

namespace QXai.Cli.Infrastructure;

/// <summary>
/// One picture to explain: a sample of a data set (<c>--dataset</c> and <c>--index</c>), or a picture file or the spectrogram of a sound file
/// (<c>--input</c>), normalised as the model file says.
/// </summary>
internal sealed class ExplainInput
{
    private readonly DataSetOptions data;
    private readonly Option<int> index = new("--index") { Description = "Which sample of the data set.", DefaultValueFactory = _ => 0, HelpName = "N" };
    private readonly Option<string?> file = new("--input") { Description = "A file instead of a data set: a picture (PNG, JPEG) or sound (WAV, SPHERE).", HelpName = "photo.jpg|speech.wav" };
    private readonly Option<double> at = new("--at") { Description = "Where in a sound file the spectrogram begins, in seconds.", DefaultValueFactory = _ => 0, HelpName = "SECONDS" };
    private readonly Option<string?> fit = new("--fit") { Description = "How a picture of another size is fitted; 'stretch' for models of colour pictures, 'contain' for others, unless given.", HelpName = "exact|stretch|contain|cover" };
    private readonly Option<bool> invert = new("--invert") { Description = "Invert the picture's colours: for dark ink on white paper where the model knows white on black." };
    private readonly Option<string?> target = new("--class") { Description = "The class whose score is explained, by name or number; the predicted one unless given.", HelpName = "CLASS" };

    /// <summary>Adds the options; without <paramref name="withClass"/> for verbs that take the class from elsewhere.</summary>
    public ExplainInput(Command command, bool withClass = true)
    {
        data = new DataSetOptions(command);
        foreach (var option in (Option[])[index, file, at, fit, invert, .. withClass ? [target] : (Option[])[]])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Refuses everything about pictures where none is explained; the number of an observable may still be given.</summary>
    public void Refuse(ParseResult parsed, string reason)
    {
        if (data.IsGiven(parsed))
        {
            throw new InputException($"--dataset would have no effect: {reason}.");
        }

        data.Refuse(parsed, reason);
        CommonOptions.Refuse(parsed, reason, index, file, fit, invert);
    }

    /// <summary>The number of an observable, given as <c>--class</c>; null where none was given.</summary>
    public int? Observable(ParseResult parsed, int count) => BareCircuitOptions.Observable(parsed.GetValue(target), count);

    /// <summary>Begins to read the data set, where one is named, for <see cref="Read"/> to wait for: something else may be read meanwhile.</summary>
    public Task<ImageSource<float>>? Open(ParseResult parsed) =>
        data.IsGiven(parsed) && parsed.GetValue(file) is null ? Task.Run(() => data.OpenFor(parsed, parsed.GetValue(index))) : null;

    /// <summary>The picture [C, H, W] as the model sees it, what to call it, and its label if it is known; of <paramref name="opened"/>, where the data
    /// set is being read already.</summary>
    public (Tensor<double> Input, string Name, int? Label) Read(ParseResult parsed, HybridOptions options, Task<ImageSource<float>>? opened = null)
    {
        var shape = new Shape(options.InputShape.AsSpan());
        var normalisation = new Normalisation(options.Mean.AsSpan(), options.StandardDeviation.AsSpan());
        var input = new Tensor<double>(shape);
        if (parsed.GetValue(file) is { } path)
        {
            if (data.IsGiven(parsed))
            {
                throw new InputException($"--input {path} and --dataset were both given: one picture is explained, from one of them.");
            }

            data.Refuse(parsed, "--input names the picture");
            CommonOptions.Refuse(parsed, "--input names the picture", index);
            if (SoundInput.IsSound(path))
            {
                CommonOptions.Refuse(parsed, "it is for pictures, and --input is sound", fit, invert);
                return (SoundInput.Read(path, parsed.GetValue(at), shape, normalisation), Path.GetFileName(path), null);
            }

            CommonOptions.Refuse(parsed, "it is for sound, and --input is a picture", at);
            var mode = parsed.GetValue(fit) is not null ? CommonOptions.Named<FitMode>(fit!, parsed) : shape[0] == 3 ? FitMode.Stretch : FitMode.Contain;
            var rule = new ImageFit { Mode = mode, Invert = parsed.GetValue(invert), Background = parsed.GetValue(invert) ? (byte)255 : (byte)0 };
            rule.Read(ImageReaders.Read(path), path, shape, normalisation, input.Span);
            return (input, Path.GetFileName(path), null);
        }

        CommonOptions.Refuse(parsed, "it is for --input", at, fit, invert);
        var source = opened?.GetAwaiter().GetResult() ?? data.OpenFor(parsed, parsed.GetValue(index));
        CheckFits(source, options);
        var sample = DataSetOptions.CheckIndex(source, parsed.GetValue(index));
        ReadSample(source, sample, normalisation, input.Span);
        return (input, $"sample {sample}", source.Label(sample));
    }

    /// <summary>The class named on the command line, by name or else by number; null where none was named.</summary>
    public int? Target(ParseResult parsed, HybridOptions options)
    {
        if (parsed.GetValue(target) is not { } text)
        {
            return null;
        }

        var named = options.ClassNames.IndexOf(text);
        return named >= 0 ? named
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < options.Classes ? number
            : throw new InputException($"--class {text}: the model has no such class; its classes are {string.Join(", ", options.ClassNames)}.");
    }

    /// <summary>Refuses a data set whose samples the model cannot take.</summary>
    public static void CheckFits(IBatchSource<float> source, HybridOptions options)
    {
        var expected = new Shape(options.InputShape.AsSpan());
        if (!source.SampleShape.Equals(expected))
        {
            throw new InputException($"The data set's samples have shape {source.SampleShape}, but the model expects {expected}.");
        }
    }

    /// <summary>A sample in double precision, from its bytes.</summary>
    public static void ReadSample(ImageSource<float> source, int index, Normalisation normalisation, Span<double> destination)
    {
        var pixels = source.Pixels(index);
        var plane = source.SampleShape.CountOf(1..);
        for (var i = 0; i < pixels.Length; i++)
        {
            destination[i] = normalisation.Apply(pixels[i] / 255.0, i / plane);
        }
    }
}
