using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks.Sudoku;

namespace TinyRecursion.Cli.Sudoku;

/// <summary>What <c>solve</c> and <c>eval</c> were asked to do.</summary>
/// <param name="Puzzles">The puzzles read.</param>
/// <param name="Loaded">The model.</param>
/// <param name="Settings">Steps and starts.</param>
/// <param name="Threads">Puzzles at once.</param>
internal sealed record SudokuJob(
    IReadOnlyList<SudokuPuzzle> Puzzles, LoadedSudokuModel Loaded, SudokuRunOptions Settings, int Threads) : IDisposable
{
    /// <summary>Reads everything that a command line names.</summary>
    public static SudokuJob Read(RunOptions options, ParseResult parse)
    {
        string file = parse.GetValue(options.File)!;
        IReadOnlyList<SudokuPuzzle> puzzles = SudokuInput.Read(file, parse.GetValue(options.Limit));
        var solver = LoadedSudokuModel.Load(parse.GetValue(options.Model));
        solver.Require(puzzles, file);
        HaltRule halt = parse.GetValue(options.Halt);
        var settings = new SudokuRunOptions
        {
            MaximumSteps = parse.GetValue(options.MaxSteps) ?? solver.DefaultSteps,
            StopWhenSolved = halt == HaltRule.Verified,
            StopWhenConfident = halt == HaltRule.Learned,
            Starts = parse.GetValue(options.Restarts),
            Seed = parse.GetValue(options.Seed),
        };
        return halt == HaltRule.Learned && solver.Model.Graph.Halting is null
            ? throw new InputException($"{solver.Path}: has no halting head: --halt learned needs one")
            : new SudokuJob(puzzles, solver, settings, parse.GetValue(options.Threads));
    }

    /// <inheritdoc/>
    public void Dispose() => Loaded.Dispose();
}
