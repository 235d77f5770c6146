using System.Diagnostics;
using System.Text;
using System.Text.Json;
using QXai.Data.Images;
using QXai.Nn.Checkpoints;
using QXai.Numerics;
using QXai.Numerics.Files;
using QXai.Numerics.Parallel;
using QXai.Xai.Evidence;
using QXai.Xai.Methods;

namespace QXai.Cli.Infrastructure.Heatmaps;

/// <summary>
/// Explains the samples of a data set, a few per worker at a time, and hands them to a sink. What a sample's explanation is depends on nothing but
/// the sample, so the result is the same for any number of threads and however often the run was interrupted. How far it is stands in a file, with
/// what must agree to go on.
/// </summary>
internal sealed class HeatmapRun(
    ExplainedModel model,
    IExplainer explainer,
    ExplainOptions options,
    ImageSource<float> source,
    Normalisation normalisation,
    Func<int, IReadOnlyList<double>, int> target)
{
    private const int PerWorker = 8;

    /// <summary>The explanation of one sample, and its input [C, H, W].</summary>
    public (Tensor<double> Input, Explanation Explanation) Explain(int sample)
    {
        var input = new Tensor<double>(source.SampleShape);
        ExplainInput.ReadSample(source, sample, normalisation, input.Span);
        return (input, explainer.Explain(model, input, target(sample, model.TrainedScores(input)), options));
    }

    /// <summary>
    /// What must agree for an interrupted run to go on: the model's fingerprint, method, layer, which class is explained, and the number of samples
    /// with the fingerprints of the first and the last.
    /// </summary>
    public IReadOnlyDictionary<string, string> Description(string targets) => new Dictionary<string, string>
    {
        ["model"] = model.Fingerprint,
        ["method"] = explainer.Name,
        ["layer"] = options.Layer ?? "default",
        ["class"] = targets,
        ["samples"] = $"{source.Count}",
        ["first"] = Fingerprint(0),
        ["last"] = Fingerprint(source.Count - 1),
    };

    /// <summary>
    /// Explains all samples from <paramref name="done"/> on. Returns how many are done: all, unless <paramref name="cancellation"/> was asked for. <paramref
    /// name="save"/> hears at least once a second, and at the end.
    /// </summary>
    public int Run(IHeatmapSink sink, int done, WorkerPool pool, Action<int> save, Action<int> tick, CancellationToken cancellation)
    {
        var sinceSaved = Stopwatch.StartNew();
        while (done < source.Count && !cancellation.IsCancellationRequested)
        {
            var (first, count) = (done, Math.Min(PerWorker * pool.Workers, source.Count - done));
            pool.Run(worker =>
            {
                var (start, end) = WorkerPool.Split(count, worker, pool.Workers);
                for (var sample = first + start; sample < first + end; sample++)
                {
                    var (input, explanation) = Explain(sample);
                    sink.Write(sample, input, explanation, source.Label(sample));
                }
            });
            done += count;
            tick(done);
            if (sinceSaved.ElapsedMilliseconds > 1000)
            {
                save(done);
                sinceSaved.Restart();
            }
        }

        save(done);

        return done;
    }

    /// <summary>Writes how far a run is.</summary>
    public static void Save(string path, IReadOnlyDictionary<string, string> description, int done) =>
        AtomicFile.Write(
            path,
            Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new Dictionary<string, string>(description) { ["done"] = $"{done}" }, Json.Options)));

    /// <summary>How far the run in a file is; <see cref="InputException"/> where it is another one.</summary>
    public static int Load(string path, IReadOnlyDictionary<string, string> description)
    {
        Dictionary<string, string> saved;
        try
        {
            saved = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(path)) ?? throw new JsonException("it is null.");
        }
        catch (JsonException exception)
        {
            throw new InputException($"{path}: no state of an interrupted run: {exception.Message.ReplaceLineEndings(" ")}", exception);
        }

        foreach (var (name, expected) in description)
        {
            var found = saved.GetValueOrDefault(name);
            if (found != expected)
            {
                throw new InputException($"{path}: the state of another run: {name} is {found ?? "absent"} in the file, but {expected} is expected.");
            }
        }

        return int.TryParse(saved.GetValueOrDefault("done"), out var done) && done >= 0 && done <= int.Parse(description["samples"])
            ? done
            : throw new InputException($"{path}: {saved.GetValueOrDefault("done") ?? "nothing"} is no number of finished samples.");
    }

    private string Fingerprint(int sample)
    {
        var input = new Tensor<double>(source.SampleShape);
        ExplainInput.ReadSample(source, sample, normalisation, input.Span);
        return InputFingerprint.Of(input);
    }
}
