using TinyRecursion.Execution;
using TinyRecursion.Operations;
using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Assurance.Bounds;

/// <summary>
/// All problems at once: one cell stands for every cell of every problem, and its neighbours and groups are made of cells like it. Bounds that hold for it hold at every cell, on
/// problems of every size.
/// </summary>
/// <param name="Groups">The most groups of a relation that a cell is in.</param>
/// <param name="Members">The most members of a group.</param>
internal sealed record AnyProblem(int Groups, int Members)
{
    /// <summary>The cell as a problem of its own, without neighbours and alone in its groups.</summary>
    /// <param name="graph">The rule.</param>
    /// <exception cref="ArgumentException">The rule reads all cells, or is tied to a number of them.</exception>
    public static Problem Of(RuleGraph graph)
    {
        foreach (Node node in graph.Nodes)
        {
            if (node.Operation.Reach is Reach.All)
            {
                throw new ArgumentException($"Operation '{node.Operation.Kind}' reads all cells, so that no cell stands for every size; bounds need an instance.");
            }
        }

        Relation[] relations = [.. graph.Relations.Select(Relation (use) => use.IsGroups
            ? new GroupRelation(use.Name, 1, [[0]])
            : new NeighbourRelation(use.Name, 1, use.Degree, [.. Enumerable.Repeat(NeighbourRelation.None, use.Degree)]))];
        return new Problem(new Topology(1, relations), graph.FeatureColumns, new int[graph.FeatureColumns]);
    }

    /// <summary>The hull of all rows of a value, and of zeros where asked for, as a row.</summary>
    public static Box<T> Rows<T>(Box<T> rows, bool zeros)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        var row = new Box<T>(new Matrix<T>(1, rows.Columns), new Matrix<T>(1, rows.Columns));
        for (int j = 0; j < rows.Columns; j++)
        {
            (T low, T high) = zeros ? (T.Zero, T.Zero) : (rows.Low[0, j], rows.High[0, j]);
            for (int i = 0; i < rows.Rows; i++)
            {
                (low, high) = (T.Min(low, rows.Low[i, j]), T.Max(high, rows.High[i, j]));
            }

            (row.Low[0, j], row.High[0, j]) = (low, high);
        }

        return row;
    }

    /// <summary>A row several times side by side.</summary>
    public static Box<T> Beside<T>(Box<T> row, int times)
        where T : unmanaged, System.Numerics.INumber<T> => row.Map(ends => new Matrix<T>(1, ends.Columns * times, [.. Enumerable.Repeat(ends.Values, times).SelectMany(values => values)]));

    /// <summary>All parts of a table that a lookup may give, and zeros, as rows of a width.</summary>
    public static Matrix<T> Slots<T>(Matrix<T> table, int width)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        int chunks = (table.Columns + width - 1) / width;
        var features = Enumerable.Range(0, (table.Rows * chunks) + 1).ToArray();
        return CommonOperations<T>.EmbedSlot(new Problem(new Topology(features.Length), 1, features), 0, table, width);
    }
}
