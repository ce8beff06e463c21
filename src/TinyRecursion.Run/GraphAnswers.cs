using TinyRecursion.Models;
using TinyRecursion.Tasks.Graphs;

namespace TinyRecursion.Run;

/// <summary>Answers graphs.</summary>
internal static class GraphAnswers
{
    /// <inheritdoc cref="Answers.Of"/>
    public static IEnumerable<Answer> Of(Model model, RunArguments arguments, TextReader reader, string name)
    {
        using ModelRule rule = model.Open();
        GraphWaveRunner.RequireFit(model, rule, arguments.Model);
        using var runner = new GraphWaveRunner(rule);
        foreach (WeightedGraph graph in GraphFile.Read(reader, name))
        {
            if (GraphWave.Refusal(graph) is { } refusal)
            {
                throw new GraphFormatException(name, graph.Line, 0, refusal);
            }

            GraphResult result = runner.Run(graph, arguments.Steps ?? int.MaxValue);
            yield return new Answer(GraphText.Of(result), result.Verdict.IsRight);
        }
    }
}
