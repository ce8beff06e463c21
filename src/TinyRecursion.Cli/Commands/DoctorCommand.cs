using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using TinyRecursion.Cli.Common;
using TinyRecursion.Models;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm doctor</c>: what a report of a fault should say of program and machine, and what is wrong with them.</summary>
internal static class DoctorCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Option<bool> json = CommonOptions.Json();
        var command = new Command("doctor", "Look at program, machine and models, for reports of faults. Ends with 1 if something is wrong.\n\nExample: trm doctor --json") { json };
        command.SetAction(parse =>
        {
            (string Name, string Text)[] facts = [.. Facts()];
            string[] problems = [.. Problems()];
            if (parse.GetValue(json))
            {
                JsonOutput.Write("doctor", task: null, writer =>
                {
                    foreach ((string name, string text) in facts)
                    {
                        writer.WriteString(name, text);
                    }

                    writer.WriteStartArray("problems");
                    Array.ForEach(problems, writer.WriteStringValue);
                    writer.WriteEndArray();
                });
            }
            else
            {
                Array.ForEach(facts, fact => Terminal.Line($"{fact.Name,-12} {fact.Text}"));
                Array.ForEach(problems, problem => Terminal.Line($"{"problem",-12} {problem}"));
            }

            return problems.Length == 0 ? ExitCode.Done : ExitCode.Unsolved;
        });
        return command;
    }

    private static IEnumerable<(string Name, string Text)> Facts()
    {
        yield return ("program", $"trm {ProductVersion.Text}");
        yield return ("runtime", $"{RuntimeInformation.FrameworkDescription}, {(System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeCompiled ? "compiled as it runs" : "compiled ahead")}");
        yield return ("system", $"{RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.RuntimeIdentifier}");
        yield return ("cores", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture));
        yield return ("memory", string.Create(CultureInfo.InvariantCulture, $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30):f1} GiB"));
        yield return ("vectors", string.Create(CultureInfo.InvariantCulture, $"{VectorBits()} bits: {string.Join(", ", InstructionSets())}"));
        yield return ("models", ShippedModels.Names.Count > 0 ? $"{ShippedModels.Folder}: {string.Join(", ", ShippedModels.Names)}" : "none");
        yield return ("terminal", Console.IsOutputRedirected ? "none" : $"{Terminal.Colours()}, TERM={Environment.GetEnvironmentVariable("TERM")}");
    }

    private static int VectorBits() => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 64;

    private static IEnumerable<string> InstructionSets() => ((string Name, bool There)[])
    [
        ("AVX-512", Avx512F.IsSupported), ("AVX-512 VNNI", Avx512Vbmi.IsSupported), ("AVX2", Avx2.IsSupported), ("FMA", Fma.IsSupported), ("AdvSIMD", AdvSimd.IsSupported), ("dot product", Dp.IsSupported),
    ] is var sets && sets.Any(set => set.There) ? sets.Where(set => set.There).Select(set => set.Name) : ["none"];

    private static IEnumerable<string> Problems()
    {
        if (!Fma.IsSupported && !AdvSimd.IsSupported)
        {
            yield return "fused multiply-add is done in software, which is some forty times slower: on x64 use a machine with AVX2, and compile ahead for x86-64-v3";
        }

        if (ShippedModels.Names.Count == 0)
        {
            yield return $"no models lie beside the program, in {ShippedModels.Folder}: install it again";
        }

        foreach (string name in ShippedModels.Names)
        {
            string? problem = null;
            try
            {
                ModelFile.Load(name);
            }
            catch (Exception error) when (error is FormatException or IOException or UnauthorizedAccessException)
            {
                problem = error.Message;
            }

            if (problem is not null)
            {
                yield return problem;
            }
        }
    }
}
