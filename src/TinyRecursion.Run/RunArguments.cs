using System.Globalization;

namespace TinyRecursion.Run;

/// <summary>What the command line asks for.</summary>
/// <param name="Model">The model file.</param>
/// <param name="File">The file of instances; null for standard input.</param>
/// <param name="Steps">Most steps of one run; null for what <c>trm solve</c> takes.</param>
/// <param name="Digest">Steps to take the digest of; null to solve.</param>
/// <param name="Receipt">The file for a receipt, or null.</param>
internal sealed record RunArguments(string Model, string? File, int? Steps, int? Digest, string? Receipt = null)
{
    /// <summary>Reads a command line.</summary>
    /// <exception cref="UsageException">It cannot be followed.</exception>
    public static RunArguments Parse(string[] args)
    {
        var files = new List<string>();
        int? steps = null, digest = null;
        string? receipt = null;
        for (int at = 0; at < args.Length; at++)
        {
            (string name, string? value) = args[at].IndexOf('=', StringComparison.Ordinal) is > 0 and var equals && args[at].StartsWith("--", StringComparison.Ordinal)
                ? (args[at][..equals], args[at][(equals + 1)..])
                : (args[at], null);
            switch (name)
            {
                case "--steps":
                    steps = Number(name, value, args, ref at);
                    break;
                case "--digest":
                    digest = Number(name, value, args, ref at);
                    break;
                case "--receipt":
                    receipt = value ?? (++at < args.Length ? args[at] : throw new UsageException("--receipt needs the name of a file"));
                    break;
                case ['-', _, ..]:
                    throw new UsageException($"there is no option '{name}'");
                default:
                    files.Add(name);
                    break;
            }
        }

        if (files.Count is < 1 or > 2)
        {
            throw new UsageException(files.Count == 0 ? "a model file is missing" : $"'{files[2]}' is one file too many");
        }

        return steps is not null && digest is not null
            ? throw new UsageException("--digest has its own number of steps: leave out --steps")
            : receipt is not null && digest is not null
            ? throw new UsageException("--receipt is of a run that solves: leave out --digest")
            : new RunArguments(files[0], files.Count == 1 || files[1] == "-" ? null : files[1], steps, digest, receipt);
    }

    /// <summary>The number of an option, behind an equals sign or as the next argument.</summary>
    private static int Number(string name, string? value, string[] args, ref int at)
    {
        value ??= ++at < args.Length ? args[at] : throw new UsageException($"{name} needs a number");
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
            ? number
            : throw new UsageException($"{name} must be a whole number from 1, not '{value}'");
    }
}
