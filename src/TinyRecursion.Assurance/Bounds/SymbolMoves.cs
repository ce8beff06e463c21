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

    private readonly bool[][] _next;

    private SymbolMoves(int[][] features, int symbols, bool[][] next) => (Features, Symbols, _next) = (features, symbols, next);

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
    public bool May(int features, int from, int to) => _next[features][(from * Symbols) + to];

    /// <summary>The symbols that a cell may ever hold after one that it holds, that one left out unless it may stay or come back.</summary>
    public int[] Reachable(int features, int from)
    {
        var reached = new bool[Symbols];
        var open = new Stack<int>([from]);
        while (open.TryPop(out int symbol))
        {
            for (int to = 0; to < Symbols; to++)
            {
                if (May(features, symbol, to) && !reached[to])
                {
                    reached[to] = true;
                    open.Push(to);
                }
            }
        }

        return [.. Enumerable.Range(0, Symbols).Where(symbol => reached[symbol])];
    }

    /// <summary>Whether what a cell holds rules a symbol out that others do not.</summary>
    public bool RulesOut => Enumerable.Range(0, Features.Count).Any(features => Enumerable.Range(1, Symbols - 1).Any(
        from => !Reachable(features, from).SequenceEqual(Reachable(features, 0))));

    /// <summary>Whether no symbol that a cell gives up ever comes back, whatever its features.</summary>
    public bool NothingComesBack => Enumerable.Range(0, Features.Count).All(features => Enumerable.Range(0, Symbols).All(from =>
        Enumerable.Range(0, Symbols).All(to => to == from || !May(features, from, to) || !Reachable(features, to).Contains(from))));

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

    private static bool[][] OfTable(FiniteMachine machine, FiniteShape shape, int[][] features)
    {
        bool[][] next = [.. features.Select(_ => new bool[shape.Symbols * shape.Symbols])];
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
                    next[number][(own * shape.Symbols) + machine.Table[key]] = true;
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
