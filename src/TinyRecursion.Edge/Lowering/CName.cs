namespace TinyRecursion.Edge.Lowering;

/// <summary>Names of models as C takes them.</summary>
internal static class CName
{
    /// <summary>A name with everything else than letters and digits of ASCII replaced by a line, so that it can be part of a name or stand in a comment.</summary>
    public static string Of(string name) => string.Concat(name.Select(symbol => char.IsAsciiLetterOrDigit(symbol) ? symbol : '_'));
}
