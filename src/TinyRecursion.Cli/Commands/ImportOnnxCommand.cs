using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.IO;
using TinyRecursion.Models;
using TinyRecursion.Onnx.Reading;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm import onnx FILE</c>: makes a model of a feed-forward network in an ONNX file.</summary>
internal static class ImportOnnxCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "Network: an ONNX file, opsets 8 to 28, in one file." };
        var output = new Option<string>("--out") { Description = "Model file to write.", HelpName = "FILE", Required = true };
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "onnx",
            "Make a model of a feed-forward network: a rule with one cell, whose state holds the inputs and whose\n"
            + "logits are the outputs. Operators that rules do not have are named, all at once.\n\n"
            + "Example: trm import onnx network.onnx --out network.safetensors")
        {
            file, output, json,
        };
        command.SetAction(parse =>
        {
            string path = parse.GetValue(file)!, target = parse.GetValue(output)!;
            OnnxNetwork network = OnnxNetwork.Read(path);
            Model model = Made(network, path);
            OutputFile.Prepare(target, Model.FileKind, path);
            model.Save(target);
            if (parse.GetValue(json))
            {
                JsonOutput.Write("import", model.Task, writer =>
                {
                    writer.WriteString("model", target);
                    writer.WriteNumber("parameterCount", network.Graph.ParameterCount);
                    writer.WriteString("inputs", model.Card["inputs"]);
                    writer.WriteString("outputs", model.Card["outputs"]);
                });
            }
            else
            {
                Terminal.Line($"{target}: {network.Graph.ParameterCount:n0} parameters; {model.Card["inputs"]} → {model.Card["outputs"]}");
            }

            return ExitCode.Done;
        });
        return command;
    }

    // Long names may fill a card, and a network may have more nodes than a file of ours.
    private static Model Made(OnnxNetwork network, string path)
    {
        try
        {
            Model model = network.ToModel(new Dictionary<string, string> { ["imported"] = Path.GetFileName(path) });
            model.Save(Stream.Null);
            return model;
        }
        catch (ArgumentException error)
        {
            throw new ModelFormatException(path, error.Message, error);
        }
    }
}
