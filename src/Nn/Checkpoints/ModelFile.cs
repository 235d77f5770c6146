using System.Numerics;
using QXai.Nn.Modules;
using QXai.Nn.SafeTensors;
using QXai.Numerics;

namespace QXai.Nn.Checkpoints;

/// <summary>
/// Models as .safetensors files: every parameter and buffer under its name, and the architecture as one JSON string in the metadata under
/// <c>qxai.architecture</c>.
/// </summary>
public static class ModelFile
{
    internal const string ArchitectureKey = "qxai.architecture";

    /// <summary>Writes the model's state atomically. Throws <see cref="InputException"/> where the file cannot be written.</summary>
    public static void Save<T>(Module<T> model, string path)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new SafeTensorsFile(model.State.Select(tensor => SafeTensorsEntry.From(tensor.Name, tensor.Value)), Metadata(model)).Write(path);

    /// <summary>The architecture that a model file (or training state) names; <see cref="InputException"/> where it names none.</summary>
    public static string ReadArchitecture(string path) => Architecture(SafeTensorsFile.Read(path), path);

    /// <summary>
    /// Overwrites the model's state with the file's. Throws <see cref="InputException"/>, and leaves the model as it was, where the file is of
    /// another architecture, lacks a tensor, has one too many, or one of another shape or of a type that would have to be rounded.
    /// </summary>
    public static void Load<T>(Module<T> model, string path)
        where T : unmanaged, IFloatingPointIeee754<T> => Load(model, SafeTensorsFile.Read(path), path);

    /// <summary>The same from a file that has been read.</summary>
    internal static void Load<T>(Module<T> model, SafeTensorsFile file, string path)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckArchitecture(model, file, path);
        var values = ReadState(file, path, "", model.State);
        foreach (var name in file.Entries.Keys.Order(StringComparer.Ordinal).Except(model.State.Select(tensor => tensor.Name)))
        {
            throw new InputException($"{path}: tensor '{name}' belongs to no part of the model.");
        }

        CopyTo(values, model.State);
    }

    internal static Dictionary<string, string> Metadata<T>(Module<T> model)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        model.Architecture is { } architecture ? new() { [ArchitectureKey] = architecture } : [];

    internal static string Architecture(SafeTensorsFile file, string path) =>
        file.Metadata.TryGetValue(ArchitectureKey, out var json)
            ? json
            : throw new InputException($"{path}: no model of this program: its metadata lacks '{ArchitectureKey}'.");

    internal static void CheckArchitecture<T>(Module<T> model, SafeTensorsFile file, string path)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (model.Architecture is { } expected && Difference.Between(Architecture(file, path), expected) is { } difference)
        {
            throw new InputException($"{path}: a model of another architecture: {difference}.");
        }
    }

    /// <summary>The tensors called prefix + name for every tensor of a state; nothing of the state changes.</summary>
    internal static List<Tensor<T>> ReadState<T>(SafeTensorsFile file, string path, string prefix, IReadOnlyList<StateTensor<T>> state)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var values = new List<Tensor<T>>(state.Count);
        foreach (var tensor in state)
        {
            var name = prefix + tensor.Name;
            if (!file.Entries.TryGetValue(name, out var entry))
            {
                throw new InputException($"{path}: tensor '{name}' is missing.");
            }

            if (!entry.Extents.SequenceEqual(tensor.Value.Shape.Extents.ToArray().Select(extent => (long)extent)))
            {
                throw new InputException($"{path}: tensor '{name}' has shape [{string.Join(", ", entry.Extents)}], but the model's has {tensor.Value.Shape}.");
            }

            values.Add(entry.ToTensor<T>());
        }

        return values;
    }

    internal static void CopyTo<T>(IReadOnlyList<Tensor<T>> values, IReadOnlyList<StateTensor<T>> state)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < values.Count; i++)
        {
            values[i].Span.CopyTo(state[i].Value.Span);
        }
    }
}
