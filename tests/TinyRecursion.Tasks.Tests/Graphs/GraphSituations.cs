using TinyRecursion.Execution.Float;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Tasks.Graphs;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Graphs;

/// <summary>
/// Every situation in which a cell can be, in any graph, held against the specification of the wave: since the rule's state is one of
/// a few symbols and a group reads a maximum, which does not count, there are finitely many.
/// </summary>
/// <remarks>
/// The induction: after t steps exactly the cells with an arrival of at most t hold a symbol that means reached. A cell of an arc
/// turns reached when the cell before it is; a node when the cell before the last one of an arc into it is; the source at once.
/// So a cell of an arc is reached only after the cell before it, and a node is reached if and only if a last cell of its group is.
/// </remarks>
internal sealed class GraphSituations(Model model)
{
    private const int Node = 0, Source = 1, Arc = 2;

    // Symbols that cells can hold after so many steps, by kind and by what they mean: at the start zeros, symbol 0.
    private Dictionary<(int Kind, bool Reached), SortedSet<int>> _symbols = Empty(0);
    private Dictionary<(int Kind, bool Reached), SortedSet<int>> _next = Empty();

    private readonly record struct Cell(int Kind, int Symbol, bool Reached);

    private readonly record struct Member(Cell Own, Cell Before);

    /// <summary>A cell of the problem that holds all situations.</summary>
    private sealed record Placed(Cell Cell, int Before, bool? Expected);

    /// <summary>How many situations there were.</summary>
    public int Count { get; private set; }

    /// <summary>Checks every situation after 0 steps, after 1, and so on, until the symbols that cells can hold have all been there.</summary>
    /// <returns>The first situation that the rule gets wrong, in words, or null.</returns>
    public string? FirstWrong()
    {
        var seen = new HashSet<string>();
        while (seen.Add(string.Join(';', _symbols.OrderBy(pair => pair.Key).Select(pair => string.Join(',', pair.Value)))))
        {
            _next = Empty();
            if (Round() is { } wrong)
            {
                return wrong;
            }

            _symbols = _next;
        }

        return null;
    }

    private static Dictionary<(int Kind, bool Reached), SortedSet<int>> Empty(params int[] unreached) => new()
    {
        [(Node, false)] = [.. unreached], [(Source, false)] = [.. unreached], [(Arc, false)] = [.. unreached],
        [(Node, true)] = [], [(Source, true)] = [], [(Arc, true)] = [],
    };

    private string? Round()
    {
        var cells = new List<Placed>();
        var groups = new List<int[]>();
        List<Member> members = Members();
        Assert.InRange(members.Count, 1, 14);
        foreach (Member member in members)
        {
            // The inside of a chain is in no group.
            Place(cells, member);
        }

        for (int subset = 0; subset < 1 << members.Count; subset++)
        {
            Member[] chosen = [.. members.Where((_, i) => (subset >> i & 1) != 0)];
            foreach (Cell node in NodesWith(chosen))
            {
                var group = new List<int> { cells.Count };
                bool expected = node.Kind == Source || node.Reached || chosen.Any(member => member.Before.Reached);
                cells.Add(new Placed(node, NeighbourRelation.None, expected));
                group.AddRange(chosen.Select(member => Place(cells, member)));
                groups.Add([.. group]);
            }
        }

        Count += cells.Count(cell => cell.Expected is not null);
        return Run(cells, groups);
    }

    private List<Member> Members()
    {
        var members = new List<Member>();
        foreach (int kind in (int[])[Node, Source, Arc])
        {
            foreach ((bool beforeReached, bool ownReached) in ((bool, bool)[])[(false, false), (true, false), (true, true)])
            {
                members.AddRange(
                    from beforeSymbol in _symbols[(kind, beforeReached)]
                    from ownSymbol in _symbols[(Arc, ownReached)]
                    select new Member(new Cell(Arc, ownSymbol, ownReached), new Cell(kind, beforeSymbol, beforeReached)));
            }
        }

        return members;
    }

    private IEnumerable<Cell> NodesWith(Member[] chosen)
    {
        bool reached = chosen.Any(member => member.Own.Reached);
        foreach (int symbol in _symbols[(Node, reached)])
        {
            yield return new Cell(Node, symbol, reached);
        }

        // The source is reached from the first step on.
        foreach (bool own in (bool[])[false, true])
        {
            foreach (int symbol in _symbols[(Source, own)])
            {
                yield return new Cell(Source, symbol, own);
            }
        }
    }

    private static int Place(List<Placed> cells, Member member)
    {
        cells.Add(new Placed(member.Before, NeighbourRelation.None, Expected: null));
        cells.Add(new Placed(member.Own, cells.Count - 1, member.Before.Reached));
        return cells.Count - 1;
    }

    private string? Run(List<Placed> cells, List<int[]> groups)
    {
        int width = model.Graph.StateWidth;
        var problem = new Problem(
            new Topology(
                cells.Count,
                new NeighbourRelation(GraphWave.Before, cells.Count, 1, [.. cells.Select(cell => cell.Before)]),
                new GroupRelation(GraphWave.Into, cells.Count, groups)),
            1, [.. cells.Select(cell => cell.Cell.Kind)]);
        float[] state = new float[cells.Count * width];
        for (int i = 0; i < cells.Count; i++)
        {
            if (cells[i].Cell.Symbol > 0)
            {
                state[(i * width) + cells[i].Cell.Symbol - 1] = 1f;
            }
        }

        using var weights = new FloatWeights(model.Graph, model.Parameters.Span);
        using var session = new FloatSession(weights);
        session.Bind(problem);
        session.SetState(state);
        session.Step();
        session.CopyState(state);
        ReadOnlySpan<float> logits = session.Readout();
        for (int i = 0; i < cells.Count; i++)
        {
            if (cells[i].Expected is not { } expected)
            {
                continue;
            }

            int symbol = Array.IndexOf(state, 1f, i * width, width) - (i * width) + 1;
            symbol = Math.Max(symbol, 0);
            _next[(cells[i].Cell.Kind, expected)].Add(symbol);
            if (logits[(2 * i) + 1] > logits[2 * i] != expected)
            {
                return $"a cell of kind {cells[i].Cell.Kind} with symbol {cells[i].Cell.Symbol} becomes {symbol}, expected {(expected ? "reached" : "not reached")}; its group: "
                    + string.Join(' ', groups.Where(group => group.Contains(i)).SelectMany(group => group).Select(cell => Text(cells, cell)));
            }
        }

        return null;
    }

    private static string Text(List<Placed> cells, int cell) => cells[cell].Before == NeighbourRelation.None
        ? $"{cells[cell].Cell}" : $"[{cells[cell].Cell} after {cells[cells[cell].Before].Cell}]";
}
