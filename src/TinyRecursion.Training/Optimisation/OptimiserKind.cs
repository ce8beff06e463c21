namespace TinyRecursion.Training.Optimisation;

/// <summary>The optimisers to choose from.</summary>
public enum OptimiserKind
{
    /// <summary><see cref="Optimisation.Muon"/>, which learned the Sudoku rule faster (docs/results/sudoku.md).</summary>
    Muon,

    /// <summary><see cref="Optimisation.AdamW"/>.</summary>
    AdamW,
}
