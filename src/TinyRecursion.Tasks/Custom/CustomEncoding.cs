using TinyRecursion.Problems;

namespace TinyRecursion.Tasks.Custom;

/// <summary>Turns instances into problems and logits into classes.</summary>
internal static class CustomEncoding
{
    /// <summary>Encodes an instance for a rule.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="shape">The rule's shape, which must take the instance (see <see cref="CustomShape.Require"/>).</param>
    public static Problem Encode(CustomInstance instance, CustomShape shape)
    {
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
        foreach ((string name, int[][] groups) in instance.Groups)
        {
            relations.Add(new GroupRelation(name, cells, groups));
        }

        foreach ((string name, int[][] lists) in instance.Neighbours)
        {
            int degree = lists[0].Length;
            var neighbours = new int[cells * degree];
            for (int cell = 0; cell < cells; cell++)
            {
                lists[cell].CopyTo(neighbours, cell * degree);
            }

            relations.Add(new NeighbourRelation(name, cells, degree, neighbours));
        }

        return new Problem(new Topology(cells, [.. relations]), columns, features);
    }
}
