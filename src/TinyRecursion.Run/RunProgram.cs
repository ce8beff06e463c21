using TinyRecursion.IO;
using TinyRecursion.Models;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Run;

/// <summary>The whole program, without the process around it: arguments and texts in, answers and an exit code out.</summary>
internal static class RunProgram
{
    /// <summary>Every instance is solved.</summary>
    public const int Done = 0;

    /// <summary>An instance is unsolved.</summary>
    public const int Unsolved = 1;

    /// <summary>Bad usage or bad input; one line on standard error says what and where.</summary>
    public const int BadInput = 2;

    /// <summary>A bug.</summary>
    public const int Internal = 3;

    /// <summary>Who read the answers has closed the pipe (128 + SIGPIPE, as shells have it).</summary>
    public const int OutputClosed = 141;

    /// <summary>Runs the program.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="input">Read where no file is named.</param>
    /// <param name="output">Receives the answers, each as soon as it is there.</param>
    /// <param name="error">Receives what is wrong.</param>
    /// <returns>The exit code: that of <c>trm</c>.</returns>
    public static int Run(string[] args, TextReader input, TextWriter output, TextWriter error)
    {
        try
        {
            return args switch
            {
                [] => Print(error, HelpText.Usage + "\n", BadInput),
                _ when args.Any(arg => arg is "--help" or "-h" or "-?") => Print(output, HelpText.Full, Done),
                ["--version"] => Print(output, ProgramVersion.Text + "\n", Done),
                _ => Run(RunArguments.Parse(args), input, output),
            };
        }
        catch (ClosedOutputException)
        {
            return OutputClosed;
        }
        catch (Exception problem) when (problem is FormatException or IOException or UnauthorizedAccessException or OutOfMemoryException)
        {
            return Print(error, $"trm-run: {OneLine(problem.Message)}\n", BadInput);
        }
#pragma warning disable CA1031 // The outermost frame: whatever is left is a bug and is reported as one.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            return Print(error, $"trm-run: internal error, please report it: {problem}\n", Internal);
        }
    }

    private static int Run(RunArguments arguments, TextReader input, TextWriter output)
    {
        InputFile.Require(arguments.Model);
        Model model = Model.Load(arguments.Model);
        if (arguments.File is not { } file)
        {
            return InstanceAnswers.Write(model, arguments, input, "standard input", output) ? Done : Unsolved;
        }

        InputFile.Require(file);
        using var reader = new StreamReader(file);
        return InstanceAnswers.Write(model, arguments, reader, file, output) ? Done : Unsolved;
    }

    private static int Print(TextWriter writer, string text, int code)
    {
        writer.Write(text);
        writer.Flush();
        return code;
    }

    private static string OneLine(string message) => MessageLine.Of(message.TrimEnd());
}
