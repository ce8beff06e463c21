using TinyRecursion.Models;
using TinyRecursion.Tasks.Sudoku;

namespace TinyRecursion.Run;

/// <summary>Solves Sudokus.</summary>
internal static class SudokuAnswers
{
    /// <inheritdoc cref="Answers.Of"/>
    public static IEnumerable<Answer> Of(Model model, RunArguments arguments, TextReader reader, string name)
    {
        using var runners = new SudokuRunners(model, arguments.Model);
        using ISudokuRunner runner = runners.Open();
        var options = new SudokuRunOptions { MaximumSteps = arguments.Steps ?? runners.DefaultSteps };
        foreach (SudokuPuzzle puzzle in SudokuFile.Read(reader, name))
        {
            runners.Require(puzzle, name);
            var answer = new SudokuAnswer(puzzle, runner.Run(puzzle.Board, options));
            yield return new Answer($"{answer}\n", answer.IsSolved);
        }
    }
}
