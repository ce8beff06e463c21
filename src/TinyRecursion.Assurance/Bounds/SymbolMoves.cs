using TinyRecursion.Execution.Finite;
using TinyRecursion.Models;
using TinyRecursion.Operations;
using TinyRecursion.Rules;

namespace TinyRecursion.Assurance.Bounds;

/// <summary>
/// What a cell of a rule that ends in a snap may become, on problems of every size: for each combination of its features and each symbol that it holds, the symbols that it may take next, whatever
/// is around it, found by running the rule on everything that a cell may look at. What it cannot reach from there is ruled out, and never comes back.
/// </summary>
internal sealed class SymbolMoves
{
    private const int MostSymbols = 64;
    private const int MostKinds = 4096;
    private const long LargestTable = 1 << 22;

    // For each combination of features and each symbol those that may follow, a bit each: in one step, and ever.
    private readonly ulong[][] _next;
    private readonly ulong[][] _reach;

    private SymbolMoves(int[][] features, int symbols, ulong[][] next)
    {
        (Features, Symbols, _next) = (features, symbols, next);
        _reach = [.. next.Select(Closure)];
    }

    /// <summary>The combinations of features.</summary>
    public IReadOnlyList<int[]> Features { get; }

    /// <summary>Symbols that a cell may hold.</summary>
    public int Symbols { get; }

    /// <summary>Finds the moves of a model; null where its rule is not local, does not end in a snap, runs in integers, or has too many symbols.</summary>
    /// <param name="model">The model.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="cancellation">Ends it.</param>
    public static SymbolMoves? Of(Model model, int threads = 1, CancellationToken cancellation = default)
    {
        RuleGraph graph = model.Graph;
        if (FiniteRules.SnapOf(graph) is not { } snap || model.Quantised is not null || model.Cycles is not null)
        {
            return null;
        }

        int[] kinds = [.. Enumerable.Range(0, graph.FeatureColumns).Select(column => KindsOf(graph, column))];
        double symbols = Math.Pow(snap.Width + 1.0, graph.StateWidth / snap.Width), combinations = kinds.Aggregate(1.0, (product, kind) => product * kind);
        if (symbols > MostSymbols || combinations > MostKinds)
        {
            return null;
        }

        int[][] features = [.. Enumerable.Range(0, (int)combinations).Select(number => Digits(number, kinds))];
        return ShapeOf(graph, kinds) is { } shape
            ? new SymbolMoves(
                features, (int)symbols, OfTable(FiniteMachine.Tabulate(graph, model.Parameters.Span, kinds, threads, LargestTable, cancellation), shape, features))
            : null;
    }

    /// <summary>Whether a cell may take a symbol in one step.</summary>
    /// <param name="features">The number of its features among <see cref="Features"/>.</param>
    /// <param name="from">The symbol that it holds.</param>
    /// <param name="to">The symbol.</param>
    public bool May(int features, int from, int to) => (_next[features][from] >> to & 1) != 0;

    /// <summary>The symbols that a cell may ever hold after one that it holds, that one left out unless it may stay or come back.</summary>
    public int[] Reachable(int features, int from) => [.. Enumerable.Range(0, Symbols).Where(to => Reaches(features, from, to))];

    /// <summary>Whether what a cell holds rules a symbol out that others do not.</summary>
    public bool RulesOut => _reach.Any(reach => reach.Any(one => one != reach[0]));

    /// <summary>Whether no symbol that a cell gives up ever comes back, whatever its features.</summary>
    public bool NothingComesBack => Enumerable.Range(0, Features.Count).All(features => Enumerable.Range(0, Symbols).All(from =>
        Enumerable.Range(0, Symbols).All(to => to == from || !May(features, from, to) || !Reaches(features, to, from))));

    private bool Reaches(int features, int from, int to) => (_reach[features][from] >> to & 1) != 0;

    /// <summary>What follows in any number of steps, at least one (Warshall 1962).</summary>
    private static ulong[] Closure(ulong[] next)
    {
        ulong[] reach = [.. next];
        for (int middle = 0; middle < reach.Length; middle++)
        {
            for (int from = 0; from < reach.Length; from++)
            {
                reach[from] |= (reach[from] >> middle & 1) != 0 ? reach[middle] : 0;
            }
        }

        return reach;
    }

    /// <summary>How many values of a feature a rule tells apart: beyond the last row of its tables all are one.</summary>
    private static int KindsOf(RuleGraph graph, int column) => graph.Nodes.Select(node => node.Operation switch
    {
        Operation.Embed embed when embed.Column == column => graph.Weights[embed.Table].Rows,
        Operation.EmbedSlot slot when slot.Column == column => MostKinds + 1,
        _ => 1,
    }).Max();

    private static FiniteShape? ShapeOf(RuleGraph graph, int[] kinds)
    {
        try
        {
            FiniteShape shape = FiniteShape.Of(graph, kinds);
            return shape.Size <= LargestTable ? shape : null;
        }
        catch (ArgumentException)
        {
            // Not local, or not on the list of what tables may be made of.
            return null;
        }
    }

    private static ulong[][] OfTable(FiniteMachine machine, FiniteShape shape, int[][] features)
    {
        ulong[][] next = [.. features.Select(_ => new ulong[shape.Symbols])];
        var inputs = new int[shape.InputCount];
        for (int key = 0; key < machine.Table.Length; key++)
        {
            shape.Inputs(key, inputs);
            int number = 0;
            for (int column = 0; column < shape.FeatureKinds.Count; column++)
            {
                number = (number * shape.FeatureKinds[column]) + inputs[column];
            }

            // A rule that does not look at a cell's own symbol takes the next one whatever that is.
            for (int own = 0; own < shape.Symbols; own++)
            {
                if (!shape.ReadsOwn || own == inputs[shape.FeatureKinds.Count])
                {
                    next[number][own] |= 1UL << machine.Table[key];
                }
            }
        }

        return next;
    }

    private static int[] Digits(int number, int[] kinds)
    {
        var digits = new int[kinds.Length];
        for (int column = kinds.Length - 1; column >= 0; column--)
        {
            (number, digits[column]) = Math.DivRem(number, kinds[column]);
        }

        return digits;
    }
}
