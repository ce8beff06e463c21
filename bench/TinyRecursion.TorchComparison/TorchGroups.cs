using TinyRecursion.Problems;
using TorchSharp;
using static TorchSharp.torch;

namespace TinyRecursion.TorchComparison;

/// <summary>One problem of any topology: groups are gathered into rows padded to the largest group.</summary>
internal sealed class TorchGroups : TorchRelations
{
    private readonly Tensor[] _features;
    private readonly List<Padded> _relations = [];
    private readonly Padded _choices;
    private readonly Tensor _labels;

    /// <summary>Lays a problem out.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="relations">The relations that the rule pools over.</param>
    /// <param name="choices">The relation whose groups the loss chooses from.</param>
    /// <param name="labels">For each of them the index of the true member.</param>
    /// <param name="featureRows">Rows of the feature tables; larger features use the last one.</param>
    public TorchGroups(
        Problem problem, IReadOnlyList<string> relations, string choices, int[] labels, int featureRows)
    {
        _features = new Tensor[problem.FeatureColumns];
        for (int column = 0; column < _features.Length; column++)
        {
            var values = new long[problem.Cells];
            for (int cell = 0; cell < values.Length; cell++)
            {
                values[cell] = Math.Min(problem.Features[(cell * _features.Length) + column], featureRows - 1);
            }

            _features[column] = tensor(values);
        }

        foreach (string relation in relations)
        {
            _relations.Add(Pad(problem.Topology.Groups(relation)));
        }

        _choices = Pad(problem.Topology.Groups(choices));
        _labels = tensor(Array.ConvertAll(labels, label => (long)label));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Features => _features;

    /// <inheritdoc/>
    public override void Hear(Tensor update, Tensor message, Func<string, Tensor> weight)
    {
        foreach (Padded relation in _relations)
        {
            Tensor members = Gather(message, relation);
            Tensor mean = members.masked_fill(relation.Empty, 0f).sum([1]) / relation.Counts;
            Tensor largest = members.masked_fill(relation.Empty, float.NegativeInfinity).amax([1]);
            Tensor heard = matmul(cat([mean, largest], -1), weight(relation.Name + ".weight"));
            update.index_add_(0, relation.Members, heard.index_select(0, relation.GroupOfMember), 1);
        }
    }

    /// <inheritdoc/>
    public override Tensor Loss(Tensor logits)
    {
        Tensor members = Gather(logits.unsqueeze(-1), _choices).masked_fill(_choices.Empty, float.NegativeInfinity);
        return nn.functional.cross_entropy(members.squeeze(-1), _labels);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (Tensor tensor in (Tensor[])[.. _features, _labels, .. _relations.Append(_choices).SelectMany(r => r.Tensors)])
        {
            tensor.Dispose();
        }
    }

    private static Tensor Gather(Tensor values, Padded relation) =>
        values.index_select(0, relation.Slots).view(relation.Empty.shape[0], relation.Empty.shape[1], values.shape[1]);

    private static Padded Pad(GroupRelation relation)
    {
        int longest = Enumerable.Range(0, relation.GroupCount).Max(group => relation.MembersOf(group).Length);
        var slots = new long[relation.GroupCount * longest];
        var empty = new bool[slots.Length];
        var counts = new float[relation.GroupCount];
        var groupOfMember = new List<long>();
        Array.Fill(empty, true);
        for (int group = 0; group < counts.Length; group++)
        {
            ReadOnlySpan<int> members = relation.MembersOf(group);
            counts[group] = members.Length;
            for (int i = 0; i < members.Length; i++)
            {
                slots[(group * longest) + i] = members[i];
                empty[(group * longest) + i] = false;
                groupOfMember.Add(group);
            }
        }

        return new Padded(
            relation.Name, tensor(slots), tensor(empty, [counts.Length, longest, 1]), tensor(counts, [counts.Length, 1]),
            tensor(Array.ConvertAll(relation.Members.ToArray(), member => (long)member)), tensor(groupOfMember.ToArray()));
    }

    /// <summary>A relation as tensors.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Slots">The cell in each slot, groups × longest in one row; cell 0 in empty slots.</param>
    /// <param name="Empty">Which slots are empty, groups × longest × 1.</param>
    /// <param name="Counts">Members of each group, groups × 1.</param>
    /// <param name="Members">The cells of all groups.</param>
    /// <param name="GroupOfMember">The group that each of them is a member of.</param>
    private sealed record Padded(
        string Name, Tensor Slots, Tensor Empty, Tensor Counts, Tensor Members, Tensor GroupOfMember)
    {
        public Tensor[] Tensors => [Slots, Empty, Counts, Members, GroupOfMember];
    }
}
