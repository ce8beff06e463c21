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
        var file = new Argument<string>("MODEL") { Description = "Model file (safetensors), or the name of one that comes with the product." };
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "info", "Show what a model file holds: task, graph, weights, card.\n\nExample: trm info sudoku")
        {
            file, json,
        };
        command.SetAction(parse => Run(parse.GetValue(file)!, parse.GetValue(json)));
        return command;
    }

    /// <summary>Shows a model.</summary>
    /// <param name="path">Its file, or the name of one that comes with the product.</param>
    /// <param name="asJson">Whether as JSON.</param>
    public static int Run(string path, bool asJson)
    {
        ModelFile file = ModelFile.Load(path);
        if (asJson)
        {
            WriteJson(file);
        }
        else
        {
            Print(file);
        }

        return ExitCode.Done;
    }

    private static void Print(ModelFile file)
    {
        Model model = file.Model;
        Terminal.Line($"{file.Path}: task {model.Task}, {model.Graph.ParameterCount:n0} parameters, {file.Bytes:n0} bytes");
        Terminal.Line($"  sha256 {file.Digest}");
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

    private static void WriteJson(ModelFile file) => JsonOutput.Write("info", file.Model.Task, json =>
    {
        Model model = file.Model;
        json.WriteModel(file);
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
