namespace TinyRecursion.Cli.Common;

/// <summary>What every command returns to the shell.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Done, but something is unsolved or below what was asked.</summary>
    public const int Unsolved = 1;

    /// <summary>Bad usage or bad input; one line on standard error says what and where.</summary>
    public const int BadInput = 2;

    /// <summary>An internal error: a bug.</summary>
    public const int Internal = 3;

    /// <summary>With <c>--competition</c>: the formula is satisfied.</summary>
    public const int Satisfiable = 10;

    /// <summary>With <c>--competition</c>: the formula is refuted.</summary>
    public const int Unsatisfiable = 20;

    /// <summary>Cancelled from the keyboard (128 + SIGINT, as shells have it).</summary>
    public const int Cancelled = 130;

    /// <summary>Who read the answers has closed the pipe (128 + SIGPIPE, as shells have it).</summary>
    public const int OutputClosed = 141;
}
