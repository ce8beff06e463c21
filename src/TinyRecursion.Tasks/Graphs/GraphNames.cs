namespace TinyRecursion.Tasks.Graphs;

/// <summary>Names of nodes: which are allowed, so that a graph that is written can be read again.</summary>
internal static class GraphNames
{
    /// <summary>The reason that keeps a text from being a name, or null.</summary>
    public static string? Problem(string name) => name switch
    {
        "" => "is empty",
        "directed" or "undirected" or "source" or "target" or "node" or "---" => $"is '{name}', a word of the format",
        _ when name.Length > GraphFile.MaximumNameLength => $"is longer than {GraphFile.MaximumNameLength} characters",
        _ when name.Any(c => char.IsWhiteSpace(c) || c is '#' or '\uFEFF') => "holds a space or '#', which starts a comment after a space only",
        _ => null,
    };
}
