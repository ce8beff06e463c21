using TinyRecursion.Learning;
using TinyRecursion.Problems;

namespace TinyRecursion.Tasks.Tiles;

/// <summary>
/// Regression: the readouts of each group add up to a number that is held against a target by the Huber loss (1964), half
/// the square of a small difference and linear in a large one, averaged over the groups. For rules whose readout has width one.
/// </summary>
internal sealed class GroupSumLoss : ILogitLoss
{
    /// <summary>The distance from its target below which a sum counts as right.</summary>
    public const float RightWithin = 1f;

    private readonly GroupRelation _groups;
    private readonly float[] _targets;
    private readonly float _linearFrom;

    /// <summary>Creates the loss.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="targets">The target of each group, finite.</param>
    /// <param name="linearFrom">The difference from which the loss is linear, above zero.</param>
    /// <exception cref="ArgumentException">A target is missing or not finite.</exception>
    public GroupSumLoss(GroupRelation groups, float[] targets, float linearFrom = 4f)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(linearFrom);
        if (targets.Length != groups.GroupCount || !targets.All(float.IsFinite))
        {
            throw new ArgumentException($"{targets.Length} targets for {groups.GroupCount} groups, or one is not finite.", nameof(targets));
        }

        (_groups, _targets, _linearFrom) = (groups, targets, linearFrom);
    }

    /// <remarks>Right is what is off by less than <see cref="RightWithin"/>.</remarks>
    public int Correct { get; private set; }

    public int Count => _targets.Length;

    public float Evaluate(ReadOnlySpan<float> logits, Span<float> gradient)
    {
        double loss = 0;
        Correct = 0;
        float share = 1f / Math.Max(1, _targets.Length);
        for (int group = 0; group < _targets.Length; group++)
        {
            float difference = -_targets[group];
            foreach (int cell in _groups.MembersOf(group))
            {
                difference += logits[cell];
            }

            float size = MathF.Abs(difference), slope = Math.Clamp(difference, -_linearFrom, _linearFrom);
            loss += size <= _linearFrom ? 0.5 * size * size : _linearFrom * (size - (0.5 * _linearFrom));
            Correct += size < RightWithin ? 1 : 0;
            foreach (int cell in _groups.MembersOf(group))
            {
                gradient[cell] += share * slope;
            }
        }

        return (float)(loss * share);
    }
}
