using TinyRecursion.Problems;

namespace TinyRecursion.Rules;

/// <summary>A state that is the same bytes on every machine, for digests of it. Valid until the next step.</summary>
internal interface ICanonicalState
{
    /// <summary>What the bytes are.</summary>
    StateKind Kind { get; }

    /// <summary>The problem that the state is one of; null of a search.</summary>
    Problem? Problem { get; }

    /// <summary>The bytes, numbers with the low byte first; in the memory of the session where that holds them so.</summary>
    ReadOnlySpan<byte> Bytes();
}
