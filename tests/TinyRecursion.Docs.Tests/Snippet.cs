using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TinyRecursion.Cli.Tests;
using Xunit;

namespace TinyRecursion.Docs.Tests;

/// <summary>C# of a page: compiled against what is public, and run where it is more than types.</summary>
internal static class Snippet
{
    private static readonly CSharpParseOptions Language = new(LanguageVersion.Latest);

    // What this program is made of: the runtime and the libraries.
    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(file => MetadataReference.CreateFromFile(file))];

    private static readonly string[] Implicit =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    private static readonly string[] Samples = [.. Repository.Files.Where(file => file.StartsWith("samples/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal)).Select(Repository.Read)];

    // The namespaces of the libraries: a part of a program has no usings of its own.
    private static readonly string[] Ours =
    [
        .. Directory.GetFiles(AppContext.BaseDirectory, "TinyRecursion*.dll").Where(file => !Path.GetFileName(file).Contains("Tests", StringComparison.Ordinal)).Append(Path.Combine(AppContext.BaseDirectory, "trm.dll"))
            .SelectMany(file => Assembly.LoadFrom(file).GetExportedTypes()).Select(type => type.Namespace!).Distinct(),
    ];

    /// <summary>Whether it stands in a sample, word for word, which is compiled with everything else.</summary>
    public static bool IsInSample(Block block) => Samples.Any(sample => sample.Contains(block.Text, StringComparison.Ordinal));

    /// <summary>Whether it declares types and does nothing.</summary>
    public static bool IsDeclaration(Block block) => Parse(block.Text).GetCompilationUnitRoot().Members is { Count: > 0 } members && members.All(member => member is BaseTypeDeclarationSyntax);

    /// <summary>Compiles a block, together with the types that others of its page declare, runs it where it is to be run, and returns what it printed.</summary>
    public static async Task<string> Run(Block block, IEnumerable<Block> declarations, bool isRun)
    {
        bool whole = Parse(block.Text).GetCompilationUnitRoot().Usings.Count > 0;
        string usings = string.Concat((whole ? Implicit : Implicit.Concat(Ours)).Select(name => $"global using {name};\n"));
        string text = whole ? block.Text : string.Concat(block.Note("given").Select(note => note + "\n")) + block.Text;
        bool isProgram = !IsDeclaration(block);
        var compilation = CSharpCompilation.Create(
            "page",
            [Parse(usings), Parse(text), .. declarations.Where(other => other != block).Select(other => Parse(other.Text))],
            References,
            new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));
        using var stream = new MemoryStream();
        Diagnostic[] errors = [.. compilation.Emit(stream).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        Assert.True(errors.Length == 0, $"{block.Place}: {string.Join("\n", errors.Select(error => error.ToString()))}\n{text}");
        if (!isProgram || !isRun)
        {
            return string.Empty;
        }

        stream.Position = 0;
        var context = new AssemblyLoadContext("page", isCollectible: true);
        Assembly assembly = context.LoadFromStream(stream);
        (int code, string output, string error) = await CapturedConsole.Run(
            string.Empty, () => Task.FromResult(ManagedProgram.Run(assembly)));
        context.Unload();
        Assert.True(code == 0, $"{block.Place} returned {code}: {error}");
        return output + error;
    }

    private static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text, Language);
}
