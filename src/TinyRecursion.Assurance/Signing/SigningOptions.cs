namespace TinyRecursion.Assurance.Signing;

/// <summary>Which files of a folder a signature covers.</summary>
internal sealed record SigningOptions
{
    /// <summary>
    /// Files and folders that are left out: relative paths with <c>/</c>, byte for byte, no patterns. Besides these <c>.git</c>,
    /// <c>.gitignore</c>, <c>.gitattributes</c> and <c>.github</c> at the root are, and when verifying what the signature itself leaves out.
    /// </summary>
    public IReadOnlyList<string> IgnoredPaths { get; init; } = [];

    /// <summary>Whether symbolic links are followed; otherwise one is an error.</summary>
    public bool AllowsSymbolicLinks { get; init; }

    /// <summary>When verifying, whether files that the signature does not name are passed over; otherwise one is an error.</summary>
    public bool IgnoresUnsignedFiles { get; init; }
}
