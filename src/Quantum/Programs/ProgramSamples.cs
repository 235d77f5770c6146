using System.Collections.Immutable;
using QXai.Quantum.Measurement;

namespace QXai.Quantum.Programs;

/// <summary>
/// What so many shots of a program gave: counts of the classical bits (most frequent first), and an estimate per observable from as many shots per
/// measurement setting.
/// </summary>
public sealed record ProgramSamples(int Shots, ImmutableArray<OutcomeCount> Counts, ImmutableArray<Estimate> Estimates);
