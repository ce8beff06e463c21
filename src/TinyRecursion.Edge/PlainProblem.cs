using System.Globalization;
using TinyRecursion.Operations;
using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Edge;

/// <summary>Problems as a line of numbers, which the program of a rule without a task reads.</summary>
internal static class PlainProblem
{
    /// <summary>
    /// Writes a problem: the cells; the features of each; then, for each relation in the order in which the rule's nodes follow them,
    /// the number of groups and each as the number of its members and they themselves, or the neighbours of each cell, -1 for none.
    /// </summary>
    /// <param name="graph">The rule.</param>
    /// <param name="problem">A problem of it.</param>
    /// <exception cref="ArgumentException">The problem lacks a relation of the rule.</exception>
    public static string Write(RuleGraph graph, Problem problem)
    {
        List<int> numbers = [problem.Cells, .. problem.Features];
        foreach (RelationUse relation in graph.Relations)
        {
            if (!relation.IsGroups)
            {
                numbers.AddRange(problem.Topology.Neighbours(relation.Name).Neighbours);
                continue;
            }

            GroupRelation groups = problem.Topology.Groups(relation.Name);
            numbers.Add(groups.GroupCount);
            for (int group = 0; group < groups.GroupCount; group++)
            {
                numbers.Add(groups.MembersOf(group).Length);
                numbers.AddRange(groups.MembersOf(group));
            }
        }

        return string.Join(' ', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));
    }
}
