namespace TinyRecursion.Docs.Tests;

/// <summary>
/// The short form of a block's commands: <c>&lt;!-- short: train --updates 2; solve ends with 1 --&gt;</c>. Each part names the first words of the commands
/// that it is for; its options replace those of the same name, or are added.
/// </summary>
internal static class ShortForm
{
    private const string Ending = "ends with ";

    /// <summary>The command as it is run, and what it then ends with.</summary>
    public static (string[] Words, int ExitCode) Of(Block block, string[] words, int exitCode)
    {
        foreach (string part in block.Note("short").SelectMany(note => note.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
        {
            int ending = part.IndexOf(Ending, StringComparison.Ordinal);
            string[] given = CommandLine.Words(ending < 0 ? part : part[..ending]);
            int named = given.TakeWhile(word => !word.StartsWith("--", StringComparison.Ordinal)).Count();
            if (given[..named].SequenceEqual(words.Take(named)))
            {
                words = given[named..].Aggregate(new List<List<string>>(), Collect).Aggregate(words, Replace);
                exitCode = ending < 0 ? exitCode : int.Parse(part[(ending + Ending.Length)..], null);
            }
        }

        return (words, exitCode);
    }

    // An option and its values.
    private static List<List<string>> Collect(List<List<string>> options, string word)
    {
        if (word.StartsWith("--", StringComparison.Ordinal))
        {
            options.Add([word]);
        }
        else
        {
            options[^1].Add(word);
        }

        return options;
    }

    private static string[] Replace(string[] words, List<string> option)
    {
        int at = Array.IndexOf(words, option[0]);
        int end = Array.FindIndex(words, word => word.StartsWith('>'));
        return at < 0 ? [.. words[..(end < 0 ? words.Length : end)], .. option, .. words[(end < 0 ? words.Length : end)..]] : [.. words[..at], .. option, .. words[(at + 1)..].SkipWhile(word => !word.StartsWith("--", StringComparison.Ordinal) && !word.StartsWith('>'))];
    }
}
