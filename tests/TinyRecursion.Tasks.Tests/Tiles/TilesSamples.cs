using CsCheck;
using TinyRecursion.Models;
using TinyRecursion.Execution.Float;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Tiles;

namespace TinyRecursion.Tasks.Tests.Tiles;

/// <summary>Boards and rules for tests.</summary>
internal static class TilesSamples
{
    /// <summary>Any board, in reach of an order or not.</summary>
    public static Gen<TilesBoard> Board { get; } = Gen.Int[TilesBoard.MinimumSide, TilesBoard.MaximumSide].SelectMany(
        side => Gen.Shuffle(Enumerable.Range(0, side * side).Select(tile => (byte)tile).ToArray())).Select(tiles => new TilesBoard(tiles));

    /// <summary>An order.</summary>
    public static Gen<TilesGoal> Goal { get; } = Gen.Bool.Select(first => first ? TilesGoal.BlankFirst : TilesGoal.BlankLast);

    /// <summary>The distances of all boards of side 3 from "blank first", by plain breadth-first search.</summary>
    public static Lazy<Dictionary<ulong, int>> Distances { get; } = new(() => Search(new TilesSpace<ulong>(3)));

    /// <summary>A small rule with random weights.</summary>
    public static Model RandomModel(params (string Key, string Value)[] card)
    {
        RuleGraph graph = TilesRule.Create(state: 16, message: 16, hidden: 16);
        var random = new SeededRandom(5);
        float[] parameters = [.. Enumerable.Range(0, graph.ParameterCount).Select(_ => 0.3f * random.NextGaussian())];
        return new Model("tiles", graph, parameters, card.ToDictionary(entry => entry.Key, entry => entry.Value));
    }

    private static Dictionary<ulong, int> Search(TilesSpace<ulong> space)
    {
        ulong start = space.KeyOf(TilesBoard.Ordered(space.Side, TilesGoal.BlankFirst), TilesGoal.BlankFirst);
        var distances = new Dictionary<ulong, int> { [start] = 0 };
        var next = new Queue<ulong>([start]);
        var successors = new Recursion.Planning.Successor<ulong>[4];
        while (next.TryDequeue(out ulong state))
        {
            for (int i = space.Expand(state, successors) - 1; i >= 0; i--)
            {
                if (distances.TryAdd(successors[i].State, distances[state] + 1))
                {
                    next.Enqueue(successors[i].State);
                }
            }
        }

        return distances;
    }
}
