using TinyRecursion.Operations;
using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Custom;

/// <summary>
/// What a rule must know of a task that is described by data: the names of inputs and relations, how many values an input
/// and how many neighbours a relation has, and how many classes there are. A model file's graph says it all.
/// </summary>
/// <param name="Inputs">Columns of inputs in order, <c>known</c> among them where the task gives classes.</param>
/// <param name="InputValues">How many values inputs have, from 0; the largest number of any column.</param>
/// <param name="Groups">Relations of groups in order.</param>
/// <param name="Neighbours">Relations of neighbours in order.</param>
/// <param name="Classes">How many classes there are, from 0.</param>
internal sealed record CustomShape(
    IReadOnlyList<string> Inputs, int InputValues, IReadOnlyList<string> Groups, IReadOnlyList<NeighbourShape> Neighbours, int Classes)
{
    private const string TablePrefix = "embed.";

    /// <summary>Derives the shape from instances to learn from.</summary>
    /// <param name="data">At least one.</param>
    /// <exception cref="InstanceFormatException">An instance has no label, or other names than the first.</exception>
    public static CustomShape Of(IReadOnlyList<SourcedInstance> data)
    {
        ArgumentOutOfRangeException.ThrowIfZero(data.Count, nameof(data));
        var first = (CustomInstance)data[0].Instance;
        int values = 1, classes = 2;
        foreach ((CustomInstance instance, string file) in data.Select(one => ((CustomInstance)one.Instance, one.Source)))
        {
            if (instance.Labels is null || !instance.Asked.Any(cell => instance.Labels[cell] != CustomInstance.None))
            {
                throw new InstanceFormatException(file, instance.Line, "labels", "no cell that is asked for has a label to learn from");
            }

            values = Math.Max(values, instance.Inputs.Values.SelectMany(column => column).DefaultIfEmpty(0).Max() + 1);
            classes = Math.Max(classes, Math.Max(instance.Labels.Max(), instance.Known?.Max() ?? 0) + 1);
        }

        IEnumerable<string> inputs = first.Known is null ? first.Inputs.Keys : first.Inputs.Keys.Append(CustomNames.Known);
        var shape = new CustomShape(
            [.. inputs], Math.Max(values, first.Known is null ? 1 : classes + 1), [.. first.Groups.Keys],
            [.. first.Neighbours.Select(pair => new NeighbourShape(pair.Key, pair.Value[0].Length))], classes);
        if (shape.Groups.Count + shape.Neighbours.Count == 0)
        {
            throw new InstanceFormatException(data[0].Source, first.Line, string.Empty, "no groups and no neighbours: cells that see nothing of each other have nothing to repeat");
        }

        foreach (SourcedInstance one in data)
        {
            shape.Require((CustomInstance)one.Instance, one.Source);
        }

        return shape;
    }

    /// <summary>Reads the shape out of a rule that <see cref="ToRule"/> built.</summary>
    /// <param name="graph">The rule.</param>
    public static CustomShape Of(RuleGraph graph)
    {
        var inputs = new string?[graph.FeatureColumns];
        int values = 1;
        foreach (Node node in graph.Nodes)
        {
            if (node.Operation is Operation.Embed embed)
            {
                string table = graph.Weights[embed.Table].Name;
                inputs[embed.Column] = table.StartsWith(TablePrefix, StringComparison.Ordinal) ? table[TablePrefix.Length..] : table;
                values = graph.Weights[embed.Table].Rows;
            }
        }

        var groups = new List<string>();
        var neighbours = new List<NeighbourShape>();
        foreach (RelationUse relation in graph.Relations)
        {
            if (relation.IsGroups)
            {
                groups.Add(relation.Name);
            }
            else
            {
                neighbours.Add(new NeighbourShape(relation.Name, relation.Degree));
            }
        }

        return new CustomShape(Array.FindAll(inputs, name => name is not null)!, values, groups, neighbours, graph.ReadoutWidth);
    }

    /// <summary>Builds a rule of this shape.</summary>
    /// <param name="stateWidth">Width of the state.</param>
    /// <param name="messageWidth">Width of what cells tell their groups, a multiple of 16.</param>
    /// <param name="hiddenWidth">Width of the update.</param>
    public RuleGraph ToRule(int stateWidth, int messageWidth, int hiddenWidth) => RelationalRule.Create(new RelationalRuleOptions
    {
        StateWidth = stateWidth,
        MessageWidth = messageWidth,
        HiddenWidth = hiddenWidth,
        Relations = Groups,
        Neighbours = Neighbours,
        FeatureTables = Inputs,
        FeatureRows = InputValues,
        ReadoutWidth = Classes,
    });

    /// <summary>Makes sure that a rule of this shape takes an instance.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="file">The name that errors give.</param>
    /// <exception cref="InstanceFormatException">It has other names, larger values, more neighbours or more classes.</exception>
    public void Require(CustomInstance instance, string file)
    {
        Same("inputs", Array.FindAll([.. Inputs], name => name != CustomNames.Known), instance.Inputs.Keys);
        Same("groups", Groups, instance.Groups.Keys);
        var neighbours = new List<string>();
        foreach (NeighbourShape one in Neighbours)
        {
            neighbours.Add(one.Relation);
        }

        Same("neighbours", neighbours, instance.Neighbours.Keys);
        if (Inputs.Contains(CustomNames.Known) != instance.Known is not null)
        {
            throw Wrong("known", instance.Known is null ? "is missing: the task gives classes" : "the task gives no classes");
        }

        foreach ((string name, int[] column) in instance.Inputs)
        {
            Below($"inputs.{name}", column, InputValues, "inputs");
        }

        Below("known", instance.Known ?? [], Classes, "classes");
        Below("labels", instance.Labels ?? [], Classes, "classes");
        foreach (NeighbourShape one in Neighbours)
        {
            int degree = instance.Neighbours[one.Relation][0].Length;
            if (degree != one.Degree)
            {
                throw Wrong($"neighbours.{one.Relation}", $"{degree} neighbours a cell, expected {one.Degree}");
            }
        }

        void Same(string field, IReadOnlyList<string> expected, IList<string> found)
        {
            foreach (string name in found)
            {
                if (!expected.Contains(name))
                {
                    throw Wrong($"{field}.{name}", "the task has no such name");
                }
            }

            foreach (string name in expected)
            {
                if (!found.Contains(name))
                {
                    throw Wrong($"{field}.{name}", "is missing");
                }
            }
        }

        void Below(string path, int[] values, int limit, string what)
        {
            int at = Array.FindIndex(values, value => value >= limit);
            if (at >= 0)
            {
                throw Wrong($"{path}[{at}]", $"is {values[at]}, but the task's {what} end at {limit - 1}");
            }
        }

        InstanceFormatException Wrong(string path, string problem) => new(file, instance.Line, path, problem);
    }
}
