using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using QXai.Nn.Checkpoints;
using QXai.Nn.Modules;
using QXai.Nn.Optimisation;
using QXai.Nn.SafeTensors;
using QXai.Numerics;

namespace QXai.Nn.Training;

/// <summary>
/// An interrupted training run as a .safetensors file: tensors <c>weights.*</c> (and buffers), <c>moment1.*</c>, <c>moment2.*</c>, <c>best.*</c>;
/// options, position and history as one JSON string in the metadata under <c>qxai.training</c>.
/// </summary>
public static class TrainingState
{
    private const string Key = "qxai.training";

    /// <summary>The options of a saved run; <see cref="InputException"/> where the file is no training state.</summary>
    public static TrainingOptions ReadOptions(string path) => Description(SafeTensorsFile.Read(path), path).Options;

    internal static void Write<T>(
        string path,
        Module<T> model,
        IBatchSource<T> source,
        TrainingOptions options,
        TrainingCursor cursor,
        OptimizerState<T> optimizer,
        IReadOnlyList<Tensor<T>> best)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (state, entries) = (model.State, new List<SafeTensorsEntry>());
        entries.AddRange(state.Select(tensor => SafeTensorsEntry.From($"weights.{tensor.Name}", tensor.Value)));
        entries.AddRange(best.Select((tensor, i) => SafeTensorsEntry.From($"best.{state[i].Name}", tensor)));
        for (var order = 0; order < optimizer.Rule.Moments; order++)
        {
            entries.AddRange(Moments(model, optimizer, order).Select(tensor => SafeTensorsEntry.From($"moment{order + 1}.{tensor.Name}", tensor.Value)));
        }

        var metadata = ModelFile.Metadata(model);
        metadata[Key] = JsonSerializer.Serialize(new SavedTraining(options, cursor, Data(source)), NnJson.Default.SavedTraining);
        new SafeTensorsFile(entries, metadata).Write(path);
    }

    internal static TrainingCursor Read<T>(
        string path, Module<T> model, IBatchSource<T> source, TrainingOptions options, OptimizerState<T> optimizer, IReadOnlyList<Tensor<T>> best)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var file = SafeTensorsFile.Read(path);
        var saved = Description(file, path);
        ModelFile.CheckArchitecture(model, file, path);
        Check("options", Json(saved.Options), Json(options));
        Check("data", Json(saved.Data), Json(Data(source)));

        List<StateTensor<T>> targets = [.. model.State];
        var values = ModelFile.ReadState(file, path, "weights.", model.State);
        StateTensor<T>[] bestState = [.. best.Select((tensor, i) => new StateTensor<T>(model.State[i].Name, tensor))];
        values.AddRange(ModelFile.ReadState(file, path, "best.", bestState));
        targets.AddRange(bestState);
        for (var order = 0; order < optimizer.Rule.Moments; order++)
        {
            var moments = Moments(model, optimizer, order);
            values.AddRange(ModelFile.ReadState(file, path, $"moment{order + 1}.", moments));
            targets.AddRange(moments);
        }

        ModelFile.CopyTo(values, targets);
        optimizer.Steps = saved.Cursor.Step;
        return saved.Cursor;

        void Check(string what, string found, string expected)
        {
            if (Difference.Between(found, expected) is { } difference)
            {
                throw new InputException($"{path}: a training state with other {what}: {difference}.");
            }
        }
    }

    private static string Json(TrainingOptions options) => JsonSerializer.Serialize(options, NnJson.Default.TrainingOptions);

    private static string Json(SavedData data) => JsonSerializer.Serialize(data, NnJson.Default.SavedData);

    private static SavedData Data<T>(IBatchSource<T> source)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new(source.Count, source.SampleShape.ToString(), source.ClassNames.Count, Fingerprint(source));

    /// <summary>SHA-256 over all labels and 64 samples spread evenly, each read with its own draw: other data, another order or another augmentation
    /// give another one.</summary>
    private static string Fingerprint<T>(IBatchSource<T> source)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var labels = new int[source.Count];
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = source.Label(i);
        }

        hash.AppendData(MemoryMarshal.AsBytes(labels.AsSpan()));
        var sample = new T[source.SampleShape.Count];
        for (var i = 0; i < Math.Min(64, source.Count); i++)
        {
            source.Read((int)((long)i * source.Count / 64 % source.Count), (ulong)i, sample);
            hash.AppendData(MemoryMarshal.AsBytes(sample.AsSpan()));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static StateTensor<T>[] Moments<T>(Module<T> model, OptimizerState<T> optimizer, int order)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        [.. model.Parameters.Select((parameter, i) => new StateTensor<T>(parameter.Name, optimizer.Moment(order, i)))];

    private static SavedTraining Description(SafeTensorsFile file, string path)
    {
        if (!file.Metadata.TryGetValue(Key, out var json))
        {
            throw new InputException($"{path}: no training state: its metadata lacks '{Key}'.");
        }

        try
        {
            var saved = JsonSerializer.Deserialize(json, NnJson.Default.SavedTraining) ?? throw new JsonException("it is null.");
            saved.Options.Validate();
            saved.Cursor.Validate(saved.Options, saved.Data.Samples);
            return saved;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            var reason = exception is JsonException { Path: { } at } ? $"{(at == "$" ? "it" : at[2..])} is not as this program writes it." : exception.Message;
            throw new InputException($"{path}: '{Key}' in its metadata cannot be read: {reason}", exception);
        }
    }
}
