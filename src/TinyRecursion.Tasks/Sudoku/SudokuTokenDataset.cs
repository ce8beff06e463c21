using System.Globalization;
using TinyRecursion.Models.Trm;
using TinyRecursion.Tasks.Sequences;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>Sudokus of one size; each puzzle comes as it is and in a fixed number of published shuffles.</summary>
internal sealed class SudokuTokenDataset : ITokenDataset
{
    private readonly IReadOnlyList<SudokuPuzzle> _puzzles;
    private readonly int _augmentations;
    private readonly ulong _seed;
    private readonly int _side;

    /// <summary>Takes the data.</summary>
    /// <param name="puzzles">At least one, all with solutions.</param>
    /// <param name="validation">Puzzles to validate on.</param>
    /// <param name="augmentations">Shuffles of each puzzle.</param>
    /// <param name="seed">Chooses them.</param>
    /// <exception cref="SettingException">The boards are of several sizes.</exception>
    public SudokuTokenDataset(IReadOnlyList<SudokuPuzzle> puzzles, IReadOnlyList<SudokuPuzzle> validation, int augmentations, ulong seed)
    {
        (_puzzles, _augmentations, _seed) = (puzzles, augmentations, seed);
        _side = puzzles[0].Board.Side;
        if (puzzles.Concat(validation).FirstOrDefault(puzzle => puzzle.Board.Side != _side) is { } other)
        {
            throw new SettingException(
                $"line {other.Line}: a {other.Board.Side}×{other.Board.Side} board among {puzzles[0].Board.Side}×{puzzles[0].Board.Side} ones: "
                + "a sequence has one length");
        }

        if (augmentations > 0 && _side == 6)
        {
            throw new SettingException("6×6 boards have boxes that are no squares: they are not augmented, use num_aug 0");
        }

        Identity = string.Create(CultureInfo.InvariantCulture, $"{SudokuTrainingSource.IdentityOf(puzzles)}, {augmentations} augmentations");
        HeldOut = [.. validation.Select(puzzle => puzzle.Solution is { } solution
            ? SudokuTokens.Encode(puzzle.Board, solution)
            : new TokenExample(SudokuTokens.Encode(puzzle.Board), Unknown(puzzle.Board.CellCount), 0))];
    }

    public TrmSizes Sizes => new()
    {
        SequenceLength = _side * _side, VocabularySize = SudokuTokens.Vocabulary(_side), PuzzleCount = 1,
    };

    public string Identity { get; }

    public int Groups => _puzzles.Count;

    public double ExamplesPerGroup => 1;

    public IReadOnlyList<TokenExample> HeldOut { get; }

    public TokenExample Draw(ref SeededRandom random)
    {
        int index = random.NextInt32(_puzzles.Count), variant = random.NextInt32(_augmentations + 1);
        SudokuPuzzle puzzle = _puzzles[index];
        if (variant > 0)
        {
            // A shuffle is known by its number, so that none has to be kept.
            var own = SeededRandom.For(_seed, ((ulong)index * ((ulong)_augmentations + 1)) + (ulong)variant);
            puzzle = SudokuAugmentation.Draw(SudokuBoard.BoxRows(_side), ref own).Apply(puzzle);
        }

        return SudokuTokens.Encode(puzzle.Board, puzzle.Solution!);
    }

    public bool IsRight(TokenExample example, int[] answer) =>
        SudokuTokens.Decode(example.Inputs) is { } puzzle && SudokuTokens.Decode(answer) is { } board
        && SudokuChecker.IsSolved(puzzle.Cells, board.Cells);

    private static int[] Unknown(int length)
    {
        var labels = new int[length];
        Array.Fill(labels, TokenExample.Ignored);
        return labels;
    }
}
