namespace QXai.Quantum.Formats;

/// <summary>Answers documents of one kind of circuit: pure ones by a state vector, noisy ones by a density matrix.</summary>
internal interface ICircuitSolver
{
    /// <summary>Whether the document's circuit is of this kind.</summary>
    bool CanAnswer(CircuitDocument document);

    /// <summary>All that the document wants.</summary>
    CircuitAnswers Answer(CircuitDocument document, CancellationToken cancellation);
}
