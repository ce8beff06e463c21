using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace TinyRecursion.Tests.Architecture;

/// <summary>The arrows between projects and folders, read from the sources.</summary>
public sealed partial class ArchitectureTests
{
    /// <summary>What each project may reference, nothing else.</summary>
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["TinyRecursion"] = [],
        ["TinyRecursion.Tasks"] = ["TinyRecursion"],
        ["TinyRecursion.Training"] = ["TinyRecursion"],
        ["TinyRecursion.Assurance"] = ["TinyRecursion", "TinyRecursion.Tasks", "TinyRecursion.Assurance.Checker", "TinyRecursion.Onnx"],
        ["TinyRecursion.Assurance.Checker"] = [],
        ["TinyRecursion.Edge"] = ["TinyRecursion", "TinyRecursion.Tasks"],
        ["TinyRecursion.Onnx"] = ["TinyRecursion"],
        ["TinyRecursion.Run"] = ["TinyRecursion", "TinyRecursion.Tasks", "TinyRecursion.Assurance"],
        ["TinyRecursion.ShippedModels"] = [],
        ["TinyRecursion.Cli"] = ["TinyRecursion", "TinyRecursion.Tasks", "TinyRecursion.Training", "TinyRecursion.Assurance", "TinyRecursion.Assurance.Checker", "TinyRecursion.Edge", "TinyRecursion.Onnx"],
    };

    /// <summary>Top-level types of all libraries together: what is public is there for users and stays.</summary>
    private const int MostPublicTypes = 173;

    private static readonly string[] TaskNames = ["sudoku", "maze", "arithmetic", "sat", "graphs", "graph", "tiles", "arc", "custom"];

    private static string Source { get; } = Path.Combine(FindRoot(), "src");

    [Fact]
    public void Projects_reference_what_the_architecture_allows()
    {
        string[] projects = [.. Directory.GetDirectories(Source).Select(path => Path.GetFileName(path)!)];
        Assert.Equal(Arrows.Keys.Order(), projects.Order());
        foreach (string project in projects)
        {
            XDocument file = XDocument.Load(Path.Combine(Source, project, project + ".csproj"));
            string[] references = [.. file.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))];
            Assert.True(references.All(Arrows[project].Contains), $"{project} references {string.Join(", ", references)}");
        }

        Assert.Empty(XDocument.Load(Path.Combine(Source, "TinyRecursion", "TinyRecursion.csproj")).Descendants("PackageReference"));
    }

    [Fact]
    public void The_Checker_is_small_and_stands_alone()
    {
        string project = File.ReadAllText(Path.Combine(Source, "TinyRecursion.Assurance.Checker", "TinyRecursion.Assurance.Checker.csproj"));
        Assert.DoesNotContain("Reference Include", project, StringComparison.Ordinal);
        Assert.Contains("<AllowUnsafeBlocks>false</AllowUnsafeBlocks>", project, StringComparison.Ordinal);
        Assert.InRange(Paths("TinyRecursion.Assurance.Checker").Sum(path => File.ReadLines(path).Count(IsCode)), 1, 1499);

        // Neither blank, nor a comment, nor the name of what is used.
        static bool IsCode(string line) => line.TrimStart() is { Length: > 0 } text && !text.StartsWith("//", StringComparison.Ordinal) && !text.StartsWith("using ", StringComparison.Ordinal);
    }

    [Fact]
    public void The_solution_fetches_no_libraries_of_other_platforms()
    {
        string root = Path.GetDirectoryName(Source)!;
        foreach (string project in XDocument.Load(Path.Combine(root, "TinyRecursion.slnx")).Descendants("Project").Select(project => project.Attribute("Path")!.Value))
        {
            string locked = Path.Combine(root, Path.GetDirectoryName(project)!, "packages.lock.json");
            string text = File.Exists(locked) ? File.ReadAllText(locked) : string.Empty;
            Assert.DoesNotContain("libtorch", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("NativeAssets", text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void No_project_has_a_cycle_of_folders()
    {
        foreach (string project in Arrows.Keys)
        {
            string? cycle = Cycle(Edges(Files(project)));
            Assert.True(cycle is null, $"{project}: {cycle}");
        }
    }

    [Fact]
    public void Verbs_name_no_task()
    {
        foreach (string path in Directory.GetFiles(Path.Combine(Source, "TinyRecursion.Cli", "Verbs"), "*.cs"))
        {
            string text = File.ReadAllText(path);
            Assert.True(Array.TrueForAll(TaskNames, name => !text.Contains($"\"{name}\"", StringComparison.Ordinal)), path);
        }
    }

    [Fact]
    public void Libraries_do_not_talk_to_the_console()
    {
        foreach (string project in Arrows.Keys.Except(["TinyRecursion.Cli", "TinyRecursion.Run"]))
        {
            foreach (string path in Paths(project))
            {
                // Standard input is a file like any other, named '-'.
                Assert.True(!File.ReadAllText(path).Replace("Console.In", string.Empty, StringComparison.Ordinal).Replace("Console.OpenStandardInput", string.Empty, StringComparison.Ordinal).Contains("Console.", StringComparison.Ordinal), path);
            }
        }
    }

    [Fact]
    public void Few_types_are_public()
    {
        int types = Arrows.Keys.SelectMany(Paths).Sum(path => PublicType().Count(File.ReadAllText(path)));
        Assert.InRange(types, 1, MostPublicTypes);
    }

    [Fact]
    public void A_cycle_is_found()
    {
        Assert.NotNull(Cycle(new() { ["a"] = ["b"], ["b"] = ["c"], ["c"] = ["a"] }));
        Assert.Null(Cycle(new() { ["a"] = ["b", "c"], ["b"] = ["c"], ["c"] = [] }));
    }

    private static SourceFile[] Files(string project) =>
        [.. Paths(project).Select(path => SourceFile.Read(Path.Combine(Source, project), path))];

    private static IEnumerable<string> Paths(string project) => Directory
        .EnumerateFiles(Path.Combine(Source, project), "*.cs", SearchOption.AllDirectories)
        .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal));

    private static Dictionary<string, HashSet<string>> Edges(SourceFile[] files)
    {
        var edges = files.Select(file => file.Folder).Distinct().ToDictionary(folder => folder, _ => new HashSet<string>());
        ILookup<string, SourceFile> owners = files.SelectMany(file => file.Declared.Select(name => (name, file))).ToLookup(pair => pair.name, pair => pair.file);
        foreach (SourceFile file in files)
        {
            foreach (SourceFile other in file.Words.SelectMany(word => owners[word]).Where(other => other.Folder != file.Folder && file.Sees(other)))
            {
                edges[file.Folder].Add(other.Folder);
            }
        }

        return edges;
    }

    /// <summary>Folders that lead back to the first of them; null where none do.</summary>
    private static string? Cycle(Dictionary<string, HashSet<string>> edges)
    {
        var done = new HashSet<string>();
        var path = new List<string>();
        return edges.Keys.Select(Visit).FirstOrDefault(found => found is not null);

        string? Visit(string folder)
        {
            if (path.Contains(folder))
            {
                return string.Join(" → ", path.SkipWhile(step => step != folder).Append(folder));
            }

            if (!done.Add(folder))
            {
                return null;
            }

            path.Add(folder);
            string? found = edges[folder].Select(Visit).FirstOrDefault(cycle => cycle is not null);
            path.RemoveAt(path.Count - 1);
            return found;
        }
    }

    [GeneratedRegex(@"^public .*\b(class|struct|interface|enum|record|delegate) ", RegexOptions.Multiline)]
    private static partial Regex PublicType();

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
