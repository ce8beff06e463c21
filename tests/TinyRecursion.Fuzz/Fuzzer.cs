namespace TinyRecursion.Fuzz;

/// <summary>
/// Attacks readers with changed files. A file is to be read or refused in a line that names it, within two seconds and fifty times its size beside
/// 64 MiB of memory, without control characters on the terminal. The same seed makes the same files.
/// </summary>
/// <param name="seed">The seed.</param>
/// <param name="folder">A folder of its own to work in.</param>
internal sealed class Fuzzer(int seed, string folder)
{
    private const long FreeMemory = 64 << 20;
    private const int MemoryPerByte = 50;

    /// <summary>Attacks a reader.</summary>
    /// <param name="target">The reader.</param>
    /// <param name="first">The number of the first file.</param>
    /// <param name="count">How many files.</param>
    public async Task<IReadOnlyList<Finding>> Attack(FuzzTarget target, int first, int count)
    {
        string path = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, target.Name)).FullName, target.FileName);
        var findings = new List<Finding>();
        var suspects = new List<int>();
        foreach (int number in Enumerable.Range(first, count))
        {
            byte[] file = Make(target, number);
            if (target.InChild)
            {
                suspects.Add(number);
                continue;
            }

            await File.WriteAllBytesAsync(path, file);
            CommandRun run = await CommandRun.Run(target.Arguments(path));
            if (run.Fault(folder) is { } fault)
            {
                findings.Add(new Finding(target.Name, number, fault, file));
            }
            else if (run.Allocated > FreeMemory + ((long)MemoryPerByte * file.Length))
            {
                suspects.Add(number);
            }
        }

        if (suspects.Count > 0)
        {
            findings.AddRange(await FuzzChild.Run(this, seed, target, suspects));
        }

        return findings;
    }

    /// <summary>The file of a number.</summary>
    public byte[] Make(FuzzTarget target, int number)
    {
        var random = new Random(HashCode(target.Name, number));
        return target.Format.Mutate(target.Seeds[random.Next(target.Seeds.Count)], target.Seeds[random.Next(target.Seeds.Count)], random);
    }

    /// <summary>Runs a file where it may do harm, and says what went wrong: this is the child.</summary>
    public async Task<string?> RunHere(FuzzTarget target, int number)
    {
        byte[] file = Make(target, number);
        string path = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, target.Name)).FullName, target.FileName);
        await File.WriteAllBytesAsync(path, file);
        long before = FuzzChild.PeakMemory();
        CommandRun run = await CommandRun.Run(target.Arguments(path));
        long taken = FuzzChild.PeakMemory() - before, most = FreeMemory + ((long)MemoryPerByte * file.Length);
        return run.Fault(folder) ?? (taken > most ? $"took {taken >> 20} MiB for {file.Length} bytes" : null);
    }

    // Not HashCode.Combine, which differs from process to process.
    private int HashCode(string name, int number) => unchecked((int)name.Aggregate((uint)seed, (hash, c) => (hash ^ c) * 16777619) + (number * 40503));
}
