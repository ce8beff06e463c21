namespace TinyRecursion.Tasks.Arc;

/// <summary>How the terminal shows colours.</summary>
public enum ArcColours
{
    /// <summary>Not: digits are written.</summary>
    None,

    /// <summary>Blocks in the nearest of the terminal's 256 colours.</summary>
    Ansi256,

    /// <summary>Blocks in 24-bit colours, those in which the tasks are usually shown.</summary>
    TrueColour,
}
