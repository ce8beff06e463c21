using TinyRecursion.Execution.Float;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Sudoku;
using TinyRecursion.Training.Optimisation;

namespace TinyRecursion.Benchmarks;

/// <summary>What the benchmarks share: a hard board of the generator and the relational rule with drawn weights.</summary>
internal static class HardBoard
{
    private const ulong Seed = 1;

    /// <summary>The puzzle with its solution.</summary>
    public static SudokuPuzzle Puzzle { get; } = SudokuGenerator.Generate(Seed, 0, SudokuDifficulty.Extreme);

    /// <summary>The puzzle as a problem.</summary>
    public static EncodedSudoku Encoded { get; } = SudokuEncoding.Encode(Puzzle.Board);

    /// <summary>The rule's weights; the caller disposes them.</summary>
    public static FloatWeights Weights()
    {
        RuleGraph graph = RelationalRule.Create(new RelationalRuleOptions
        {
            Relations = SudokuEncoding.Relations, FeatureTables = SudokuEncoding.FeatureTables,
        });
        return new FloatWeights(graph, Initialisation.Draw(graph, Seed));
    }
}
