using System.CommandLine;
using TinyRecursion.Cli.Benchmarks;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Sudoku;
using TinyRecursion.Execution.Float;
using TinyRecursion.Models;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Sudoku;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm bench</c>: what this machine reaches at most, and what share of it a rule uses.</summary>
internal static class BenchCommand
{
    /// <summary>A hard board of the generator, so that the figures need no file.</summary>
    private const ulong BoardSeed = 1;

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Option<FileInfo?> model = ModelOption.Create();
        Option<bool> json = RunOptions.JsonSwitch();
        var command = new Command(
            "bench",
            "Measure the forward and the training step on one core as a share of the machine's own multiply-add peak,\n"
            + "all in one run. Trust the shares, not the seconds.\n\nExample: trm bench --json")
        {
            model, json,
        };
        command.SetAction(parse =>
        {
            (Model loaded, string path, _) = SudokuModel.Load(parse.GetValue(model));
            Run(loaded, path, parse.GetValue(json));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Run(Model model, string path, bool asJson)
    {
        SudokuPuzzle puzzle = SudokuGenerator.Generate(BoardSeed, 0, SudokuDifficulty.Extreme);
        EncodedSudoku encoded = SudokuEncoding.Encode(puzzle.Board);
        using var weights = new FloatWeights(model.Graph, model.Parameters.Span);
        var meter = new RuleMeter(weights, encoded.Problem, encoded.Labels(puzzle.Solution!));
        long perStep = RuleCost.MultiplyAddsPerStep(model.Graph, encoded.Problem);
        double peak = PeakMeter.MultiplyAddsPerSecond();
        double forward = meter.SecondsPerStep(), training = meter.SecondsPerTrainingStep(), bytes = meter.BytesPerStep();
        peak = Math.Max(peak, PeakMeter.MultiplyAddsPerSecond());
        double forwardShare = perStep / forward / peak, trainingShare = 3.0 * perStep / training / peak;
        if (asJson)
        {
            JsonOutput.Write(json =>
            {
                json.WriteString("model", path);
                json.WriteNumber("cells", encoded.Problem.Cells);
                json.WriteNumber("multiplyAddsPerStep", perStep);
                json.WriteNumber("peakMultiplyAddsPerSecond", peak);
                json.WriteNumber("microsecondsPerStep", forward * 1e6);
                json.WriteNumber("forwardShareOfPeak", forwardShare);
                json.WriteNumber("microsecondsPerTrainingStep", training * 1e6);
                json.WriteNumber("trainingShareOfPeak", trainingShare);
                json.WriteNumber("bytesAllocatedPerStep", bytes);
            });
            return;
        }

        Console.Out.WriteLine($"peak of one core        {2e-9 * peak,8:f1} GFLOP/s (fused multiply-adds on registers)");
        Console.Out.WriteLine($"forward step            {forward * 1e6,8:f1} µs   {forwardShare,6:p1} of peak   ({encoded.Problem.Cells} cells, {perStep:n0} multiply-adds)");
        Console.Out.WriteLine($"training step           {training * 1e6,8:f1} µs   {trainingShare,6:p1} of peak   (forward and back, three times the multiply-adds)");
        Console.Out.WriteLine($"allocated per step      {bytes,8:f1} bytes");
    }
}
