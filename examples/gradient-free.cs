#:project ../src/Data/Data.csproj
#:project ../src/Nn/Nn.csproj
#:property PublishAot=false

// Gradient-free training, the alternative that the QGrad-CAM paper names: a hybrid is trained by gradients, its circuit's weights are forgotten, and
// an evolution strategy, SPSA and
// plain gradient steps (Adam) look for them again, on the same digits. Run: dotnet run -c Release examples/gradient-free.cs
using QXai.Data;
using QXai.Data.Digits;
using QXai.Data.Images;
using QXai.Data.Transforms;
using QXai.Nn.GradientFree;
using QXai.Nn.Hybrid;
using QXai.Nn.Optimisation;
using QXai.Nn.Training;
using QXai.Numerics.Parallel;
using QXai.Numerics.Random;

const int Budget = 2000, GradientSteps = 200;
var train = new GeneratedDigits<float>(seed: 1, count: 6000, DataSplit.Train, normalisation: Normalisation.Unit);
var test = new GeneratedDigits<float>(seed: 1, count: 500, DataSplit.Test, normalisation: Normalisation.Unit);
using var pool = new WorkerPool(Environment.ProcessorCount);
Console.WriteLine($"{"seed",4}  {"search",-18} {"evaluations",11} {"loss",7} {"test accuracy",14}");
for (var seed = 1UL; seed <= 3; seed++)
{
    var model = new HybridModel<float>(new HybridOptions(), seed);
    var training = new TrainingOptions { Epochs = 2, BatchSize = 32, LearningRate = 4e-3, Schedule = new CosineSchedule(WarmUpEpochs: 1) };
    new Trainer<float>(model, train, training, pool).Run();
    double[] found = [.. model.CircuitWeights.Value.Span.ToArray().Select(w => (double)w)];
    var (few, all) = (new CircuitObjective<float>(model, train.First(200)), new CircuitObjective<float>(model, test));
    var random = new SeededRandom(seed);
    double[] start = [.. found.Select(_ => 0.01 * random.NextGaussian())];
    Report("as trained", 0, found);
    Report("forgotten", 0, start);
    Report("evolution strategy", Budget, new EvolutionStrategy().Minimise(few.Loss, start, Budget, random.Derive(1)).Weights);
    Report("SPSA", Budget, new SimultaneousPerturbation().Minimise(few.Loss, start, Budget, random.Derive(2)).Weights);
    Report("gradient (Adam)", GradientSteps, Adam(few, start));

    void Report(string search, int evaluations, double[] weights) =>
        Console.WriteLine($"{seed,4}  {search,-18} {evaluations,11} {few.Loss(weights),7:F4} {all.Accuracy(weights),14:P1}");
}

// Adam on the exact gradient: each step is one evaluation forwards and one sweep back.
static double[] Adam(CircuitObjective<float> objective, double[] start)
{
    var (w, m, v) = ((double[])start.Clone(), new double[start.Length], new double[start.Length]);
    for (var step = 1; step <= GradientSteps; step++)
    {
        var (_, gradient) = objective.Differentiate(w);
        for (var i = 0; i < w.Length; i++)
        {
            m[i] = (0.9 * m[i]) + (0.1 * gradient[i]);
            v[i] = (0.999 * v[i]) + (0.001 * gradient[i] * gradient[i]);
            w[i] -= 0.05 * m[i] / (1 - Math.Pow(0.9, step)) / (Math.Sqrt(v[i] / (1 - Math.Pow(0.999, step))) + 1e-8);
        }
    }

    return w;
}
