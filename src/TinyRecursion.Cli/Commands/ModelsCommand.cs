using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Models;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm models [NAME]</c>: the models that come with the product.</summary>
internal static class ModelsCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var name = new Argument<string?>("NAME") { Description = "One of them, to show as 'trm info' does; all without it.", Arity = ArgumentArity.ZeroOrOne };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("models", "List the models that come with the product. --model takes their names.\n\nExample: trm models sudoku") { name, json };
        command.SetAction(parse =>
        {
            bool asJson = parse.GetValue(json);
            if (parse.GetValue(name) is { } one)
            {
                return InfoCommand.Run(ShippedModels.File(one), asJson);
            }

            IEnumerable<ModelFile> models = ShippedModels.Names.Select(ModelFile.Load);
            if (asJson)
            {
                using var output = new JsonOutput("models", task: null);
                output.WriteEach(models, "models", (writer, model) =>
                {
                    writer.WriteString("name", model.Name);
                    writer.WriteString("task", model.Model.Task);
                    writer.WriteModel(model);
                });
                return ExitCode.Done;
            }

            foreach (ModelFile model in models)
            {
                Terminal.Line($"{model.Name,-16} {model.Model.Task,-11} {model.Model.Graph.ParameterCount,7:n0} parameters {model.Bytes,9:n0} bytes");
                Terminal.Line($"  sha256 {model.Digest}");
            }

            return ExitCode.Done;
        });
        return command;
    }
}
