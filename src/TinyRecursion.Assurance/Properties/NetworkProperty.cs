namespace TinyRecursion.Assurance.Properties;

/// <summary>A property of a network, given by the set that is unsafe: a union of cases. It is violated by a point that lies in one of them.</summary>
/// <param name="Inputs">The number of inputs.</param>
/// <param name="Outputs">The number of outputs.</param>
/// <param name="Cases">The cases; none where nothing is unsafe.</param>
internal sealed record NetworkProperty(int Inputs, int Outputs, IReadOnlyList<PropertyCase> Cases)
{
    /// <summary>Reads VNN-LIB 1.0 (docs/vnnlib.md) with exact numbers.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">The name that errors give.</param>
    /// <exception cref="FormatException">It is not as the format asks; the message names line and column.</exception>
    public static NetworkProperty Read(TextReader text, string source) => new VnnLibReader(new SyntaxReader(text, source)).Read();
}
