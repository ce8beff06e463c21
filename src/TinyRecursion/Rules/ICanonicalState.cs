using System.Buffers;
using TinyRecursion.Problems;

namespace TinyRecursion.Rules;

/// <summary>A state that is the same bytes on every machine, for digests of it. Valid until the next step.</summary>
internal interface ICanonicalState
{
    /// <summary>What the bytes are.</summary>
    StateKind Kind { get; }

    /// <summary>The problem that the state is one of; null of a search.</summary>
    Problem? Problem { get; }

    /// <summary>Writes the bytes, numbers with the low byte first.</summary>
    /// <param name="output">Receives them.</param>
    void WriteState(IBufferWriter<byte> output);
}
