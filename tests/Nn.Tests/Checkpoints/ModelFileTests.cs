using QXai.Nn.Checkpoints;
using QXai.Nn.Hybrid;
using QXai.Nn.Layers;
using QXai.Nn.Modules;
using QXai.Nn.SafeTensors;
using QXai.Numerics;

namespace QXai.Nn.Tests.Checkpoints;

public class ModelFileTests
{
    [Fact]
    public void AModelIsReadAsItWasWritten()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("m.safetensors");
        var model = new HybridModel<float>(Models.Tiny with { BatchNorm = true, ClassNames = ["Katze", "Hund", "Größe", "狐"] }, seed: 3);
        model.Buffers[0].Value.Span.Fill(0.25f);
        model.Save(path);
        var read = HybridModel<float>.Load(path);
        Assert.Equal(model.Options, read.Options);
        Assert.All(model.State.Zip(read.State), pair => Assert.Equal(pair.First.Value.Span.ToArray(), pair.Second.Value.Span.ToArray()));
        Assert.Equal(model.Options.ToJson(), ModelFile.ReadArchitecture(path));
        var precise = HybridModel<double>.Load(path);
        Assert.All(model.State.Zip(precise.State), pair => Assert.Equal(pair.First.Value.To<double>().Span.ToArray(), pair.Second.Value.Span.ToArray()));
    }

    [Fact]
    public void OtherFilesAreRefusedInOneLineAndLeaveTheModelAsItWas()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("m.safetensors");
        var model = new HybridModel<float>(Models.Tiny, seed: 3);
        var before = model.State.SelectMany(tensor => tensor.Value.Span.ToArray()).ToArray();
        var good = new HybridModel<float>(Models.Tiny, seed: 4);

        new HybridModel<float>(Models.Tiny with { Rotations = "y" }).Save(path);
        Refuses("a model of another architecture: rotations is \"y\" in the file, but \"zyz\" is expected.");
        ModelFile.Save(new Dense<float>("d", 1, 1), path);
        Refuses("no model of this program: its metadata lacks 'qxai.architecture'.");
        Write(entries => entries.Remove("conv2.weight"));
        Refuses("tensor 'conv2.weight' is missing.");
        Write(entries => entries["conv2.bias"] = SafeTensorsEntry.From("conv2.bias", new Tensor<float>(new Shape(2, 2))));
        Refuses("tensor 'conv2.bias' has shape [2, 2], but the model's has [4].");
        Write(entries => entries["conv2.bias"] = SafeTensorsEntry.From("conv2.bias", new Tensor<double>(new Shape(4))));
        Refuses("tensor 'conv2.bias' is of type F64, which single precision would round; read it in double precision.");
        Write(entries => entries["extra"] = SafeTensorsEntry.From("extra", new Tensor<float>(new Shape(1))));
        Refuses("tensor 'extra' belongs to no part of the model.");
        Assert.Equal(before, model.State.SelectMany(tensor => tensor.Value.Span.ToArray()));

        void Write(Action<Dictionary<string, SafeTensorsEntry>> change)
        {
            good.Save(path);
            var file = SafeTensorsFile.Read(path);
            var entries = new Dictionary<string, SafeTensorsEntry>(file.Entries);
            change(entries);
            new SafeTensorsFile(entries.Values, file.Metadata).Write(path);
        }

        void Refuses(string message) => Assert.Equal($"{path}: {message}", Assert.Throws<InputException>(() => ModelFile.Load(model, path)).Message);
    }

    [Fact]
    public void ADescriptionThatIsNoModelIsRefused()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("m.safetensors");
        new SafeTensorsFile([], new Dictionary<string, string> { ["qxai.architecture"] = "{\"qubits\":0}" }).Write(path);
        Assert.Equal($"{path}: Model: 0 qubits are outside 1 to 24.", Assert.Throws<InputException>(() => HybridModel<float>.Load(path)).Message);
    }
}
