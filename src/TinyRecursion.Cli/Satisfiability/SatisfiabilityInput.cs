using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks.Satisfiability;

namespace TinyRecursion.Cli.Satisfiability;

/// <summary>Reads formulas from whatever a command line names.</summary>
internal static class SatisfiabilityInput
{
    /// <summary>Reads files in the order given; a folder stands for its <c>.cnf</c> files in the order of their names.</summary>
    /// <param name="files">Files, folders, or <c>-</c>.</param>
    /// <param name="limit">At most so many formulas.</param>
    /// <exception cref="InputException">A folder holds no <c>.cnf</c> file.</exception>
    public static IReadOnlyList<CnfInstance> Read(IEnumerable<string> files, int limit)
    {
        var instances = new List<CnfInstance>();
        foreach (string file in files.SelectMany(Expand))
        {
            if (instances.Count >= limit)
            {
                break;
            }

            if (file == "-")
            {
                instances.AddRange(SatisfiabilityFile.Read(Console.In, "standard input", limit - instances.Count));
                continue;
            }

            InputText.RequireFile(file);
            instances.AddRange(SatisfiabilityFile.ReadAll(file, limit - instances.Count));
        }

        return instances;
    }

    private static string[] Expand(string file)
    {
        if (!Directory.Exists(file))
        {
            return [file];
        }

        string[] inside = Directory.GetFiles(file, "*.cnf");
        Array.Sort(inside, StringComparer.Ordinal);
        return inside.Length > 0 ? inside : throw new InputException($"{file}: holds no .cnf file");
    }
}
