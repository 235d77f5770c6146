using System.CommandLine;
using QXai.Nn.Optimisation;
using QXai.Nn.Training;
using QXai.Numerics;

namespace QXai.Cli.Infrastructure;

/// <summary>The options that say how a model is trained; the seed and the number of threads stand beside them.</summary>
internal sealed class OptimisationOptions
{
    private readonly Option<int> epochs = new("--epochs") { Description = "How often every sample is seen.", DefaultValueFactory = _ => 5, HelpName = "N" };
    private readonly Option<int> batch = new("--batch") { Description = "Samples per step.", DefaultValueFactory = _ => 64, HelpName = "N" };
    private readonly Option<int?> slots = new("--slots")
    {
        Description = "Parts of a batch whose gradients are summed apart and added in order: at most so many threads share a batch. "
            + "One for every 8 samples, at most 16, unless given.",
        HelpName = "N",
    };
    private readonly Option<double> rate = new("--lr") { Description = "Base learning rate.", DefaultValueFactory = _ => 4e-3, HelpName = "R" };
    private readonly Option<string> optimizer = new("--optimizer") { Description = "adam, adamw or sgd.", DefaultValueFactory = _ => "adam" };
    private readonly Option<double> momentum = new("--momentum") { Description = "Momentum of sgd.", DefaultValueFactory = _ => 0.9 };
    private readonly Option<double> decay = new("--weight-decay") { Description = "Weight decay.", DefaultValueFactory = _ => 0 };
    private readonly Option<string> schedule = new("--schedule") { Description = "cosine, step or constant.", DefaultValueFactory = _ => "cosine" };
    private readonly Option<double> warmUp = new("--warm-up") { Description = "Epochs of linear warm-up before the cosine.", DefaultValueFactory = _ => 1 };
    private readonly Option<int> stepEvery = new("--step-every") { Description = "Epochs between the steps of --schedule step.", DefaultValueFactory = _ => 2 };
    private readonly Option<double> stepDecay = new("--step-decay") { Description = "Factor of each step of --schedule step.", DefaultValueFactory = _ => 0.3 };
    private readonly Option<double?> clip = new("--clip") { Description = "Largest norm of the gradient.", HelpName = "NORM" };
    private readonly Option<int?> patience =
        new("--patience") { Description = "Stop after N epochs without a better validation accuracy (needs --validation).", HelpName = "N" };

    public OptimisationOptions(Command command)
    {
        foreach (var option in (Option[])[epochs, batch, slots, rate, optimizer, momentum, decay, schedule, warmUp, stepEvery, stepDecay, clip, patience])
        {
            command.Options.Add(option);
        }
    }

    public TrainingOptions Read(ParseResult parsed, ulong seed, Recipe? recipe = null)
    {
        var options = new TrainingOptions
        {
            Epochs = recipe is null || CommonOptions.IsGiven(parsed, epochs) ? parsed.GetValue(epochs) : recipe.Epochs,
            BatchSize = recipe is null || CommonOptions.IsGiven(parsed, batch) ? parsed.GetValue(batch) : recipe.Batch,
            LearningRate = recipe is null || CommonOptions.IsGiven(parsed, rate) ? parsed.GetValue(rate) : recipe.LearningRate,
            Optimizer = ReadOptimizer(parsed),
            Schedule = ReadSchedule(parsed),
            ClipNorm = parsed.GetValue(clip),
            Patience = parsed.GetValue(patience),
            Seed = seed,
        };
        options = parsed.GetValue(slots) is { } given ? options with { Slots = given } : options;
        options.Validate();
        RefuseIdle(parsed, options);
        return options;
    }

    private void RefuseIdle(ParseResult parsed, TrainingOptions options)
    {
        if (options.Optimizer is not Sgd)
        {
            CommonOptions.Refuse(parsed, "it is for --optimizer sgd", momentum);
        }

        if (options.Schedule is not CosineSchedule)
        {
            CommonOptions.Refuse(parsed, "it is for --schedule cosine", warmUp);
        }

        if (options.Schedule is not StepSchedule)
        {
            CommonOptions.Refuse(parsed, "it is for --schedule step", stepEvery, stepDecay);
        }
    }

    private Optimizer ReadOptimizer(ParseResult parsed) => parsed.GetValue(optimizer) switch
    {
        "adam" => new Adam(WeightDecay: parsed.GetValue(decay)),
        "adamw" => new AdamW(WeightDecay: parsed.GetValue(decay)),
        "sgd" => new Sgd(parsed.GetValue(momentum), parsed.GetValue(decay)),
        var other => throw new InputException($"--optimizer {other}: one of adam, adamw, sgd is needed."),
    };

    private LearningRateSchedule ReadSchedule(ParseResult parsed) => parsed.GetValue(schedule) switch
    {
        "cosine" => new CosineSchedule(parsed.GetValue(warmUp)),
        "step" => new StepSchedule(parsed.GetValue(stepEvery), parsed.GetValue(stepDecay)),
        "constant" => new ConstantSchedule(),
        var other => throw new InputException($"--schedule {other}: one of cosine, step, constant is needed."),
    };
}
