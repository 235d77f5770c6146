namespace QXai.Cli.Tests;

/// <summary>Every bad input gives exit code 2 and one line that says what is wrong, and leaves no file behind.</summary>
public class BadInputTests(TinyWorld world) : IClassFixture<TinyWorld>
{
    public static TheoryData<string, string> CommandLines => new()
    {
        { "", "Required command was not provided. See 'qxai --help'." },
        { "evaluate", "Option '--model' is required. See 'qxai evaluate --help'." },
        { "evaluate --model {model} {test} --limit x", "--limit x: a whole number of at most 2147483647 is needed. See 'qxai evaluate --help'." },
        { "evaluate --model {model} {test} --limit 0", "--limit 0: at least one sample is needed." },
        { "evaluate --model {model} {test} --threads 0", "--threads 0: a number from 1 to 1024 is needed." },
        { "evaluate --model {model} {test} --threads 1025", "--threads 1025: a number from 1 to 1024 is needed." },
        { "evaluate --model {model} {test} --split 7", "--split 7: one of train, test is needed." },
        {
            "evaluate --model {model} {test} --data-seed 7",
            "--data-seed would have no effect: it seeds generated digits, splits and mixtures, and --dataset is mnist."
        },
        { "evaluate --model {model} --dataset digits --data {data}", "--data would have no effect: the digits are generated, not read." },
        { "evaluate --model {model} --dataset digits --limit 10", "Data: the samples have shape [1, 28, 28], but the model takes [1, 8, 8]." },
        { "evaluate --model {model} --dataset cifar", "--dataset cifar: there is no such data set; 'mnist', 'images', 'speech' and 'digits' are known." },
        { "evaluate --model {model} --dataset mnist", "--dataset mnist needs --data FOLDER, the folder of its four IDX files." },
        { "evaluate --model {model} --dataset mnist --data {root}/none", "{root}/none cannot be read: there is no such folder." },
        { "evaluate --model {model}", "No data set was named: give --dataset mnist, images or speech with --data FOLDER, or --dataset digits." },
        { "evaluate --model {root}/none {test}", "{root}/none: there is no such file." },
        { "evaluate --model {root} {test}", "{root}: cannot be read: it is a folder, not a file." },
        { "explain --model {model} {test} --index -1", "--index -1: the data set has the samples 0 to 19." },
        { "explain --model {model} {test} --index 20", "--index 20: the data set has the samples 0 to 19." },
        { "explain --model {model} {test} --class 10", "--class 10: the model has no such class; its classes are 0, 1, 2, 3, 4, 5, 6, 7, 8, 9." },
        { "explain --model {model} {test} --class +7", "--class +7: the model has no such class; its classes are 0, 1, 2, 3, 4, 5, 6, 7, 8, 9." },
        { "explain --model {model} {test} --class seven", "--class seven: the model has no such class; its classes are 0, 1, 2, 3, 4, 5, 6, 7, 8, 9." },
        {
            "explain --model {model} {test} --method lime",
            "No method is called 'lime'; there are: cam, grad-cam, qgrad-cam, grad-cam++, hires-cam, layer-cam, xgrad-cam, score-cam, ablation-cam, "
            + "saliency, input-x-gradient, integrated-gradients, smoothgrad, guided-backpropagation, deeplift, occlusion, shapley, lrp, hybrid-lrp, "
            + "taylor, taylor-infinity, pauli-split, qlrp."
        },
        {
            "explain --model {model} {test} --layer conv9",
            "No layer is called 'conv9'; the model has: conv1, conv1.relu, pool1, conv2, conv2.relu, flat, angles, circuit, scores."
        },
        {
            "explain --model {model} {test} --layer angles",
            "Layer 'angles' has values of shape [1, 3], but a map of relevance needs [1, channels, height, width]."
        },
        { "explain --model {model} {test} --invert", "--invert would have no effect: it is for --input." },
        { "explain --model {model} --input {data} --index 1", "--index would have no effect: --input names the picture." },
        { "explain --model {model} --input {data} --split test", "--split would have no effect: --input names the picture." },
        { "explain --model {model} --input {data}", "{data} cannot be read: it is a folder, not a file." },
        { "verify {root} --model {model} {test}", "{root} cannot be read: it is a folder, not a file." },
        { "verify {root}/none.json --model {model} {test}", "{root}/none.json cannot be read: there is no such file." },
        { "verify {model} --model {model} {test}", "{model} cannot be read: it is no text in UTF-8." },
        {
            "evaluate-explanations --model {model} {test} --journal {root}/none/j.jsonl",
            "{root}/none/j.jsonl cannot be written: the folder {root}/none does not exist."
        },
        { "explain --model {model} --input {root}/none.png", "{root}/none.png cannot be read: there is no such file." },
        { "explain --model {model} --input {model}", "{model} is no picture of a known format; PNG, JPEG can be read." },
        { "explain --model {model} {test} --input {model}", "--input {model} and --dataset were both given: one picture is explained, from one of them." },
        { "explain --model {model} {test} --out ''", "--out '': the name of a file is needed." },
        { "explain --model {model} {test} --certificate ''", "--certificate '': the name of a file is needed." },
        { "evaluate-explanations --model {model} {test} --journal ''", "--journal '': the name of a file is needed." },
        { "explain --model {model} {test} --out {root}", "{root} cannot be written: it is a folder." },
        { "figure --model {model} {test} --out {root}/none/a.png", "{root}/none/a.png cannot be written: the folder {root}/none does not exist." },
        { "figure --model {model} {test} --out {root}/a.png --columns 0", "--columns 0: a number from 1 to 50 is needed." },
        { "figure --model {model} --dataset digits --out {root}/a.png", "The data set's samples have shape [1, 28, 28], but the model expects [1, 8, 8]." },
        { "study --model {model} {test} --samples 1", "--samples 1: at least 2 are needed for an interval." },
        { "demo --out {model}", "--out {model}: a file of that name exists; a folder is needed." },
        { "{train} --epochs 2", "Option '--epochs' expects a single argument but 2 were provided. See 'qxai train --help'." },
        {
            "{train} --resume",
            "--resume: {root}/new.safetensors.state.safetensors does not exist; there is no interrupted run of {root}/new.safetensors to go on with."
        },
        { "{train} --seed -1", "--seed -1: a whole number from 0 to 18446744073709551615 is needed. See 'qxai train --help'." },
        { "{train} --lr x", "--lr x: a number is needed. See 'qxai train --help'." },
        { "{train} --lr NaN", "Training: learning rate NaN must be above 0." },
        { "{train} --lr Infinity", "Training: learning rate Infinity must be above 0." },
        { "{train} --lr -1", "Training: learning rate -1 must be above 0." },
        { "{train} --batch 0", "Training: a batch of 0 samples must have at least 1." },
        { "{train} --slots 65", "Training: 65 slots must be at least 1 and not more than the 64 samples of a batch." },
        { "{train} --circuit-precision half", "--circuit-precision half: one of double, single is needed." },
        { "{train} --memory much", "--memory much: a size such as 512M or 2G is needed." },
        { "{train} --memory 512", "--memory 512: a size such as 512M or 2G is needed." },
        { "{train} --memory 0G", "--memory 0G: a size such as 512M or 2G is needed." },
        { "{train} --clip 0", "Training: clipping norm 0 must be above 0." },
        { "{train} --patience 2", "Training: a patience of 2 epochs needs validation data." },
        { "{train} --validation 1", "--validation 1: a share in [0, 1) is needed." },
        { "{train} --validation 0.001", "--validation 0.001: of 60 samples it keeps 60 for training and holds 0 out; both need at least one." },
        { "{train} --optimizer x", "--optimizer x: one of adam, adamw, sgd is needed." },
        { "{train} --momentum 0.5", "--momentum would have no effect: it is for --optimizer sgd." },
        { "{train} --optimizer sgd --momentum 2", "SGD: momentum 2 must lie in [0, 1)." },
        { "{train} --schedule x", "--schedule x: one of cosine, step, constant is needed." },
        { "{train} --schedule step --warm-up 1", "--warm-up would have no effect: it is for --schedule cosine." },
        { "{train} --step-every 2", "--step-every would have no effect: it is for --schedule step." },
        { "{train} --qubits 0", "Model: 0 qubits are outside 1 to 24." },
        { "{train} --qubits 30", "Model: 30 qubits are outside 1 to 24." },
        { "{train} --qubits 9", "Model: 10 classes need as many qubits, one Pauli-Z each, but there are 9; a linear head has no such limit." },
        { "{train} --channels a,b", "--channels a,b: whole numbers separated by commas are needed." },
        { "{train} --channels 0", "Model: channels [0] must name at least one convolution, each with at least 1." },
        {
            "{train} --channels 2000000000,16,32",
            "Model: channels [2000000000, 16, 32] with images of 8 x 8 pixels and kernel size 3 need tensors of more than 2147483647 elements."
        },
        { "{train} --kernel 4", "Model: kernel size 4 must be odd, so that padding keeps the image's size." },
        { "{train} --kernel 17", "Model: kernel size 17 reaches beyond the padding of images of 8 x 8 pixels on every side; at most 15 makes sense." },
        { "{train} --bridge-pool -1", "Model: the pooling before the bridge to -1 pixels must leave at least 1." },
        { "{train} --bridge-pool 9", "Model: the pooling before the bridge to 9 pixels must not exceed the images' 8." },
        { "{train} --pool-after 4", "Model: pooling after convolutions [4] must name some of the convolutions 1 to 3, ascending." },
        { "{train} --pool-after none --pool-size 2", "--pool-size would have no effect: there is no max-pooling." },
        { "{train} --blocks 0", "Model: 0 blocks must be at least 1." },
        { "{train} --blocks 100000", "Model: 100000 blocks of 3 rotations on 10 qubits have more than 1000000 weights." },
        { "{train} --encoding x", "--encoding x: one of angle, arctan, ry-rz-arctan is needed." },
        { "{train} --head linear --initial-scale 2", "--initial-scale would have no effect: it is the scale of --head scale." },
        { "{train} --initial-scale NaN", "Model: initial scale NaN must be above 0." },
        { "{train} --dropout 1", "Model: dropout probability 1 must lie in [0, 1)." },
        { "{train} --nope", "Unrecognized command or argument '--nope'. See 'qxai train --help'." },
    };

    [Theory]
    [MemberData(nameof(CommandLines))]
    public void IsOneLineAndExitCode2(string arguments, string expected)
    {
        var before = world.Files();
        var result = CommandLine.Run(world.Expand(arguments));
        Assert.Equal((2, "", world.Expand(expected) + "\n"), (result.ExitCode, result.Output, result.Error));
        Assert.Equal(before, world.Files());
    }

    [Fact]
    public void TrainingThatGoesAstrayWritesNothing()
    {
        var before = world.Files();
        var result = CommandLine.Run(world.Expand("{train} {tiny} --lr 1e30 --batch 60"));
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.EndsWith(
            "\nThe training went astray and no model was written: Evaluation: the scores of sample 0 are not all finite numbers. A smaller --lr may help.\n",
            result.Error);
        Assert.Equal(before, world.Files());
    }

    [Fact]
    public void ABatchAsLargeAsNumbersGoIsAllSamples()
    {
        var path = Path.Combine(world.Root, "new.safetensors");
        Assert.Equal(0, CommandLine.Run(world.Expand("{train} {tiny} --batch 2147483647")).ExitCode);
        File.Delete(path);
    }

    [Theory]
    [InlineData("{train} {tiny}")]
    [InlineData("evaluate --model {model} {test}")]
    public void MoreThanTheMemoryGivenIsRefused(string command)
    {
        var result = CommandLine.Run(world.Expand(command + " --memory 12MiB"));
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Matches(@"^--memory 12MiB: program and data need \d+ MiB, but 12 MiB are available\.\n$", result.Error);
    }

    [Theory]
    [InlineData("{train} --channels 2000000,16,32 --threads 1 --batch 64")]
    [InlineData("{train} --channels 2,2 --pool-after 1 --pool-size 2 --qubits 24 --threads 1000 --slots 64")]
    [InlineData("{train} --slots 2147483647 --batch 2147483647")]
    public void TooMuchMemoryIsRefusedBeforeItIsTaken(string arguments)
    {
        var result = CommandLine.Run(world.Expand(arguments));
        Assert.Equal(2, result.ExitCode);
        Assert.Matches(
            @"^Training needs at least [\d.]+ GiB, but the machine has [\d.]+ GiB: fewer --channels or --qubits, "
            + @"a smaller --batch or fewer --threads would help\.\n$",
            result.Error);
    }
}
