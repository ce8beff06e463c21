using System.Globalization;
using TinyRecursion.IO;

namespace TinyRecursion.Models;

/// <summary>
/// A file that is not what it should be. The message is one line that names the file, the tensor or node, the field,
/// what was expected and what was found; text from the file is cut short and stripped of control characters.
/// </summary>
public sealed class ModelFormatException : FormatException
{
    private const int LongestQuote = 60;

    /// <summary>Creates the exception.</summary>
    /// <param name="source">The file's name.</param>
    /// <param name="problem">What is wrong, where.</param>
    /// <param name="inner">What was caught, if anything.</param>
    public ModelFormatException(string source, string problem, Exception? inner = null)
        : base(MessageLine.Of($"{source}: {problem}"), inner)
    {
    }

    /// <summary>Text from a file in quotes, cut to a length that suits a message.</summary>
    internal static string Quote(string text) =>
        text.Length <= LongestQuote ? $"'{text}'" : $"'{text.AsSpan(0, LongestQuote)}…'";

    /// <summary>Whole numbers from a file, such as <c>[48, 96]</c>.</summary>
    internal static string Quote(ReadOnlySpan<long> numbers)
    {
        string[] texts = new string[numbers.Length];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = numbers[i].ToString(CultureInfo.InvariantCulture);
        }

        return $"[{string.Join(", ", texts)}]";
    }
}
