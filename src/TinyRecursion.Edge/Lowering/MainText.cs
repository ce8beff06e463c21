using System.Text.RegularExpressions;

namespace TinyRecursion.Edge.Lowering;

/// <summary>A program's main function. Parts that programs share, and others that stand in files of their own, are put where it includes them.</summary>
internal static partial class MainText
{
    /// <summary>Writes it.</summary>
    /// <param name="folder">The folder of the task's parts.</param>
    public static string Write(string folder) =>
        Include().Replace(Runtime.Read($"{folder}/main.c"), include => Runtime.Read(include.Groups["shared"].Success
            ? include.Groups["file"].Value
            : $"{folder}/{include.Groups["file"].Value}").TrimEnd('\n'));

    [GeneratedRegex("""^#include "(?<shared>\.\./)?(?<file>[\w/]+\.c)"$""", RegexOptions.Multiline)]
    private static partial Regex Include();
}
