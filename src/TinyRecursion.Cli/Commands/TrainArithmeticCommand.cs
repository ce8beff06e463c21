using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Training;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Arithmetic;
using TinyRecursion.Training.Local;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm train arithmetic</c>: trains the rule of one digit.</summary>
internal static class TrainArithmeticCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var run = new LocalTrainingRun(new LocalTrainingOptions { Margin = 3f });
        Option<int> product = RunOptions.Positive("--product", 16, "Width of the product of the two digits' embeddings.");
        Option<int> hidden = RunOptions.Positive("--hidden", 64, "Width of the two hidden layers.");
        var command = new Command(
            "arithmetic",
            "Train the rule of one digit on random points of its domain and on its own counterexamples, until none is left:\n"
            + "seconds to a minute on one core. 'trm prove arithmetic' then checks all of it.\n\n"
            + "Example: trm train arithmetic --out my.safetensors")
        {
            product, hidden,
        };
        run.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            RuleGraph graph = ArithmeticRule.Create(parse.GetValue(product), parse.GetValue(hidden));
            return Task.FromResult(run.Run(
                ArithmeticRule.Task, graph, DigitSpecification.Instance,
                parameters => ArithmeticRule.SetReadout(graph, parameters), parse, examples: null, cancellation));
        });
        return command;
    }
}
