using TinyRecursion.Problems;

namespace TinyRecursion.Tasks.Custom;

/// <summary>Turns instances into problems and scores into classes.</summary>
public static class CustomEncoding
{
    /// <summary>Encodes an instance for a rule.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="shape">The rule's shape, which must take the instance (see <see cref="CustomShape.Require"/>).</param>
    public static Problem Encode(CustomInstance instance, CustomShape shape)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(shape);
        int cells = instance.Cells, columns = shape.Inputs.Count;
        int[] features = new int[cells * columns];
        for (int column = 0; column < columns; column++)
        {
            bool known = shape.Inputs[column] == CustomNames.Known;
            int[] values = known ? instance.Known! : instance.Inputs[shape.Inputs[column]];
            for (int cell = 0; cell < cells; cell++)
            {
                // A class that is not known is 0, and the classes come after it.
                features[(cell * columns) + column] = values[cell] + (known ? 1 : 0);
            }
        }

        var relations = new List<Relation>();
        relations.AddRange(instance.Groups.Select(pair => new GroupRelation(pair.Key, cells, pair.Value)));
        relations.AddRange(instance.Neighbours.Select(
            pair => new NeighbourRelation(pair.Key, cells, pair.Value[0].Length, [.. pair.Value.SelectMany(list => list)])));
        return new Problem(new Topology(cells, [.. relations]), columns, features);
    }

    /// <summary>The class of each cell: the known one where there is one, else the one with the best score, the lowest of equals.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="scores">Cells × classes.</param>
    /// <param name="classes">Receives a class for each cell.</param>
    public static void Decode(CustomInstance instance, ReadOnlySpan<float> scores, Span<int> classes)
    {
        ArgumentNullException.ThrowIfNull(instance);
        int width = scores.Length / instance.Cells;
        for (int cell = 0; cell < classes.Length; cell++)
        {
            ReadOnlySpan<float> row = scores.Slice(cell * width, width);
            int best = 0;
            for (int j = 1; j < width; j++)
            {
                best = row[j] > row[best] || (float.IsNaN(row[best]) && !float.IsNaN(row[j])) ? j : best;
            }

            classes[cell] = instance.Known is { } known && known[cell] != CustomInstance.None ? known[cell] : best;
        }
    }
}
