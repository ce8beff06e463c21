using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>
/// Constraint propagation as a rule over the candidates of <see cref="SudokuEncoding"/>. Each group has exactly one true
/// candidate, so where all that are left of one group lie in another, the others of that other group go. This one sentence holds
/// naked and hidden singles and locked candidates, and knows neither digits nor positions.
/// </summary>
/// <remarks>
/// The state is 0 for a possible candidate and 1 for a removed one; the score of a possible one is 1, else 0. Sound: what it
/// removes is in no solution. It holds the state to be the end when exactly one candidate is left in every group.
/// </remarks>
internal sealed class SudokuPropagationRule() : AlgorithmicRule(stateWidth: 1)
{
    protected internal override void Require(Problem problem)
    {
        foreach (string relation in SudokuEncoding.Relations)
        {
            problem.Topology.Groups(relation);
        }
    }

    protected internal override void Step(Problem problem, ReadOnlySpan<float> before, Span<float> after)
    {
        foreach (string relation in SudokuEncoding.Relations)
        {
            GroupRelation groups = problem.Topology.Groups(relation);
            for (int group = 0; group < groups.GroupCount; group++)
            {
                RemoveBeside(problem, groups.MembersOf(group), before, after);
            }
        }
    }

    protected internal override void Read(Problem problem, ReadOnlySpan<float> state, Span<float> logits)
    {
        for (int i = 0; i < state.Length; i++)
        {
            logits[i] = IsLeft(state, i) ? 1f : 0f;
        }
    }

    protected internal override float? HaltLogit(Problem problem, ReadOnlySpan<float> state)
    {
        foreach (string relation in SudokuEncoding.Relations)
        {
            GroupRelation groups = problem.Topology.Groups(relation);
            for (int group = 0; group < groups.GroupCount; group++)
            {
                if (CountLeft(groups.MembersOf(group), state) != 1)
                {
                    return -1f;
                }
            }
        }

        return 1f;
    }

    /// <summary>Removes the candidates of every other group that holds all that are left of this one.</summary>
    private static void RemoveBeside(Problem problem, ReadOnlySpan<int> members, ReadOnlySpan<float> before, Span<float> after)
    {
        int left = CountLeft(members, before);
        if (left == 0)
        {
            return;
        }

        int first = members[IndexOfFirstLeft(members, before)];
        foreach (string relation in SudokuEncoding.Relations)
        {
            GroupRelation others = problem.Topology.Groups(relation);
            foreach (int other in others.GroupsOf(first))
            {
                RemoveOthers(others.MembersOf(other), members, left, before, after);
            }
        }
    }

    private static void RemoveOthers(
        ReadOnlySpan<int> others, ReadOnlySpan<int> members, int left, ReadOnlySpan<float> before, Span<float> after)
    {
        int shared = 0;
        foreach (int other in others)
        {
            shared += IsLeft(before, other) && members.Contains(other) ? 1 : 0;
        }

        foreach (int other in others)
        {
            if (shared == left && !members.Contains(other))
            {
                after[other] = 1f;
            }
        }
    }

    private static int IndexOfFirstLeft(ReadOnlySpan<int> members, ReadOnlySpan<float> state)
    {
        int at = 0;
        while (!IsLeft(state, members[at]))
        {
            at++;
        }

        return at;
    }

    private static int CountLeft(ReadOnlySpan<int> members, ReadOnlySpan<float> state)
    {
        int left = 0;
        foreach (int member in members)
        {
            left += IsLeft(state, member) ? 1 : 0;
        }

        return left;
    }

    // A state that neural rules had a hand in need not be exactly 0 or 1.
    private static bool IsLeft(ReadOnlySpan<float> state, int candidate) => state[candidate] < 0.5f;
}
