namespace TinyRecursion.Training.Optimisation;

/// <summary>The optimisers to choose from.</summary>
public enum OptimiserKind
{
    /// <summary><see cref="Optimisation.Muon"/>: learns the Sudoku rule in about a third of AdamW's updates.</summary>
    Muon,

    /// <summary><see cref="Optimisation.AdamW"/>.</summary>
    AdamW,
}
