using System.Security.Cryptography;
using System.Text;
using TinyRecursion.Cli.Common;
using TinyRecursion.Models.Trm;
using TinyRecursion.Tasks.Grids;
using TinyRecursion.Tasks.Maze;
using TinyRecursion.Tasks.Sequences;

namespace TinyRecursion.Cli.Sequences;

/// <summary>
/// Square mazes of one size with their labelled ways. Augmented, they are turned and mirrored, and labelled anew: a
/// turned label is no longer the way that the labels' rule picks, which the published data overlook.
/// </summary>
internal sealed class MazeSequences : ISequenceTask
{
    private readonly IReadOnlyList<MazePuzzle> _puzzles;
    private readonly bool _augmented;

    /// <summary>Takes the data.</summary>
    /// <param name="puzzles">At least one, all with labels.</param>
    /// <param name="validation">Mazes to validate on.</param>
    /// <param name="augmented">Whether to turn and mirror.</param>
    /// <exception cref="InputException">The mazes are of several sizes, or not square where they are to be turned.</exception>
    public MazeSequences(IReadOnlyList<MazePuzzle> puzzles, IReadOnlyList<MazePuzzle> validation, bool augmented)
    {
        (_puzzles, _augmented) = (puzzles, augmented);
        MazeBoard first = puzzles[0].Board;
        if (puzzles.Concat(validation).FirstOrDefault(
            puzzle => (puzzle.Board.Rows, puzzle.Board.Columns) != (first.Rows, first.Columns)) is { } other)
        {
            throw new InputException(
                $"line {other.Line}: a maze of {other.Board.Rows}×{other.Board.Columns} among ones of {first.Rows}×{first.Columns}: "
                + "a sequence has one length");
        }

        if (augmented && first.Rows != first.Columns)
        {
            throw new InputException($"mazes of {first.Rows}×{first.Columns} cannot be turned: set num_aug to 0");
        }

        Identity = $"maze, {puzzles.Count} mazes, sha256 {Digest(puzzles)}, {(augmented ? "turned" : "as they are")}";
        Validation = [.. validation.Select(puzzle => MazeEncoding.Encode(puzzle.Board, LabelOf(puzzle)))];
    }

    /// <inheritdoc/>
    public string Name => "maze";

    /// <inheritdoc/>
    public TrmSizes Sizes => new()
    {
        SequenceLength = _puzzles[0].Board.Cells.Length, VocabularySize = MazeEncoding.Vocabulary, PuzzleCount = 1,
    };

    /// <inheritdoc/>
    public string Identity { get; }

    /// <inheritdoc/>
    public int Groups => _puzzles.Count;

    /// <inheritdoc/>
    public double ExamplesPerGroup => 1;

    /// <inheritdoc/>
    public IReadOnlyList<TokenExample> Validation { get; }

    /// <inheritdoc/>
    public TokenExample Draw(ref SeededRandom random)
    {
        MazePuzzle puzzle = _puzzles[random.NextInt32(_puzzles.Count)];
        int symmetry = _augmented ? random.NextInt32(Dihedral.Count) : 0;
        puzzle = symmetry == 0 ? puzzle : MazeAugmentation.Relabel(symmetry, puzzle);
        return MazeEncoding.Encode(puzzle.Board, puzzle.Label!);
    }

    /// <inheritdoc/>
    public bool IsRight(TokenExample example, int[] answer) => example.Labels.AsSpan().SequenceEqual(answer);

    private static MazeMarks LabelOf(MazePuzzle puzzle) => puzzle.Label ?? MazeSolver.Label(puzzle.Board)
        ?? throw new InputException($"line {puzzle.Line}: a maze to validate on has no way from the start to the goal");

    private static string Digest(IReadOnlyList<MazePuzzle> puzzles)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (MazePuzzle puzzle in puzzles)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(MazeFile.ToLine(puzzle) + "\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
