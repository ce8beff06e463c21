using TinyRecursion.Models.Trm;
using TinyRecursion.Tasks.Common;
using TinyRecursion.Tasks.Grids;
using TinyRecursion.Tasks.Sequences;

namespace TinyRecursion.Tasks.Maze;

/// <summary>
/// Square mazes of one size with their labelled paths. Augmented, they are turned and mirrored, and labelled anew: a
/// turned label is no longer the path that the labels' rule picks, which the published data overlook.
/// </summary>
internal sealed class MazeTokenDataset : ITokenDataset
{
    private readonly MazePuzzle[] _puzzles;
    private readonly bool _augmented;

    /// <summary>Takes the data.</summary>
    /// <param name="data">At least one maze, all with labels.</param>
    /// <param name="validation">Mazes to validate on.</param>
    /// <param name="augmented">Whether to turn and mirror.</param>
    /// <exception cref="InstanceFormatException">The mazes are of several sizes, or one to validate on has no path.</exception>
    /// <exception cref="SettingException">The mazes are to be turned, but not square.</exception>
    public MazeTokenDataset(IReadOnlyList<SourcedInstance> data, IReadOnlyList<SourcedInstance> validation, bool augmented)
    {
        (_puzzles, _augmented) = ([.. data.Select(one => (MazePuzzle)one.Instance)], augmented);
        MazeBoard first = _puzzles[0].Board;
        foreach (SourcedInstance one in data.Concat(validation))
        {
            if (((MazePuzzle)one.Instance).Board is var board && (board.Rows, board.Columns) != (first.Rows, first.Columns))
            {
                throw new InstanceFormatException(
                    one.Source, one.Instance.Line, string.Empty,
                    $"a maze of {board.Rows}×{board.Columns} among ones of {first.Rows}×{first.Columns}: a sequence has one length");
            }
        }

        if (augmented && first.Rows != first.Columns)
        {
            throw new SettingException($"mazes of {first.Rows}×{first.Columns} cannot be turned: set num_aug to 0");
        }

        string digest = TextDigest.Of(_puzzles.Select(puzzle => MazeFile.ToLine(puzzle) + "\n"));
        Identity = $"maze, {_puzzles.Length} mazes, sha256 {digest}, {(augmented ? "turned" : "as they are")}";
        HeldOut = [.. validation.Select(Labelled)];
    }

    public TrmSizes Sizes => new()
    {
        SequenceLength = _puzzles[0].Board.Cells.Length, VocabularySize = MazeEncoding.Vocabulary, PuzzleCount = 1,
    };

    public string Identity { get; }

    public int Groups => _puzzles.Length;

    public double ExamplesPerGroup => 1;

    public IReadOnlyList<TokenExample> HeldOut { get; }

    public TokenExample Draw(ref SeededRandom random)
    {
        MazePuzzle puzzle = _puzzles[random.NextInt32(_puzzles.Length)];
        int symmetry = _augmented ? random.NextInt32(Dihedral.Count) : 0;
        puzzle = symmetry == 0 ? puzzle : MazeAugmentation.Relabel(symmetry, puzzle);
        return MazeEncoding.Encode(puzzle.Board, puzzle.Label!);
    }

    public bool IsRight(TokenExample example, int[] answer)
    {
        return example.Labels.AsSpan().SequenceEqual(answer);
    }

    private static TokenExample Labelled(SourcedInstance one)
    {
        var puzzle = (MazePuzzle)one.Instance;
        return MazeEncoding.Encode(
            puzzle.Board,
            puzzle.Label ?? MazePaths.Label(puzzle.Board)
            ?? throw new InstanceFormatException(one.Source, puzzle.Line, string.Empty, "a maze to validate on has no path from the start to the goal"));
    }
}
