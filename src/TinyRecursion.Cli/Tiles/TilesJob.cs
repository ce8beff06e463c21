using System.CommandLine;
using System.Text.Json;
using TinyRecursion.Cli.Common;
using TinyRecursion.Models;
using TinyRecursion.Recursion.Search;
using TinyRecursion.Tasks.Tiles;

namespace TinyRecursion.Cli.Tiles;

/// <summary>What <c>solve</c> and <c>eval</c> were asked to do.</summary>
/// <param name="Puzzles">The boards read.</param>
/// <param name="Goal">The order to reach.</param>
/// <param name="Model">The model, or null for plain code.</param>
/// <param name="Options">How to search.</param>
/// <param name="Threads">Boards at once.</param>
internal sealed record TilesJob(
    IReadOnlyList<TilesPuzzle> Puzzles, TilesGoal Goal, TilesModel? Model, TilesPlanOptions Options, int Threads)
{
    private const long DefaultBytes = 1_000_000_000;

    /// <summary>Reads everything that a command line names.</summary>
    /// <exception cref="InputException">Options contradict each other, or a file does not fit.</exception>
    public static TilesJob Read(TilesOptions options, ParseResult parse)
    {
        bool neural = parse.GetValue(options.Rules) == RuleKind.Neural;
        if (!neural && (parse.GetValue(options.Model) is not null || parse.GetValue(options.Steps) is not null))
        {
            throw new InputException("--rules algorithmic takes no --model and no --steps");
        }

        TilesGoal goal = parse.GetValue(options.Goal);
        IReadOnlyList<TilesPuzzle> puzzles = TilesInput.Read(parse.GetValue(options.File)!, parse.GetValue(options.Limit), goal);
        TilesModel? model = neural ? TilesModel.Load(parse.GetValue(options.Model)) : null;
        int threads = parse.GetValue(options.Threads);
        var planning = new TilesPlanOptions
        {
            Beam = parse.GetValue(options.Beam),
            Weight = parse.GetValue(options.Weight),
            Limits = options.Search.Limits(parse, new SearchLimits { Bytes = DefaultBytes }),
            Steps = parse.GetValue(options.Steps) ?? model?.Steps ?? 1,
            // Fewer boards than threads: the rest estimates boards.
            Threads = Math.Max(1, threads / puzzles.Count),
        };
        return new TilesJob(puzzles, goal, model, planning, threads);
    }

    /// <summary>Looks for moves for all boards, with a line of progress.</summary>
    public TilesResult[] Run(CancellationToken cancellation)
    {
        using ModelRule? rule = Model?.Model.Open();
        using var planner = new TilesPlanner(rule, Options);
        using var progress = new ProgressLine("solved", Puzzles.Count);
        var results = new TilesResult[Puzzles.Count];
        int done = 0;
        object gate = new();
        Parallel.For(
            0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = Threads, CancellationToken = cancellation },
            i =>
            {
                results[i] = planner.Run(Puzzles[i].Board, Goal, null, cancellation);
                lock (gate)
                {
                    progress.Advance(++done, results[i].IsSolved);
                }
            });
        return results;
    }

    /// <summary>Writes what was asked for.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteString("goal", TilesGoalOption.NameOf(Goal));
        json.WriteString("rules", RuleKindOption.NameOf(Model is null ? RuleKind.Algorithmic : RuleKind.Neural));
        if (Model is not null)
        {
            json.WriteString("model", Model.Path);
            json.WriteNumber("parameters", Model.Model.Graph.ParameterCount);
            json.WriteNumber("modelBytes", Model.Bytes);
            json.WriteNumber("ruleSteps", Options.Steps);
        }

        if (Options.Weight is { } weight)
        {
            json.WriteNumber("weight", weight);
        }
        else
        {
            json.WriteNumber("beam", Options.Beam);
        }

        if (Options.Limits.Nodes is { } nodes)
        {
            json.WriteNumber("nodeLimit", nodes);
        }
    }
}
