using TinyRecursion.IO;
using TinyRecursion.Tasks;

namespace TinyRecursion.Cli.Common;

/// <summary>The terminal on standard output and standard error.</summary>
internal static class Terminal
{
    private static readonly Lazy<TextWriter> Guarded = new(() =>
    {
        TextWriter raw = Console.Out;
        Console.SetOut(new TerminalWriter(raw, Colours() != TextColours.None));
        Console.SetError(new TerminalWriter(Console.Error, colours: false, isVital: false));
        return raw;
    });

    /// <summary>Standard output for pictures that are drawn in place, which nobody else's text is part of; everything else goes through <see cref="TerminalWriter"/>.</summary>
    public static TextWriter Screen => Guarded.Value;

    /// <summary>Writes one line on standard output, whatever is quoted in it.</summary>
    public static void Line(string text) => Console.Out.WriteLine(MessageLine.Of(text));

    /// <summary>Writes one line on standard error, whatever is quoted in it.</summary>
    public static void ErrorLine(string text) => Console.Error.WriteLine(MessageLine.Of(text));

    /// <summary>The colours of standard output: none into a file or a pipe, or where <c>NO_COLOR</c> is set.</summary>
    public static TextColours Colours() => ColoursOf(Console.IsOutputRedirected, Environment.GetEnvironmentVariable);

    /// <summary>Whether a line on standard error can be rewritten in place: not in a file or a pipe, nor where <c>TERM</c> is <c>dumb</c>.</summary>
    public static bool RewritesLines => !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>Writes a line on standard error in place of the one before, cut to the columns of the terminal, where it would wrap and scroll.</summary>
    public static void Rewrite(string text) => Console.Error.Write("\r" + Fit(text, Console.WindowWidth - 1));

    /// <summary>A text of exactly so many columns, cut or filled up with spaces.</summary>
    internal static string Fit(string text, int columns) =>
        columns < 1 ? text : text.Length > columns ? text[..(columns - 1)] + "…" : text.PadRight(columns);

    /// <summary>The colours that the environment tells of.</summary>
    /// <param name="redirected">Whether the output goes into a file or a pipe.</param>
    /// <param name="environment">Gives a variable's value, null where it is not set.</param>
    public static TextColours ColoursOf(bool redirected, Func<string, string?> environment) =>
        redirected || !string.IsNullOrEmpty(environment("NO_COLOR")) || environment("TERM") == "dumb" ? TextColours.None
        : environment("COLORTERM") is "truecolor" or "24bit" ? TextColours.TrueColour
        : TextColours.Ansi256;
}
