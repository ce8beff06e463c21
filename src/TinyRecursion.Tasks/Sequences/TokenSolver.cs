using TinyRecursion.Models.Trm;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using TinyRecursion.Rules.Trm;

namespace TinyRecursion.Tasks.Sequences;

/// <summary>Runs a tiny recursive model as published on token sequences. Safe to share between threads; the same input gives the same answer.</summary>
/// <param name="rule">The rule in its nested cycles, as <see cref="Models.Model.Open"/> gives it; it stays the caller's.</param>
/// <param name="config">Its architecture.</param>
internal sealed class TokenSolver(IRule rule, TrmConfig config) : IDisposable
{
    private readonly SessionPool _sessions = new(rule);

    /// <summary>Runs the model.</summary>
    /// <param name="tokens">The input.</param>
    /// <param name="puzzle">The index of its puzzle embedding; 0 is blank.</param>
    /// <param name="options">How long and from how many starts.</param>
    /// <param name="trace">Receives every step, or null.</param>
    /// <param name="cancellation">Ends the run between steps.</param>
    /// <exception cref="ArgumentException">The input is no sequence of this model.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public TokenAnswer Run(
        ReadOnlySpan<int> tokens, int puzzle, TokenRunOptions options, ITrace? trace = null, CancellationToken cancellation = default)
    {
        var problem = new RuleState(TrmProblem.Encode(config, tokens, puzzle));
        IRecursion<RuleState, RuleState> loop = Accepting(new Loop(_sessions, Until(options)), options.Accept);
        // The first start is the model's own, as published.
        var starts = new Portfolio<RuleState, RuleState>(
            start => start == 0 ? loop : new RandomStart(loop, _sessions.StateWidth, SeededRandom.For(options.Seed, (ulong)start).State), options.Starts)
        {
            Threads = options.Threads,
        };
        Outcome<RuleState> outcome = starts.Run(problem, trace, cancellation);
        // Weights so large that the state overflows give no number, which is no confidence at all.
        double confidence = outcome.Answer!.HaltLogit is { } score && !float.IsNaN(score) ? 1 / (1 + Math.Exp(-score)) : 0;
        return new TokenAnswer(Read(outcome.Answer.Logits.Span), (int)outcome.Steps, outcome.TotalSteps, outcome.Part, outcome.Reason, confidence);
    }

    /// <summary>The tokens on top of the logits of a step.</summary>
    /// <param name="logits">Cells × vocabulary, row by row.</param>
    public int[] Read(ReadOnlySpan<float> logits)
    {
        int classes = config.VocabularySize, first = config.PuzzleSlots * classes;
        var tokens = new int[config.SequenceLength];
        for (int i = 0; i < tokens.Length; i++)
        {
            ReadOnlySpan<float> here = logits.Slice(first + (i * classes), classes);
            int top = 0;
            for (int j = 1; j < classes; j++)
            {
                top = here[j] > here[top] ? j : top;
            }

            tokens[i] = top;
        }

        return tokens;
    }

    public void Dispose() => _sessions.Dispose();

    /// <summary>A run whose answer the checker accepts at its end settles the sequence, however the run ended.</summary>
    private IRecursion<RuleState, RuleState> Accepting(Loop loop, Func<int[], bool>? accepts) => accepts is null ? loop
        : new PlainRecursion<RuleState, RuleState>((problem, trace, cancellation) =>
        {
            Outcome<RuleState> outcome = loop.Run(problem, trace, cancellation);
            return outcome.IsSettled || !accepts(Read(outcome.Answer!.Logits.Span)) ? outcome : outcome with { Reason = HaltReason.Verified };
        });

    private Halting Until(TokenRunOptions options)
    {
        var conditions = new List<Halting>();
        if (options is { Accept: { } accepts, StopWhenAccepted: true })
        {
            conditions.Add(Halting.Verified(logits => accepts(Read(logits))));
        }

        if (options.Adaptive)
        {
            conditions.Add(Halting.Learned());
        }

        return Halting.Any([.. conditions, Halting.Steps(options.MaximumSteps)]);
    }
}
