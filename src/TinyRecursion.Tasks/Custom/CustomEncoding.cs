using TinyRecursion.Problems;

namespace TinyRecursion.Tasks.Custom;

/// <summary>Turns instances into problems and scores into classes.</summary>
internal static class CustomEncoding
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
}
