namespace TinyRecursion.Tasks;

/// <summary>The colours that text may use (ANSI escape sequences).</summary>
public enum TextColours
{
    /// <summary>None: characters tell everything.</summary>
    None,

    /// <summary>The 256 colours of xterm.</summary>
    Ansi256,

    /// <summary>24-bit colours.</summary>
    TrueColour,
}
