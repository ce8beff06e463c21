using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Models;
using TinyRecursion.Tasks.Graphs;

namespace TinyRecursion.Cli.Graphs;

/// <summary>What <c>solve</c> and <c>eval</c> were asked to do.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Graphs">The graphs read.</param>
/// <param name="Rules">What answers.</param>
/// <param name="Model">The model with its path and size; null where plain code answers.</param>
/// <param name="MaximumSteps">Most steps of one graph.</param>
/// <param name="Threads">Graphs at once.</param>
internal sealed record GraphJob(
    string File, IReadOnlyList<WeightedGraph> Graphs, RuleKind Rules, (Model Model, string Path, long Bytes)? Model, int MaximumSteps, int Threads)
{
    /// <summary>Reads everything that a command line names.</summary>
    /// <exception cref="InputException">The learned rule cannot run on one of the graphs.</exception>
    public static GraphJob Read(GraphOptions options, ParseResult parse)
    {
        string file = parse.GetValue(options.File)!;
        List<WeightedGraph> graphs = ReadFile(file, parse.GetValue(options.Limit));
        RuleKind rules = parse.GetValue(options.Rules);
        bool neural = rules == RuleKind.Neural;
        if (neural)
        {
            foreach (WeightedGraph graph in graphs)
            {
                if (GraphWave.Refusal(graph) is { } refusal)
                {
                    throw new InputException($"{file}: line {graph.Line}: {refusal}: use --rules algorithmic");
                }
            }
        }

        return new GraphJob(
            file, graphs, rules, neural ? GraphModel.Load(parse.GetValue(options.Model)) : null,
            parse.GetValue(options.MaxSteps), parse.GetValue(options.Threads));
    }

    /// <summary>What answers, in words.</summary>
    public string Answerer => Model is { } loaded ? $"{loaded.Model.Graph.ParameterCount:n0} parameters" : "relaxation";

    /// <summary>Answers all graphs, with a line of progress; the results do not depend on the number of threads.</summary>
    public GraphResult[] Run(CancellationToken cancellation)
    {
        using ModelRule? rule = Model?.Model.Open();
        using var progress = new ProgressLine("right", Graphs.Count);
        var results = new GraphResult[Graphs.Count];
        int done = 0;
        object gate = new();
        Parallel.For(
            0, Graphs.Count, new ParallelOptions { MaxDegreeOfParallelism = Threads, CancellationToken = cancellation },
            () => rule is null ? (IGraphRunner)new RelaxationRunner() : new GraphWaveRunner(rule),
            (i, _, runner) =>
            {
                results[i] = runner.Run(Graphs[i], MaximumSteps, cancellation);
                lock (gate)
                {
                    progress.Advance(++done, results[i].Verdict.IsRight);
                }

                return runner;
            },
            runner => runner.Dispose());
        return results;
    }

    private static List<WeightedGraph> ReadFile(string file, int limit) =>
        InputText.Read(file, limit, (reader, name) => GraphFile.Read(reader, name));
}
