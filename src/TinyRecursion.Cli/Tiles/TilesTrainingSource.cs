using System.Security.Cryptography;
using System.Text;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks.Tiles;
using TinyRecursion.Training.Supervision;

namespace TinyRecursion.Cli.Tiles;

/// <summary>
/// Training examples from plans: every board on the way of a plan, with the moves that are left. Sides that occur are drawn
/// alike, however many boards each has.
/// </summary>
internal sealed class TilesTrainingSource : ITrainingSource
{
    private readonly TilesTrainingStates[] _sides;

    /// <summary>Takes plans apart.</summary>
    /// <param name="puzzles">Boards with moves; those without moves are left out.</param>
    /// <param name="goal">The order that the moves reach.</param>
    /// <exception cref="InputException">There is no move to learn from.</exception>
    public TilesTrainingSource(IReadOnlyList<TilesPuzzle> puzzles, TilesGoal goal)
    {
        var sides = new SortedDictionary<int, TilesTrainingStates>();
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (TilesPuzzle puzzle in puzzles.Where(puzzle => puzzle.Moves is { Count: > 0 }))
        {
            if (!sides.TryGetValue(puzzle.Board.Side, out TilesTrainingStates? states))
            {
                sides.Add(puzzle.Board.Side, states = TilesTrainingStates.For(puzzle.Board.Side));
            }

            states.Add(puzzle.Board, goal, puzzle.Moves!);
            digest.AppendData(Encoding.ASCII.GetBytes(TilesLine.ToLine(puzzle.Board, puzzle.Moves!) + "\n"));
        }

        _sides = [.. sides.Values];
        int boards = _sides.Sum(side => side.Count);
        Identity = boards > 0
            ? $"{boards} boards of plans to {TilesGoalOption.NameOf(goal)}, sha256 {Convert.ToHexStringLower(digest.GetHashAndReset())[..16]}"
            : throw new InputException("--data: no line has moves to learn from (tiles | moves, as trm solve tiles prints)");
    }

    /// <inheritdoc/>
    public string Identity { get; }

    /// <inheritdoc/>
    public int MaximumHelp => 0;

    /// <inheritdoc/>
    public TrainingExample Create(ulong seed, int help)
    {
        var random = new SeededRandom(seed);
        return _sides[random.NextInt32(_sides.Length)].Draw(ref random);
    }
}
