using TinyRecursion.Models;
using TinyRecursion.Tasks.Maze;

namespace TinyRecursion.Run;

/// <summary>Answers mazes.</summary>
internal static class MazeAnswers
{
    /// <inheritdoc cref="Answers.Of"/>
    public static IEnumerable<Answer> Of(Model model, RunArguments arguments, TextReader reader, string name)
    {
        using var runners = new MazeRunners(model, arguments.Model);
        using IMazeRunner runner = runners.Open();
        var options = new MazeRunOptions { MaximumSteps = arguments.Steps, Starts = runner.DefaultStarts };
        foreach (MazePuzzle puzzle in MazeFile.Read(reader, name))
        {
            runners.Require(puzzle, name);
            MazeResult result = runner.Run(puzzle, options);
            yield return new Answer(MazeText.Of(puzzle, result), result.IsRight || result.HasNoWay);
        }
    }
}
