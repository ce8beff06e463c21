using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using TinyRecursion.Rules.Trm;

namespace TinyRecursion.Tasks.Sequences;

/// <summary>
/// Runs a tiny recursive model as published on token sequences. For use by one thread at a time; the same input gives
/// the same result.
/// </summary>
public sealed class SequenceRunner : IDisposable
{
    private readonly TrmConfig _config;
    private readonly IRuleSession _session;

    /// <summary>Opens a session.</summary>
    /// <param name="rule">The rule in its nested cycles, such as <see cref="Models.Model.Open"/> gives it.</param>
    /// <param name="config">Its architecture.</param>
    public SequenceRunner(IRule rule, TrmConfig config)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(config);
        _config = config;
        _session = rule.Open();
    }

    /// <summary>Runs the model.</summary>
    /// <param name="tokens">The input.</param>
    /// <param name="puzzle">The index of its puzzle embedding; 0 is blank.</param>
    /// <param name="options">How long.</param>
    /// <param name="cancellation">Ends the run between steps.</param>
    /// <exception cref="ArgumentException">The input is no sequence of this model.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public SequenceResult Run(
        ReadOnlySpan<int> tokens, int puzzle, SequenceRunOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        _session.Bind(TrmProblem.Encode(_config, tokens, puzzle));
        if (options.RandomStart is { } seed)
        {
            var state = new float[_config.Cells * _session.StateWidth];
            StartingState.Fill(state, seed);
            _session.SetState(state);
        }

        var answer = new int[tokens.Length];
        LoopResult result = Loop.Run(_session, Until(options, answer), trace: null, cancellation);
        Read(_session.Readout(), answer);
        // Weights so large that the state overflows give no number, which is no confidence at all.
        double confidence = _session.HaltScore() is { } score && !float.IsNaN(score) ? 1 / (1 + Math.Exp(-score)) : 0;
        return new SequenceResult(answer, result.Steps, result.Reason, confidence);
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private Halting Until(SequenceRunOptions options, int[] answer)
    {
        var conditions = new List<Halting>();
        if (options.Accept is not null || options.OnStep is not null)
        {
            conditions.Add(Halting.Verified(scores =>
            {
                Read(scores, answer);
                options.OnStep?.Invoke(_session.StepCount, answer);
                return options.Accept?.Invoke(answer) == true;
            }));
        }

        if (options.Adaptive)
        {
            conditions.Add(Halting.Learned());
        }

        return Halting.Any([.. conditions, Halting.Steps(options.MaximumSteps)]);
    }

    private void Read(ReadOnlySpan<float> scores, int[] answer)
    {
        int classes = _config.VocabularySize, first = _config.PuzzleSlots * classes;
        for (int i = 0; i < answer.Length; i++)
        {
            ReadOnlySpan<float> here = scores.Slice(first + (i * classes), classes);
            int top = 0;
            for (int j = 1; j < classes; j++)
            {
                top = here[j] > here[top] ? j : top;
            }

            answer[i] = top;
        }
    }
}
