namespace TinyRecursion.Fuzz;

/// <summary>A reader under attack: a command line that reads one file, and good files of its format.</summary>
/// <param name="Name">Its name.</param>
/// <param name="FileName">The name that the mutated file has, within a folder of its own.</param>
/// <param name="Format">How files of the format are taken apart and put together again.</param>
/// <param name="Seeds">Good files.</param>
/// <param name="Arguments">The command line over the mutated file.</param>
internal sealed record FuzzTarget(string Name, string FileName, FileFormat Format, IReadOnlyList<byte[]> Seeds, Func<string, string[]> Arguments)
{
    /// <summary>Whether the command runs what the file holds, so that a fault of memory would end the process: it runs in a child.</summary>
    public bool InChild { get; init; }
}
