using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks.Common;
using TinyRecursion.Models;
using TinyRecursion.Rules;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm info MODEL</c>: what a model file holds.</summary>
internal static class InfoCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("MODEL") { Description = "Model file (safetensors)." };
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "info", "Show what a model file holds: task, graph, weights, training card.\n\nExample: trm info models/sudoku.safetensors")
        {
            file, json,
        };
        command.SetAction(parse =>
        {
            string path = parse.GetValue(file)!;
            InputFile.Require(path);
            Model model = Model.Load(path);
            if (parse.GetValue(json))
            {
                WriteJson(path, model);
            }
            else
            {
                Print(path, model);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static void Print(string path, Model model)
    {
        Terminal.Line($"{path}: task {model.Task}, {model.Graph.ParameterCount:n0} parameters, {new FileInfo(path).Length:n0} bytes");
        Terminal.Line($"  sha256 {new ModelFile(model, path).Digest}");
        if (model.Quantised is not null)
        {
            Terminal.Line("  runs in integers");
        }

        if (model.Cycles is { } cycles)
        {
            Terminal.Line($"  nested cycles: {cycles.HighCycles} high, {cycles.LowCycles} low in each, {cycles.RuleSteps} applications of the rule a step");
        }

        for (int i = 0; i < model.Graph.Nodes.Count; i++)
        {
            Node node = model.Graph.Nodes[i];
            string role = i == model.Graph.NextState ? "  = next state"
                : i == model.Graph.Readout ? "  = logits"
                : i == model.Graph.Encoding ? "  = encoded problem"
                : i == model.Graph.Halting ? "  = halting" : string.Empty;
            Terminal.Line($"  {i,3} {node.Operation.Kind,-9} ({string.Join(", ", node.Inputs)})  {node.Shape}{role}");
        }

        foreach (WeightShape weight in model.Graph.Weights)
        {
            Terminal.Line($"  {weight.Name,-20} {weight.Rows} × {weight.Columns}");
        }

        foreach ((string key, string value) in model.Card)
        {
            Terminal.Line($"  {key}: {value}");
        }
    }

    private static void WriteJson(string path, Model model) => JsonOutput.Write("info", model.Task, json =>
    {
        json.WriteModel(new ModelFile(model, path));
        json.WriteNumber("stateWidth", model.Graph.StateWidth);
        json.WriteString("execution", model.Quantised is null ? "float" : "integer");
        if (model.Cycles is { } cycles)
        {
            json.WriteStartObject("nestedCycles");
            json.WriteNumber("high", cycles.HighCycles);
            json.WriteNumber("low", cycles.LowCycles);
            json.WriteEndObject();
        }

        json.WriteStartArray("operations");
        foreach (Node node in model.Graph.Nodes)
        {
            json.WriteStringValue(node.Operation.Kind);
        }

        json.WriteEndArray();
        json.WriteStartArray("weights");
        foreach (WeightShape weight in model.Graph.Weights)
        {
            json.WriteStartObject();
            json.WriteString("name", weight.Name);
            json.WriteNumber("rows", weight.Rows);
            json.WriteNumber("columns", weight.Columns);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("card");
        foreach ((string key, string value) in model.Card)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    });
}
