using TinyRecursion.Problems;

namespace TinyRecursion.Rules.Trm;

/// <summary>A sequence of tokens as the problem that a <see cref="TrmRule"/> looks at.</summary>
internal static class TrmProblem
{
    /// <summary>Lays tokens and the puzzle's slots out as features.</summary>
    /// <param name="config">The architecture.</param>
    /// <param name="tokens">As many as <see cref="TrmConfig.SequenceLength"/>, each below <see cref="TrmConfig.VocabularySize"/>.</param>
    /// <param name="puzzle">Which puzzle embedding, below <see cref="TrmConfig.PuzzleCount"/>.</param>
    /// <exception cref="ArgumentException">A number lies outside its range.</exception>
    public static Problem Encode(TrmConfig config, ReadOnlySpan<int> tokens, int puzzle)
    {
        Require(tokens.Length == config.SequenceLength, $"{tokens.Length} tokens, the model takes {config.SequenceLength}");
        Require(
            (uint)puzzle < (uint)config.PuzzleCount || config.PuzzleWidth == 0,
            $"puzzle {puzzle}, the model knows {config.PuzzleCount}");
        int columns = TrmRule.FeatureColumns(config), chunks = config.PuzzleChunks;
        var features = new int[config.Cells * columns];
        for (int cell = 0; cell < config.Cells; cell++)
        {
            Span<int> row = features.AsSpan(cell * columns, columns);
            if (cell >= config.PuzzleSlots)
            {
                int token = tokens[cell - config.PuzzleSlots];
                Require((uint)token < (uint)config.VocabularySize, $"token {token}, the model knows {config.VocabularySize}");
                row[TrmRule.TokenColumn] = token + 1;
            }
            else if (cell < chunks)
            {
                row[TrmRule.TokenColumn + 1] = (puzzle * chunks) + cell + 1;
            }

            if (config.Positions == TrmPositions.Learned)
            {
                row[^1] = cell;
            }
        }

        return new Problem(new Topology(config.Cells), columns, features);
    }

    private static void Require(bool condition, string problem)
    {
        if (!condition)
        {
            throw new ArgumentException($"Sequence: {problem}.");
        }
    }
}
