using System.Diagnostics;

namespace TinyRecursion.Fuzz;

/// <summary>Runs files in a process of their own, since a fault of memory ends it: the parent goes on behind the file that did.</summary>
internal static class FuzzChild
{
    /// <summary>The most memory that this process had at once, in bytes.</summary>
    public static long PeakMemory()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    /// <summary>Runs files in children.</summary>
    public static async Task<IReadOnlyList<Finding>> Run(Fuzzer fuzzer, int seed, FuzzTarget target, IReadOnlyList<int> numbers)
    {
        var findings = new List<Finding>();
        for (int done = 0; done < numbers.Count;)
        {
            using Process child = Start(["--child", target.Name, "--seed", $"{seed}", "--files", string.Join(',', numbers.Skip(done))]);
            Task<string> errors = child.StandardError.ReadToEndAsync();
            while (await child.StandardOutput.ReadLineAsync() is { } line)
            {
                // A line says that the file before it is done: what is wrong with it, or nothing.
                if (line.Length > 0)
                {
                    findings.Add(new Finding(target.Name, numbers[done], line, fuzzer.Make(target, numbers[done])));
                }

                done++;
            }

            await child.WaitForExitAsync();
            if (child.ExitCode != 0)
            {
                string error = await errors;
                findings.Add(new Finding(target.Name, numbers[done], $"ended the process with {child.ExitCode}: {error[..Math.Min(400, error.Length)]}", fuzzer.Make(target, numbers[done])));
                done++;
            }
        }

        return findings;
    }

    /// <summary>The child: a line for each file, empty where all is well.</summary>
    public static async Task Be(Fuzzer fuzzer, FuzzTarget target, IEnumerable<int> numbers, TextWriter output)
    {
        foreach (int number in numbers)
        {
            string? fault = await fuzzer.RunHere(target, number);
            await output.WriteLineAsync(fault?.ReplaceLineEndings(" "));
        }
    }

    private static Process Start(string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "trm-fuzz.dll"), .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
