namespace TinyRecursion.Rules.Trm;

/// <summary>How a tiny recursive model knows where its cells are.</summary>
internal enum TrmPositions
{
    /// <summary>Not at all; the mixer's weights are tied to positions anyway.</summary>
    None,

    /// <summary>Rotary positions in attention (<c>rope</c>).</summary>
    Rotary,

    /// <summary>A learned embedding for each position.</summary>
    Learned,
}
