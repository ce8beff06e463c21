using System.Globalization;

namespace TinyRecursion.Cli.Common;

/// <summary>Comma-separated values on standard output (RFC 4180): texts with commas, quotes or line ends are quoted, numbers are written the same in every culture.</summary>
internal static class Csv
{
    /// <summary>Writes a row.</summary>
    /// <param name="values">The values; null for an empty one.</param>
    public static void WriteRow(IEnumerable<object?> values)
    {
        Console.Out.WriteLine(string.Join(',', values.Select(Field)));
        Console.Out.Flush();
    }

    private static string Field(object? value)
    {
        string text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
        return text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
