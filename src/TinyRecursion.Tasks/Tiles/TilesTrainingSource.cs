using TinyRecursion.Learning;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Tiles;

/// <summary>
/// Training examples from plans: every board on the path of a plan, with the moves that are left. Sides that occur are drawn
/// alike, however many boards each has.
/// </summary>
internal sealed class TilesTrainingSource : ITrainingSource
{
    private readonly TilesTrainingStates[] _sides;

    /// <summary>Takes plans apart.</summary>
    /// <param name="puzzles">Boards with moves that were checked; those without moves are left out.</param>
    /// <param name="goal">The order that the moves reach.</param>
    /// <exception cref="SettingException">There is no move to learn from.</exception>
    public TilesTrainingSource(IReadOnlyList<TilesPuzzle> puzzles, TilesGoal goal)
    {
        TilesPuzzle[] plans = [.. puzzles.Where(puzzle => puzzle.Moves is { Count: > 0 })];
        if (plans.Length == 0)
        {
            throw new SettingException("--data: no line has moves to learn from (tiles | moves, as trm solve tiles prints)");
        }

        var sides = new SortedDictionary<int, TilesTrainingStates>();
        foreach (TilesPuzzle plan in plans)
        {
            if (!sides.TryGetValue(plan.Board.Side, out TilesTrainingStates? states))
            {
                sides.Add(plan.Board.Side, states = TilesTrainingStates.For(plan.Board.Side));
            }

            states.Add(plan.Board, goal, plan.Moves!);
        }

        _sides = [.. sides.Values];
        string digest = TextDigest.Of(plans.Select(plan => TilesLine.ToLine(plan.Board, plan.Moves!) + "\n"));
        Identity = $"{_sides.Sum(side => side.Count)} boards of plans to {TilesSettings.NameOf(goal)}, sha256 {digest}";
    }

    public string Identity { get; }

    public int MaximumHint => 0;

    public TrainingExample Create(ulong seed, int hint)
    {
        var random = new SeededRandom(seed);
        return _sides[random.NextInt32(_sides.Length)].Draw(ref random);
    }
}
