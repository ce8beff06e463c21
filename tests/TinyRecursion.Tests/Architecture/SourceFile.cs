using System.Text.RegularExpressions;

namespace TinyRecursion.Tests.Architecture;

/// <summary>A source file of a project, with the names that it declares and mentions.</summary>
internal sealed partial record SourceFile(string Folder, string Namespace, IReadOnlySet<string> Usings, IReadOnlySet<string> Declared, IReadOnlySet<string> Words)
{
    /// <summary>Reads a file.</summary>
    /// <param name="project">The project's folder.</param>
    /// <param name="path">The file.</param>
    public static SourceFile Read(string project, string path)
    {
        string text = Noise().Replace(File.ReadAllText(path), " ");
        return new SourceFile(
            Path.GetRelativePath(project, Path.GetDirectoryName(path)!),
            NamespaceName().Match(text).Groups[1].Value,
            UsingName().Matches(text).Select(match => match.Groups[1].Value).ToHashSet(),
            TypeName().Matches(text).Select(match => match.Groups[1].Value).ToHashSet(),
            Word().Matches(UsingName().Replace(NamespaceName().Replace(text, string.Empty), string.Empty)).Select(match => match.Value).ToHashSet());
    }

    /// <summary>Whether a type of another file is meant where its name is mentioned: its namespace is this one, one around it, or used.</summary>
    public bool Sees(SourceFile other) =>
        other.Namespace == Namespace || Namespace.StartsWith(other.Namespace + ".", StringComparison.Ordinal) || Usings.Contains(other.Namespace);

    [GeneratedRegex("""//[^\n]*|/\*.*?\*/|\"{3}.*?\"{3}|"(\\.|[^"\\\n])*"|'(\\.|[^'\\\n])'""", RegexOptions.Singleline)]
    private static partial Regex Noise();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceName();

    [GeneratedRegex(@"^using ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex UsingName();

    [GeneratedRegex(@"^(?:public |internal |file )(?:[\w]+ )*(?:class|record struct|record|struct|interface|enum|delegate [\w<>\[\],?. ]+?) (\w+)", RegexOptions.Multiline)]
    private static partial Regex TypeName();

    [GeneratedRegex(@"(?<![\w.])\w+")]
    private static partial Regex Word();
}
