namespace QXai.Xai.Circuits;

/// <summary>One thread's room for the rows of QLRP: the coordinates of state and observable, the relevances of every player, and numbers on the way
/// to them.</summary>
internal sealed class QlrpRows(int players, int longest)
{
    public double[] State { get; } = new double[longest];

    public double[] Measured { get; } = new double[longest];

    public double[][] Relevance { get; } = [.. Enumerable.Range(0, players).Select(_ => new double[longest])];

    public double[] Size { get; } = new double[longest];

    public double[] Work { get; } = new double[2 * longest];

    public double[] Scratch { get; } = new double[longest];
}
