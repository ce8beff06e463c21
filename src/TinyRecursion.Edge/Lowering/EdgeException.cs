namespace TinyRecursion.Edge.Lowering;

/// <summary>A model that cannot become a program, or one that does not fit the memory it is to fit; the message is one line for the user.</summary>
public sealed class EdgeException : Exception
{
    /// <summary>Says why.</summary>
    /// <param name="message">What is in the way, with numbers or the node, and what to do.</param>
    public EdgeException(string message)
        : base(message)
    {
    }
}
