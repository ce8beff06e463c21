using System.CommandLine;
using System.CommandLine.Parsing;
using TinyRecursion.Cli.Help;
using TinyRecursion.IO;
using TinyRecursion.Training.Supervision;

namespace TinyRecursion.Cli.Common;

/// <summary>Runs a command line and maps every outcome to an exit code.</summary>
internal static class CommandRunner
{
    /// <summary>Parses and runs.</summary>
    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        if (args.Length == 0)
        {
            await root.Parse("--help").InvokeAsync().ConfigureAwait(false);
            return ExitCode.BadInput;
        }

        ParseResult result = root.Parse(args);
        string? unknown = UnknownOption(result) ?? (result.Action is HelpPageAction && result.UnmatchedTokens is [string nothing, ..] ? nothing : null);
        if (result.Errors.Count > 0 || unknown is not null)
        {
            foreach (string error in Errors(result, unknown ?? (result.UnmatchedTokens is [string first, ..] ? first : null)))
            {
                await Console.Error.WriteLineAsync("trm: " + OneLine(error)).ConfigureAwait(false);
            }

            await Console.Error.WriteLineAsync($"trm: see '{HelpPage.Path(result.CommandResult.Command)} --help'").ConfigureAwait(false);
            return ExitCode.BadInput;
        }

        using var interruption = new Interruption();
        try
        {
            // Without a time of its own the library does not listen to signals, of which it takes no two.
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            // On a thread of its own, so that what waits for input or is deep in work can be left behind.
            Task<int> run = Task.Run(() => result.InvokeAsync(configuration, interruption.Token));
            if (await Task.WhenAny(run, interruption.Waited(endsByItself: IsTraining(result))).ConfigureAwait(false) != run)
            {
                throw new OperationCanceledException();
            }

            int code = await run.ConfigureAwait(false);
            await Console.Out.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            // A command that came to its end while it was asked to stop was stopped all the same.
            return interruption.Token.IsCancellationRequested && code is ExitCode.Done or ExitCode.Unsolved or ExitCode.Satisfiable or ExitCode.Unsatisfiable ? throw new OperationCanceledException() : code;
        }
        catch (ClosedOutputException)
        {
            return ExitCode.OutputClosed;
        }
        catch (OperationCanceledException) when (interruption.OutputClosed)
        {
            return ExitCode.OutputClosed;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("trm: cancelled").ConfigureAwait(false);
            return ExitCode.Cancelled;
        }
        catch (Exception error) when (IsInput(Innermost(error)))
        {
            string message = SystemMessage.Of(Innermost(error));
            await Console.Error.WriteLineAsync("trm: " + OneLine(message)).ConfigureAwait(false);
            return ExitCode.BadInput;
        }
#pragma warning disable CA1031 // The outermost frame: whatever is left is a bug and is reported as one.
        catch (Exception error)
#pragma warning restore CA1031
        {
            await Console.Error.WriteLineAsync("trm: internal error, please report it: " + error).ConfigureAwait(false);
            return ExitCode.Internal;
        }
    }

    /// <summary>What is wrong with a command line; a name that does not exist comes with those that do and the nearest of them.</summary>
    private static IEnumerable<string> Errors(ParseResult result, string? unknown)
    {
        Command command = result.CommandResult.Command;
        if (unknown is null)
        {
            return command.Subcommands.Any(own => !own.Hidden) && command.Action is null
                ? [$"expected one of {string.Join(", ", command.Subcommands.Select(own => own.Name))}"]
                : result.Errors.Select(error => error.Message).Distinct();
        }

        return [unknown.StartsWith('-') ? UnknownName.Option(unknown, command) : UnknownName.Subcommand(unknown, command)];
    }

    // The parser takes what looks like an option and is none for one more argument, such as the name of a file.
    private static string? UnknownOption(ParseResult result)
    {
        Command command = result.CommandResult.Command;
        return !command.TreatUnmatchedTokensAsErrors || result.Action is HelpPageAction ? null
            : result.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash)
                .FirstOrDefault(token => token.Type == TokenType.Argument && token.Value is ['-', '-', (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'), ..])?.Value;
    }

    // Training ends by itself, with a checkpoint.
    private static bool IsTraining(ParseResult result) => HelpPage.Path(result.CommandResult.Command).StartsWith("trm train ", StringComparison.Ordinal);

    private static string OneLine(string message) => MessageLine.Of(message.TrimEnd());

    // Loops on several threads wrap what was thrown in them.
    private static Exception Innermost(Exception error) =>
        error is AggregateException { InnerExceptions: [Exception first, ..] } ? Innermost(first) : error;

    // Parsers throw FormatException with the place in the message; files and disks throw IOException.
    private static bool IsInput(Exception error) =>
        error is InputException or FormatException or IOException or UnauthorizedAccessException or DivergenceException
            or OutOfMemoryException;
}
