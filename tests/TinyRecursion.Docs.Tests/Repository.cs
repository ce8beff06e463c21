namespace TinyRecursion.Docs.Tests;

/// <summary>The files of the repository.</summary>
internal static class Repository
{
    /// <summary>The folder that holds the solution file.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>All files but what is built or belongs to git, relative to the root.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Walk(Root).Select(file => Path.GetRelativePath(Root, file)).Order(StringComparer.Ordinal)];

    /// <summary>The pages whose commands and code are run.</summary>
    public static IReadOnlyList<string> Pages { get; } =
    [
        .. Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal)
            && (file is "README.md" or "bench/README.md" or "eng/PackageReadme.md" || file.StartsWith("docs/", StringComparison.Ordinal) || file.StartsWith("models/", StringComparison.Ordinal))),
    ];

    /// <summary>Reads a file.</summary>
    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static IEnumerable<string> Walk(string folder) => Directory.GetFiles(folder).Concat(
        Directory.GetDirectories(folder).Where(child => Path.GetFileName(child) is not (".git" or "bin" or "obj" or "runs" or "TestResults")).SelectMany(Walk));

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "TinyRecursion.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
