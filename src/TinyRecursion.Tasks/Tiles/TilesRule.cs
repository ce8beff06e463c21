using System.Numerics;
using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Tiles;

/// <summary>What a rule for sliding tiles is made for: its relations and features, see <see cref="TilesEncoding{TKey}"/>.</summary>
internal static class TilesRule
{
    /// <summary>The relation of the places of a board.</summary>
    public const string BoardRelation = "board";

    /// <summary>Features of a cell.</summary>
    public const int FeatureColumns = 3;

    private const int Longest = TilesBoard.MaximumSide;

    /// <summary>The relations: rows, columns and boards.</summary>
    public static IReadOnlyList<string> Relations { get; } = ["row", "column", BoardRelation];

    /// <summary>The tables of the features: place and goal by rows, by columns, and the side.</summary>
    public static IReadOnlyList<string> FeatureTables { get; } = ["row", "column", "side"];

    /// <summary>Rows of the tables: pairs of a row and a goal row, then the blank's rows.</summary>
    public const int FeatureRows = (Longest * Longest) + Longest;

    /// <summary>Builds a relational rule.</summary>
    /// <param name="state">State width.</param>
    /// <param name="message">Message width, a multiple of 16.</param>
    /// <param name="hidden">Hidden width.</param>
    public static RuleGraph Create(int state, int message, int hidden) => RelationalRule.Create(new RelationalRuleOptions
    {
        StateWidth = state,
        MessageWidth = message,
        HiddenWidth = hidden,
        Relations = Relations,
        FeatureTables = FeatureTables,
        FeatureRows = FeatureRows,
    });

    /// <summary>One board as a problem.</summary>
    internal static Problem Encode(TilesBoard board, TilesGoal goal) =>
        board.Side <= 4 ? Encode(new TilesSpace<ulong>(board.Side), board, goal) : Encode(new TilesSpace<UInt128>(board.Side), board, goal);

    /// <summary>The rows, columns and boards of a number of boards of one side.</summary>
    internal static Topology TopologyOf(int side, int boards)
    {
        int places = side * side;
        int[] all = [.. Enumerable.Range(0, boards * side)];
        return new Topology(
            boards * places,
            new GroupRelation(Relations[0], boards * places, [.. all.Select(line => Line((line / side * places) + (line % side * side), 1, side))]),
            new GroupRelation(Relations[1], boards * places, [.. all.Select(line => Line((line / side * places) + (line % side), side, side))]),
            new GroupRelation(BoardRelation, boards * places, [.. Enumerable.Range(0, boards).Select(board => Line(board * places, 1, places))]));
    }

    /// <summary>The features of every tile on every place, places × tiles × <see cref="FeatureColumns"/>.</summary>
    internal static int[] FeaturesOf(int side)
    {
        int places = side * side;
        var features = new List<int>();
        for (int place = 0; place < places; place++)
        {
            for (int tile = 0; tile < places; tile++)
            {
                features.Add(Feature(place / side, tile / side, tile == 0));
                features.Add(Feature(place % side, tile % side, tile == 0));
                features.Add(side - TilesBoard.MinimumSide);
            }
        }

        return [.. features];
    }

    private static Problem Encode<TKey>(TilesSpace<TKey> space, TilesBoard board, TilesGoal goal)
        where TKey : unmanaged, IBinaryInteger<TKey> => new TilesEncoding<TKey>(space).Encode([space.KeyOf(board, goal)]);

    private static int Feature(int at, int goal, bool isBlank) => isBlank ? (Longest * Longest) + at : (at * Longest) + goal;

    private static int[] Line(int from, int distance, int count) => [.. Enumerable.Range(0, count).Select(i => from + (i * distance))];
}
