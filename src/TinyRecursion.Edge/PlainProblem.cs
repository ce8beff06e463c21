using System.Globalization;
using TinyRecursion.Operations;
using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Edge;

/// <summary>Problems as a line of numbers, which the program of a rule without a task reads.</summary>
public static class PlainProblem
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
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(problem);
        List<int> numbers = [problem.Cells, .. problem.Features];
        foreach ((string name, int degree) in RelationsOf(graph))
        {
            if (degree > 0)
            {
                numbers.AddRange(problem.Topology.Neighbours(name).Neighbours);
                continue;
            }

            GroupRelation groups = problem.Topology.Groups(name);
            numbers.Add(groups.GroupCount);
            for (int group = 0; group < groups.GroupCount; group++)
            {
                numbers.Add(groups.MembersOf(group).Length);
                numbers.AddRange(groups.MembersOf(group));
            }
        }

        return string.Join(' ', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>The relations that a rule follows, in the order of its nodes, with the neighbours of a cell; 0 for groups.</summary>
    internal static IEnumerable<(string Name, int Degree)> RelationsOf(RuleGraph graph) => graph.Nodes
        .Select(node => node.Operation switch
        {
            Operation.Pool pool => (pool.Relation, 0),
            Operation.Maximum maximum => (maximum.Relation, 0),
            Operation.Spread spread => (spread.Relation, 0),
            Operation.Gather gather => (Relation: gather.Relation, gather.Degree),
            _ => (Relation: string.Empty, 0),
        })
        .Where(relation => relation.Relation.Length > 0)
        .Distinct();
}
