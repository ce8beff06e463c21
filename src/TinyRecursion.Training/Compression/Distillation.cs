using System.Runtime.InteropServices;
using System.Security.Cryptography;
using TinyRecursion.Rules;

namespace TinyRecursion.Training.Compression;

/// <summary>
/// A rule that another one learns to take steps like (knowledge distillation, Hinton et al. 2015, arXiv 1503.02531, of states instead
/// of answers): wherever the learner is, its next state is held against the one that the teacher would have reached from there.
/// </summary>
/// <param name="Graph">The teacher.</param>
/// <param name="Parameters">Its flat parameter vector.</param>
internal sealed record Distillation(RuleGraph Graph, ReadOnlyMemory<float> Parameters)
{
    /// <summary>Steps of the teacher that one step of the learner is held against, at least one: with more, a recursion learns to be shorter.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>How much the mean square difference of entries counts beside the loss of the answer.</summary>
    public float Weight { get; init; } = 10f;

    /// <summary>Names the teacher with a digest of its parameters.</summary>
    internal string Digest => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(Parameters.Span)))[..16];
}
