using TinyRecursion.Models;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Run;

/// <summary>Picks what a model's task asks for.</summary>
internal static class Answers
{
    /// <summary>Answers instances as they are asked for.</summary>
    /// <param name="model">The model.</param>
    /// <param name="arguments">How.</param>
    /// <param name="reader">The instances.</param>
    /// <param name="name">Their name for messages.</param>
    /// <exception cref="FormatException">The model is of another task or does not fit it, or an instance cannot be read.</exception>
    public static IEnumerable<Answer> Of(Model model, RunArguments arguments, TextReader reader, string name)
    {
        InstanceProblems.Require(model, arguments.Model);
        return (model.Task, arguments.Digest) switch
        {
            (_, { } steps) => DigestAnswers.Of(model, arguments.Model, steps, reader, name),
            ("sudoku", _) => SudokuAnswers.Of(model, arguments, reader, name),
            ("maze", _) => MazeAnswers.Of(model, arguments, reader, name),
            ("graphs", _) => GraphAnswers.Of(model, arguments, reader, name),
            _ => SatisfiabilityAnswers.Of(model, arguments, reader, name),
        };
    }
}
