namespace QXai.Xai.Circuits;

/// <summary>An amount of the score that no input gets, and what it is: <c>f(reference)</c>, <c>identity</c>, <c>bias</c>, <c>0/0</c>, <c>epsilon</c>.</summary>
public sealed record UnassignedPart(string Name, double Amount);
