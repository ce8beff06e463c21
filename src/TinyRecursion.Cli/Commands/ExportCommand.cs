using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Verbs;
using TinyRecursion.IO;
using TinyRecursion.Models;
using TinyRecursion.Models.Trm;
using TinyRecursion.Tasks;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm export MODEL</c>: writes a model as the published code names its tensors.</summary>
internal static class ExportCommand
{
    private static readonly OutputKind Exported = new("an exported checkpoint", path => SafetensorsFile.Read(path).Metadata.ContainsKey("config"));

    /// <summary>Creates the command.</summary>
    public static Command Create(TaskRegistry tasks)
    {
        var file = new Argument<string>("MODEL") { Description = "Model file of a tiny recursive model, from 'trm train recipe' or 'trm import'." };
        var output = new Option<string>("--out") { Description = "safetensors file to write; its metadata hold the config.", HelpName = "FILE", Required = true };
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "export",
            "Write a model for other programs: PyTorch, or with c C99. A tiny recursive model is written under the published tensor\n"
            + "names (model.inner.…), for PyTorch's load_state_dict; 'trm export c' writes a model that runs in integers as a program in C.\n\n"
            + "Example: trm export my.safetensors --out for-pytorch.safetensors")
        {
            file, output, json, ExportCCommand.Create(tasks),
        };
        command.SetAction(parse =>
        {
            ModelFile read = ModelFile.Load(parse.GetValue(file)!);
            string path = read.Path, target = parse.GetValue(output)!;
            TrmModel model = TrmModel.From(read.Model, path);
            IReadOnlyList<Tensor> tensors = TrmCheckpoint.Write(model);
            OutputFile.Prepare(target, Exported, path);
            SafetensorsFile.Write(target, tensors, new Dictionary<string, string> { ["config"] = TrmConfigJson.Write(model.Config) });
            if (parse.GetValue(json))
            {
                JsonOutput.Write("export", null, writer =>
                {
                    writer.WriteString("file", target);
                    writer.WriteNumber("tensors", tensors.Count);
                    writer.WriteNumber("parameterCount", model.Graph.ParameterCount);
                });
            }
            else
            {
                Terminal.Line($"{target}: {tensors.Count} tensors, {model.Graph.ParameterCount:n0} parameters");
            }

            return ExitCode.Done;
        });
        return command;
    }
}
