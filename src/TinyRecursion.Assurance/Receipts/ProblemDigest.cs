using System.Security.Cryptography;
using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Assurance.Receipts;

/// <summary>Digests of the problems that rules are run on. Keeps the last one, which is that of the next step too. For use by one thread at a time.</summary>
internal sealed class ProblemDigest
{
    private readonly byte[] _digest = new byte[SHA256.HashSizeInBytes];
    private readonly FieldBuffer _fields = new();
    private Problem? _problem;
    private Topology? _topology;
    private byte[] _topologyDigest = [];

    /// <summary>The digest of a problem: of its topology's digest, its features for a cell, and its features, 32 bits each.</summary>
    /// <param name="problem">The problem.</param>
    /// <returns>Valid until the next call.</returns>
    public ReadOnlySpan<byte> Of(Problem problem)
    {
        if (!ReferenceEquals(problem, _problem))
        {
            if (!ReferenceEquals(problem.Topology, _topology))
            {
                (_topology, _topologyDigest) = (problem.Topology, Content(_fields, problem.Topology).Digest());
            }

            Content(_fields, problem, _topologyDigest).Digest(_digest);
            _problem = problem;
        }

        return _digest;
    }

    /// <summary>What the digest of a problem is of.</summary>
    public static FieldBuffer Content(FieldBuffer fields, Problem problem, ReadOnlySpan<byte> topologyDigest)
    {
        fields.Begin("trm receipt 1: problem"u8).Add(topologyDigest).Add(problem.FeatureColumns);
        Add(fields, problem.Features);
        return fields;
    }

    /// <summary>What the digest of a topology is of: cells, and of each relation its name, whether it is one of groups (0) or else its degree, and its indices.</summary>
    public static FieldBuffer Content(FieldBuffer fields, Topology topology)
    {
        fields.Begin("trm receipt 1: topology"u8).Add(topology.Cells);
        foreach (Relation relation in topology.Relations)
        {
            fields.Add(System.Text.Encoding.UTF8.GetBytes(relation.Name));
            if (relation is GroupRelation groups)
            {
                fields.Add(0);
                Add(fields, groups.GroupStarts);
                Add(fields, groups.Members);
            }
            else if (relation is NeighbourRelation neighbours)
            {
                fields.Add(neighbours.Degree);
                Add(fields, neighbours.Neighbours);
            }
        }

        return fields;
    }

    private static void Add(FieldBuffer fields, ReadOnlySpan<int> values) => fields.Add(StateBytes.Of(values));
}
