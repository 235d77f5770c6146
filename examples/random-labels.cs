#:project ../src/Data/Data.csproj
#:project ../src/Xai/Xai.csproj
#:property PublishAot=false

// Do explanations of a circuit depend on what it learnt? (Adebayo et al. 2018, section 4.) The XQML paper's circuit is trained twice, on a task whose
// relevant inputs are known and on the same inputs with their labels shuffled; a method that shows the same map for both explains the architecture.
// Prints the weights as 'qxai evaluate-explanations --circuit' takes them, and the metric. Run: dotnet run -c Release examples/random-labels.cs
using System.Globalization;
using QXai.Data.Transforms;
using QXai.Nn.Circuits;
using QXai.Numerics;
using QXai.Numerics.Parallel;
using QXai.Xai.Methods;
using QXai.Xai.Metrics;
using QXai.Xai.Metrics.Evaluation;
using QXai.Xai.Reproductions;

const ulong Seed = 1;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var options = new XqmlOptions();
var task = new PlantedInputs(options.Inputs, options.Training, Seed, part: 0);
var test = new PlantedInputs(options.Inputs, 50, Seed, part: 1);
using var pool = new WorkerPool(Environment.ProcessorCount);
var circuit = XqmlExperiment.Train(task, options, Seed, pool);
var shuffled = XqmlExperiment.Train(new ShuffledLabels<double>(task, Seed), options, Seed, pool);
Console.WriteLine($"--weights {Weights(circuit)}");
Console.WriteLine($"--random-label-weights {Weights(shuffled)}");

IMetric[] metrics = [MetricCatalogue.Find("random-labels"), MetricCatalogue.Find("energy-inside")];
var evaluation = new ExplanationEvaluation(ExplainedModel.Of(circuit), Explainers.All, metrics, new()
{
    Baseline = new Tensor<double>(new Shape(options.Inputs)),
    Watched = EvaluatedScore.Score,
    HasMasks = true,
    RandomLabelModel = ExplainedModel.Of(shuffled),
});
Console.WriteLine(evaluation.Run(test.Count, i => new(Tensor<double>.From(new(options.Inputs), test.Sample(i)), test.Label(i), test.Mask), pool).ToText());

static string Weights(CircuitModel model) => string.Join(",", model.Weights.ToArray().Select(weight => weight.ToString("R", CultureInfo.InvariantCulture)));
