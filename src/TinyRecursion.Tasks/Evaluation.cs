using System.Diagnostics;

namespace TinyRecursion.Tasks;

/// <summary>A solver measured on instances: the answers in the instances' order, and metrics over all of them.</summary>
public sealed class Evaluation
{
    private static readonly Metric StepsMean = new("steps", MetricKind.Mean, "steps on average");
    private static readonly Metric StepsMaximum = new("steps", MetricKind.Maximum, "at most");
    private static readonly Metric Milliseconds = new("milliseconds", MetricKind.Mean, "ms each");
    private static readonly Metric MillisecondsMedian = new("milliseconds", MetricKind.Median, "ms median");

    private Evaluation(IReadOnlyList<Answer> answers, TimeSpan elapsed)
    {
        (Answers, Elapsed) = (answers, elapsed);
        Metrics = [.. Combine(answers, elapsed)];
    }

    /// <summary>The answers, in the order of the instances.</summary>
    public IReadOnlyList<Answer> Answers { get; }

    /// <summary>Wall-clock time of the whole.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>Answers that count as solved.</summary>
    public int Solved => Answers.Count(answer => answer.IsSolved);

    /// <summary>The metrics over all answers; one that no answer has a value for is left out.</summary>
    public IReadOnlyList<MetricValue> Metrics { get; }

    /// <summary>A metric's value over all answers; null where no answer has one.</summary>
    /// <param name="metric">The metric.</param>
    public double? this[Metric metric] => Metrics.Where(value => value.Metric == metric).Select(value => (double?)value.Value).FirstOrDefault();

    /// <summary>Solves instances, several at once. Neither the answers nor the metrics but time depend on the number of threads.</summary>
    /// <param name="solver">The solver.</param>
    /// <param name="instances">The instances.</param>
    /// <param name="threads">Instances at once; where there are fewer, the rest works within them.</param>
    /// <param name="onAnswer">Called with each answer and its number, from several threads, one at a time; or null.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="FormatException">The solver does not take an instance; nothing was run.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Evaluation Run(
        Solver solver, IReadOnlyList<SourcedInstance> instances, int threads = 1, Action<int, Answer>? onAnswer = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(solver);
        ArgumentNullException.ThrowIfNull(instances);
        foreach (SourcedInstance instance in instances)
        {
            solver.Require(instance.Instance, instance.Source);
        }

        var watch = Stopwatch.StartNew();
        var answers = new Answer[instances.Count];
        int within = Math.Max(1, threads / Math.Max(1, answers.Length));
        object gate = new();
        Parallel.For(
            0, answers.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation },
            i =>
            {
                long started = Stopwatch.GetTimestamp();
                Answer answer = solver.Solve(instances[i].Instance, within, trace: null, cancellation);
                answers[i] = answer with { Elapsed = Stopwatch.GetElapsedTime(started) };
                lock (gate)
                {
                    onAnswer?.Invoke(i, answers[i]);
                }
            });
        return new Evaluation(answers, watch.Elapsed);
    }

    /// <summary>Solves instances that were made in code, several at once.</summary>
    /// <typeparam name="TInstance">The instances.</typeparam>
    /// <typeparam name="TAnswer">The answers.</typeparam>
    /// <param name="solver">The solver.</param>
    /// <param name="instances">The instances.</param>
    /// <param name="threads">Instances at once.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="FormatException">The solver does not take an instance; nothing was run.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Evaluation Run<TInstance, TAnswer>(
        Solver<TInstance, TAnswer> solver, IEnumerable<TInstance> instances, int threads = 1, CancellationToken cancellation = default)
        where TInstance : class, IInstance
        where TAnswer : Answer => Run(solver, SourcedInstance.Of(instances), threads, onAnswer: null, cancellation);

    /// <summary>Puts answers together that were made in another way, such as one at a time on a screen.</summary>
    /// <param name="answers">The answers.</param>
    /// <param name="elapsed">Wall-clock time of the whole.</param>
    public static Evaluation Of(IReadOnlyList<Answer> answers, TimeSpan elapsed) => new(answers, elapsed);

    private static IEnumerable<MetricValue> Combine(IReadOnlyList<Answer> answers, TimeSpan elapsed)
    {
        if (answers.Count == 0)
        {
            return [];
        }

        IEnumerable<MetricValue> all = answers.SelectMany(answer =>
            (MetricValue[])[
                Metric.Solved.Of(answer.IsSolved), .. answer.Metrics(),
                StepsMean.Of(answer.Steps), StepsMaximum.Of(answer.Steps), MillisecondsMedian.Of(answer.Elapsed.TotalMilliseconds)]);
        return all.GroupBy(value => value.Metric).Select(values => new MetricValue(values.Key, values.Key.Combine([.. values]), values.Sum(value => value.Weight)))
            .Append(new MetricValue(Milliseconds, elapsed.TotalMilliseconds / answers.Count, answers.Count));
    }
}
