#:project ../src/Data/Data.csproj
#:project ../src/Xai/Xai.csproj
#:property PublishAot=false

// Train the hybrid model (three convolutions, then a circuit of ten qubits), half a minute, on generated digits, and ask it why.
// Run: dotnet run -c Release examples/explain.cs
using QXai.Data;
using QXai.Data.Digits;
using QXai.Data.Images;
using QXai.Nn.Evaluation;
using QXai.Nn.Hybrid;
using QXai.Nn.Optimisation;
using QXai.Nn.Training;
using QXai.Numerics;
using QXai.Numerics.Parallel;
using QXai.Xai.Methods;

var train = new GeneratedDigits<float>(seed: 1, count: 6000, DataSplit.Train, normalisation: Normalisation.Unit);
var test = new GeneratedDigits<float>(seed: 1, count: 500, DataSplit.Test, normalisation: Normalisation.Unit);
var model = new HybridModel<float>(new HybridOptions(), seed: 1);
using var pool = new WorkerPool(Environment.ProcessorCount);
var training = new TrainingOptions { Epochs = 4, BatchSize = 32, LearningRate = 4e-3, Schedule = new CosineSchedule(WarmUpEpochs: 1) };
var trainer = new Trainer<float>(model, train, training, pool)
{
    EpochEnded = epoch => Console.WriteLine($"epoch {epoch.Epoch}: loss {epoch.Loss:F3}, training accuracy {epoch.Accuracy:P1}"),
};
trainer.Run();
Console.WriteLine($"test accuracy {new Evaluator<float>(model, pool).Evaluate(test).Accuracy:P1}");

// One test picture in double precision, and the class whose score is to be explained: the true one.
var index = Enumerable.Range(0, test.Count).First(i => test.Label(i) == 7);
var input = new Tensor<double>(test.SampleShape);
test.As<double>(Normalisation.Unit).Read(index, draw: 0, input.Span);
var explanation = new QGradCam().Explain(ExplainedModel.Of(model), input, target: 7);
Console.WriteLine($"sample {index}: {explanation.Method} for class {explanation.Target} on {explanation.Cam!.Layer}, score {explanation.Score:F3}");
if (explanation.BlankReason is { } reason)
{
    Console.WriteLine(reason);
}

// Left the picture, right what speaks for a seven: darker letters are larger values.
const string Shades = " .:-=+*#%@";
var most = Math.Max(1e-300, explanation.Relevance.Span.ToArray().Max());
for (var row = 0; row < input.Shape[1]; row++)
{
    var (left, right) = ("", "");
    for (var column = 0; column < input.Shape[2]; column++)
    {
        var at = (row * input.Shape[2]) + column;
        left += Shades[(int)(9 * input.Span[at])];
        right += Shades[(int)(9 * Math.Max(0, explanation.Relevance.Span[at]) / most)];
    }

    Console.WriteLine($"{left}   {right}");
}
