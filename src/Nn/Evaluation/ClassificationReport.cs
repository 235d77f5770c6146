namespace QXai.Nn.Evaluation;

/// <summary>How well a model classified a labelled set of samples.</summary>
public sealed class ClassificationReport
{
    private readonly int[,] confusion;

    internal ClassificationReport(IReadOnlyList<string> classNames, int[,] confusion, double loss)
    {
        (this.confusion, Loss) = (confusion, loss);
        Classes = [.. classNames.Select(Summarise)];
        Samples = confusion.Cast<int>().Sum();
        Correct = Enumerable.Range(0, classNames.Count).Sum(c => confusion[c, c]);
    }

    /// <summary>Number of samples.</summary>
    public int Samples { get; }

    /// <summary>How many scored highest on their label.</summary>
    public int Correct { get; }

    /// <summary>The share of correct samples, in [0, 1].</summary>
    public double Accuracy => (double)Correct / Samples;

    /// <summary>Mean cross-entropy of the softmax of the scores, in nats.</summary>
    public double Loss { get; }

    /// <summary>Each class by itself, in the order of the labels.</summary>
    public IReadOnlyList<ClassSummary> Classes { get; }

    /// <summary>How many samples of class <paramref name="actual"/> scored highest on class <paramref name="predicted"/>.</summary>
    public int Confusion(int actual, int predicted) => confusion[actual, predicted];

    private ClassSummary Summarise(string name, int label)
    {
        var (samples, predicted) = (0, 0);
        for (var other = 0; other < confusion.GetLength(0); other++)
        {
            samples += confusion[label, other];
            predicted += confusion[other, label];
        }

        return new ClassSummary(name, samples, predicted, confusion[label, label]);
    }
}
