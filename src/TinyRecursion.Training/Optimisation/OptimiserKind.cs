namespace TinyRecursion.Training.Optimisation;

/// <summary>The optimisers to choose from.</summary>
public enum OptimiserKind
{
    /// <summary><see cref="Optimisation.Muon"/>, which learned the Sudoku rule faster (docs/results/sudoku.md).</summary>
    Muon,

    /// <summary><see cref="Optimisation.AdamW"/>.</summary>
    AdamW,

    /// <summary><see cref="Optimisation.AdamAtan2"/>, that of the published tiny recursive models.</summary>
    AdamAtan2,
}
