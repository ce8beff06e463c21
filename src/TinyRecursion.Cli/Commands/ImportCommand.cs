using System.CommandLine;
using System.Text.Json;
using TinyRecursion.Cli.Common;
using TinyRecursion.IO;
using TinyRecursion.Models;
using TinyRecursion.Models.PyTorch;
using TinyRecursion.Models.Trm;
using TinyRecursion.Rules.Trm;
using TinyRecursion.Tasks;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm import CHECKPOINT</c>: makes a model of a published checkpoint.</summary>
internal static class ImportCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(TaskRegistry tasks)
    {
        var file = new Argument<string>("CHECKPOINT")
        {
            Description = "Checkpoint: safetensors, or what torch.save wrote (of which nothing is executed).",
        };
        var config = new Option<string>("--config")
        {
            Description = "The published config: JSON or YAML with the architecture's fields, alone or under 'arch' (all_config.yaml).",
            HelpName = "FILE",
            Required = true,
        };
        var output = new Option<string>("--out") { Description = "Model file to write.", HelpName = "FILE", Required = true };
        var task = new Option<string?>("--task") { Description = "The task. Default: by the number of tokens.", HelpName = "NAME" };
        Option<int?> length = CommonOptions.WholeOrNone("--seq-len", "Tokens of a problem, where neither the config nor a tensor says it.");
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "import",
            "Make a model of a published checkpoint (arXiv 2510.04871). Tensors have their published\n"
            + "names, with any of the prefixes _orig_mod. and model.inner.; float32, float16 and bfloat16 are read.\n"
            + "'trm import onnx' reads a network in an ONNX file.\n\n"
            + "Example: trm import step_65104 --config all_config.yaml --seq-len 81 --out sudoku-trm.safetensors")
        {
            file, config, output, task, length, json, ImportOnnxCommand.Create(),
        };
        command.SetAction(parse =>
        {
            string path = parse.GetValue(file)!, target = parse.GetValue(output)!;
            TrmModel model = Read(path, parse.GetValue(config)!, parse.GetValue(length));
            string name = parse.GetValue(task) is { } given ? tasks.Require(given, "--task").Name : TaskOf(tasks, model.Config);
            var card = new Dictionary<string, string> { ["imported"] = Path.GetFileName(path) };
            Model made = model.ToModel(name, card);
            OutputFile.Prepare(target, Model.FileKind, path, parse.GetValue(config)!);
            made.Save(target);
            if (parse.GetValue(json))
            {
                WriteJson(target, name, model);
            }
            else
            {
                Terminal.Line(
                    $"{target}: task {name}, {model.Graph.ParameterCount:n0} parameters, "
                    + $"{(model.Config.Mixer ? "mixer" : "attention")} {model.Config.Layers} × {model.Config.Width}, "
                    + $"{model.Config.HighCycles} × {model.Config.LowCycles} cycles, {model.Config.SequenceLength} tokens of {model.Config.VocabularySize}");
            }

            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Reads a checkpoint in either form with its config.</summary>
    private static TrmModel Read(string path, string configPath, int? length)
    {
        Safetensors file = IsPickled(path) ? PyTorchCheckpoint.Read(path) : SafetensorsFile.Read(path);
        byte[] config = PublishedConfig.Read(configPath);
        TrmSizes sizes = TrmCheckpoint.SizesOf(file, path, TrmConfigJson.PuzzleSlotsOf(config, configPath));
        sizes = sizes with { SequenceLength = length ?? sizes.SequenceLength };
        return TrmCheckpoint.Read(file, path, TrmConfigJson.Read(config, configPath, sizes));
    }

    // A zip archive, or a bare pickle, which the reader refuses with what to do about it.
    private static bool IsPickled(string path)
    {
        if (PyTorchCheckpoint.IsCheckpoint(path))
        {
            return true;
        }

        const byte Protocol = 0x80;
        using FileStream stream = File.OpenRead(path);
        // A pickle's second byte is its protocol; a safetensors header of 128 bytes begins with 0x80 too, and then zeros.
        return stream.ReadByte() == Protocol && stream.ReadByte() is >= 2 and <= 5;
    }

    // A 4×4 maze has the sizes of a 4×4 Sudoku; nobody trains on those.
    private static string TaskOf(TaskRegistry tasks, TrmConfig config) =>
        tasks.FirstOrDefault(task => task.FitsTokens(config.VocabularySize, config.SequenceLength))?.Name ?? "tokens";

    private static void WriteJson(string path, string task, TrmModel model) => JsonOutput.Write("import", task, json =>
    {
        json.WriteString("model", path);
        json.WriteNumber("parameterCount", model.Graph.ParameterCount);
        json.WritePropertyName("config");
        using JsonDocument config = JsonDocument.Parse(TrmConfigJson.Write(model.Config));
        config.WriteTo(json);
    });
}
