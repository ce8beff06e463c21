using TinyRecursion.Models;
using TinyRecursion.Models.Trm;
using TinyRecursion.Recursion;
using TinyRecursion.Rules.Trm;
using TinyRecursion.Tasks.Sequences;

namespace TinyRecursion.Tasks.Arc;

/// <summary>Answers a test in the augmentations of its task, turns the answers back and lets them vote, as published.</summary>
internal sealed class ArcSolver : Solver<ArcQuestion, ArcAnswer>
{
    private readonly Model _model;
    private readonly TrmConfig _config;
    private readonly string _name;
    private readonly ModelRule _rule;
    private readonly TokenSolver _tokens;
    private readonly TokenRunOptions _run;
    private readonly int _votes;

    /// <summary>Opens a solver.</summary>
    /// <param name="model">The model.</param>
    /// <param name="name">Its file, for messages.</param>
    /// <param name="settings">The settings.</param>
    /// <exception cref="ModelFormatException">It is not a tiny recursive model as published.</exception>
    public ArcSolver(Model model, string name, Settings settings)
    {
        (_model, _name, _config) = (model, name, TrmModel.From(model, name).Config);
        _run = new TokenRunOptions
        {
            MaximumSteps = settings.Get(StandardSettings.MaximumSteps) ?? _config.HaltMaximumSteps,
            Adaptive = settings.Get(ArcSettings.Halt) == HaltRule.Learned,
        };
        _votes = settings.Get(ArcSettings.Votes) ?? int.MaxValue;
        _rule = model.Open();
        _tokens = new TokenSolver(_rule, _config);
    }

    public override string Description => $"{_model.Graph.ParameterCount:n0} parameters";

    public override void Require(IInstance instance, string source)
    {
        ArcDataset data = ((ArcQuestion)instance).Data
            ?? throw new SettingException("--train is missing: every task and augmentation has an embedding of its own, which the data of training count");
        if (_model.Card.GetValueOrDefault("data", string.Empty) is var trained && trained != data.Identity)
        {
            throw new ModelFormatException(
                _name,
                $"was trained on '{trained}', given was '{data.Identity}': FILE, --train, --augmentations and --seed must be those of training");
        }

        // The card could be another model's; the sizes decide whether anything can be run.
        if ((_config.SequenceLength, _config.VocabularySize, _config.PuzzleCount) != (ArcEncoding.Length, ArcEncoding.Vocabulary, data.PuzzleCount))
        {
            throw new ModelFormatException(_name, "does not fit ARC tasks: its sizes are not those of its data");
        }
    }

    public override ArcAnswer Solve(ArcQuestion instance, int threads = 1, ITrace? trace = null, CancellationToken cancellation = default)
    {
        if (instance is not { Data: { } data, Test: > 0 })
        {
            throw new ArgumentException("There is no test to answer, or no data that the model was trained on.", nameof(instance));
        }

        (ArcAugmentation Augmentation, TokenExample Example)[] tests = [.. data.TestExamples(instance.Task.Id, instance.Test - 1).Take(_votes)];
        var answers = new (ArcGrid? Grid, double Confidence, long Steps)[tests.Length];
        if (trace is null)
        {
            Parallel.For(0, tests.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, Run);
        }
        else
        {
            for (int i = 0; i < tests.Length; i++)
            {
                trace.Enter("augmentation", i);
                Run(i);
                trace.Leave();
            }
        }

        // Votes are added in the order of the augmentations, so that equal ones rank alike on any number of threads.
        var vote = new ArcVote();
        for (int i = 0; i < answers.Length; i++)
        {
            if (answers[i].Grid is { } grid)
            {
                vote.Add(tests[i].Augmentation.Invert(grid), answers[i].Confidence);
            }
        }

        return new ArcAnswer(
            instance, vote.Ranked(), answers.Length, answers.Count(answer => answer.Grid is null), answers.Sum(answer => answer.Steps));

        void Run(int i)
        {
            TokenAnswer answer = _tokens.Run(tests[i].Example.Inputs, tests[i].Example.Puzzle, _run, trace, cancellation);
            answers[i] = (ArcEncoding.Decode(answer.Tokens), answer.Confidence, answer.TotalSteps);
        }
    }

    private protected override ArcAnswer Unfinished(ArcQuestion instance, HaltReason limit) => new(instance, [], 0, 0, 0) { Reached = limit };

    public override void Dispose()
    {
        _tokens.Dispose();
        _rule.Dispose();
    }
}
