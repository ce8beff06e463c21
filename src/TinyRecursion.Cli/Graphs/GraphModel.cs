using TinyRecursion.Cli.Common;
using TinyRecursion.Execution.Float;
using TinyRecursion.Models;
using TinyRecursion.Tasks.Graphs;

namespace TinyRecursion.Cli.Graphs;

/// <summary>Loads a model and makes sure that its rule fits graphs before anything is run.</summary>
internal static class GraphModel
{
    /// <summary>Loads the chosen model, or the shipped one.</summary>
    /// <exception cref="InputException">There is none, it is of another task, or its rule does not fit.</exception>
    public static (Model Model, string Path, long Bytes) Load(FileInfo? chosen)
    {
        (Model model, string path, long bytes) = ModelOption.Load(chosen, "graphs");
        if (model.Graph.ReadoutWidth != GraphRule.Classes)
        {
            throw new InputException($"{path}: does not fit graphs: it reads out {model.Graph.ReadoutWidth} scores a cell, expected {GraphRule.Classes}");
        }

        try
        {
            // Any graph has the relations and features that every graph has.
            using var weights = new FloatWeights(model.Graph, model.Parameters.Span);
            using var session = new FloatSession(weights);
            session.Bind(GraphWave.Encode(new WeightedGraph(["a"], [], directed: true, source: 0, targets: [])).Problem);
        }
        catch (ArgumentException error)
        {
            throw new InputException($"{path}: does not fit graphs: {error.Message}");
        }

        return (model, path, bytes);
    }
}
