using TinyRecursion.Tasks.Sequences;

namespace TinyRecursion.Tasks.Arc;

/// <summary>
/// Grids as token sequences, as published: a field of 30×30, row by row, with the grid at an offset; the token of a
/// colour is the colour plus two; the cells just below and just right of the grid, where there are any, hold
/// <see cref="End"/>, all others <see cref="Pad"/>.
/// </summary>
internal static class ArcEncoding
{
    /// <summary>The side of the field.</summary>
    public const int Side = ArcGrid.MaximumSide;

    /// <summary>The length of a sequence, 900.</summary>
    public const int Length = Side * Side;

    /// <summary>The token of a cell outside.</summary>
    public const int Pad = 0;

    /// <summary>The token of a cell at the lower or right edge of a grid.</summary>
    public const int End = 1;

    /// <summary>The token of colour 0; the token of colour c is c more.</summary>
    public const int FirstColour = 2;

    /// <summary>The number of different tokens, 12.</summary>
    public const int Vocabulary = FirstColour + ArcGrid.ColourCount;

    /// <summary>A grid as 900 tokens.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="offset">Where its first cell lies.</param>
    /// <exception cref="ArgumentOutOfRangeException">The grid does not fit there.</exception>
    public static int[] Encode(ArcGrid grid, ArcOffset offset = default)
    {
        Check(offset, grid.Rows, grid.Columns);
        var tokens = new int[Length];
        int bottom = offset.Row + grid.Rows, right = offset.Column + grid.Columns;
        for (int row = offset.Row; row < bottom; row++)
        {
            for (int column = offset.Column; column < right; column++)
            {
                tokens[(row * Side) + column] = grid[row - offset.Row, column - offset.Column] + FirstColour;
            }

            if (right < Side)
            {
                tokens[(row * Side) + right] = End;
            }
        }

        if (bottom < Side)
        {
            tokens.AsSpan((bottom * Side) + offset.Column, grid.Columns).Fill(End);
        }

        return tokens;
    }

    /// <summary>A pair as an example: the input's tokens, and the output's as labels, where padding is not scored.</summary>
    /// <param name="pair">The pair; nothing is scored where its output is not known.</param>
    /// <param name="offset">Where the first cells of both grids lie.</param>
    /// <param name="puzzle">The index of the puzzle embedding; 0 is blank.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of the grids does not fit there, or the index is negative.</exception>
    public static TokenExample Encode(ArcPair pair, ArcOffset offset = default, int puzzle = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(puzzle);
        int[] labels = pair.Output is null ? new int[Length] : Encode(pair.Output, offset);
        labels.AsSpan().Replace(Pad, TokenExample.Ignored);
        return new TokenExample(Encode(pair.Input, offset), labels, puzzle);
    }

    /// <summary>Draws an offset, uniform over those at which both grids of a pair fit, as published.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="random">Decides; moves on.</param>
    public static ArcOffset DrawOffset(ArcPair pair, ref SeededRandom random)
    {
        int row = random.NextInt32(Side - Math.Max(pair.Input.Rows, pair.Output?.Rows ?? 0) + 1);
        return new ArcOffset(row, random.NextInt32(Side - Math.Max(pair.Input.Columns, pair.Output?.Columns ?? 0) + 1));
    }

    /// <summary>
    /// The grid that tokens show: the rectangle of most cells that starts at the offset and holds colours only, as
    /// published (which starts in the corner); of several, the one of fewest rows.
    /// </summary>
    /// <param name="tokens">900 tokens, such as a model's answer.</param>
    /// <param name="offset">Where the first cell lies.</param>
    /// <returns>The grid, or null if there is no colour at the offset.</returns>
    /// <exception cref="ArgumentException">There are not 900 tokens.</exception>
    public static ArcGrid? Decode(ReadOnlySpan<int> tokens, ArcOffset offset = default)
    {
        if (tokens.Length != Length)
        {
            throw new ArgumentException($"{tokens.Length} tokens, expected {Length}.", nameof(tokens));
        }

        Check(offset, 1, 1);
        int width = Side - offset.Column, rows = 0, columns = 0;
        for (int row = offset.Row; row < Side && width > 0; row++)
        {
            // Only as wide as every row above.
            ReadOnlySpan<int> line = tokens.Slice((row * Side) + offset.Column, width);
            int end = line.IndexOfAnyExceptInRange(FirstColour, Vocabulary - 1);
            width = end < 0 ? width : end;
            int height = row - offset.Row + 1;
            if (height * width > rows * columns)
            {
                (rows, columns) = (height, width);
            }
        }

        if (rows == 0)
        {
            return null;
        }

        Span<byte> cells = stackalloc byte[rows * columns];
        for (int cell = 0; cell < cells.Length; cell++)
        {
            (int row, int column) = Math.DivRem(cell, columns);
            cells[cell] = (byte)(tokens[((row + offset.Row) * Side) + column + offset.Column] - FirstColour);
        }

        return new ArcGrid(rows, columns, cells);
    }

    private static void Check(ArcOffset offset, int rows, int columns)
    {
        if (offset.Row < 0 || offset.Column < 0 || offset.Row + rows > Side || offset.Column + columns > Side)
        {
            throw new ArgumentOutOfRangeException(
                nameof(offset), offset, $"A grid of {rows}×{columns} does not fit there on {Side}×{Side}.");
        }
    }
}
