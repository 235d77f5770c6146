namespace QXai.Reference.Relevance;

/// <summary>One layer of the textbook ledger: relevance in and out, and what the bias, the stabiliser, units without contributions and the rest kept.</summary>
public sealed record TextbookEntry(string Layer, double In, double Out, double Bias = 0, double Stabiliser = 0, double Dead = 0, double Remainder = 0);
