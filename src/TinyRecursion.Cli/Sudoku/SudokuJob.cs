using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Models;
using TinyRecursion.Tasks.Sudoku;

namespace TinyRecursion.Cli.Sudoku;

/// <summary>What <c>solve</c> and <c>eval</c> were asked to do.</summary>
/// <param name="Puzzles">The puzzles read.</param>
/// <param name="Model">The model.</param>
/// <param name="ModelPath">Its file.</param>
/// <param name="ModelBytes">The file's size.</param>
/// <param name="Settings">Steps and starts.</param>
/// <param name="Threads">Puzzles at once.</param>
internal sealed record SudokuJob(
    IReadOnlyList<SudokuPuzzle> Puzzles, Model Model, string ModelPath, long ModelBytes, SudokuRunOptions Settings, int Threads)
{
    /// <summary>Reads everything that a command line names.</summary>
    public static SudokuJob Read(RunOptions options, ParseResult parse)
    {
        IReadOnlyList<SudokuPuzzle> puzzles = SudokuInput.Read(parse.GetValue(options.File)!, parse.GetValue(options.Limit));
        (Model model, string path, long bytes) = SudokuModel.Load(parse.GetValue(options.Model));
        var settings = new SudokuRunOptions
        {
            MaximumSteps = parse.GetValue(options.MaxSteps),
            Starts = parse.GetValue(options.Restarts),
            Seed = parse.GetValue(options.Seed),
        };
        return new SudokuJob(puzzles, model, path, bytes, settings, parse.GetValue(options.Threads));
    }
}
