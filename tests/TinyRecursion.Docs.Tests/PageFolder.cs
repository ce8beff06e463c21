namespace TinyRecursion.Docs.Tests;

/// <summary>A clean folder with what a reader of a page has: samples, models, recipes. It is the current folder while it is there.</summary>
internal sealed class PageFolder : IDisposable
{
    private static readonly string[] Given = ["samples/", "models/", "recipes/", "tests/TinyRecursion.Training.Tests/fixtures/parity/attention"];
    private readonly string _before = Directory.GetCurrentDirectory();

    public PageFolder()
    {
        // Copies, so that no command of a page can write to the repository.
        foreach (string file in Repository.Files.Where(file => Given.Any(start => file.StartsWith(start, StringComparison.Ordinal))))
        {
            string copy = System.IO.Path.Combine(Path, file);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(System.IO.Path.Combine(Repository.Root, file), copy);
        }

        Directory.SetCurrentDirectory(Path);
    }

    /// <summary>Where it is.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("page").FullName;

    public void Dispose()
    {
        Directory.SetCurrentDirectory(_before);
        Directory.Delete(Path, recursive: true);
    }
}
