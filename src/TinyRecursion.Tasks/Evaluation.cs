using System.Diagnostics;
using System.Runtime.ExceptionServices;
using TinyRecursion.Recursion;

namespace TinyRecursion.Tasks;

/// <summary>A solver measured on instances: the answers in the instances' order, and metrics over all of them.</summary>
public sealed class Evaluation
{
    private static readonly Metric StepsMean = new("steps", MetricKind.Mean, "steps on average");
    private static readonly Metric StepsMaximum = new("steps", MetricKind.Maximum, "at most");
    private static readonly Metric Milliseconds = new("milliseconds", MetricKind.Mean, "ms each");
    private static readonly Metric MillisecondsMedian = new("milliseconds", MetricKind.Median, "ms median");

    private readonly List<Answer> _answers = [];
    private readonly Dictionary<Metric, MetricTotal> _totals = [];

    private Evaluation()
    {
    }

    /// <summary>The answers, in the order of the instances.</summary>
    public IReadOnlyList<Answer> Answers => _answers;

    /// <summary>Wall-clock time of the whole.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>Answers that count as solved.</summary>
    public int Solved { get; private set; }

    /// <summary>The metrics over all answers; one that no answer has a value for is left out.</summary>
    public IReadOnlyList<MetricValue> Metrics { get; private set; } = [];

    /// <summary>Instances answered, whether or not the answers are kept.</summary>
    internal int Count { get; private set; }

    /// <summary>Answers that whoever waits for them takes.</summary>
    internal int Accepted { get; private set; }

    /// <summary>Answers that prove that there is none.</summary>
    internal int Refuted { get; private set; }

    /// <summary>A metric's value over all answers; null where no answer has one.</summary>
    /// <param name="metric">The metric.</param>
    public double? this[Metric metric] => Metrics.Where(value => value.Metric == metric).Select(value => (double?)value.Value).FirstOrDefault();

    /// <summary>Solves instances, several at once. Neither the answers nor the metrics but time depend on the number of threads.</summary>
    /// <param name="solver">The solver.</param>
    /// <param name="instances">The instances.</param>
    /// <param name="threads">Instances at once; where there are fewer, the rest works within them.</param>
    /// <param name="onAnswer">Called with each answer and its number, in order, from several threads, one at a time; or null.</param>
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

        int number = 0;
        return Stream(solver, instances, new EvaluationOptions { Threads = threads, KeepsAnswers = true }, (_, answer) => onAnswer?.Invoke(number++, answer), cancellation);
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
    public static Evaluation Of(IReadOnlyList<Answer> answers, TimeSpan elapsed)
    {
        ArgumentNullException.ThrowIfNull(answers);
        var evaluation = new Evaluation();
        foreach (Answer answer in answers)
        {
            evaluation.Add(answer, keep: true);
        }

        return evaluation.End(elapsed);
    }

    /// <summary>Solves instances as they are read, in flat memory; answers leave in order, each as soon as it and those before it are there.</summary>
    /// <param name="solver">The solver.</param>
    /// <param name="instances">The instances.</param>
    /// <param name="options">Threads, what is kept and left out.</param>
    /// <param name="onAnswer">Receives each answer, one at a time.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="FormatException">An instance cannot be read, or the solver does not take it; the answers before it have left.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    internal static Evaluation Stream(
        Solver solver, IEnumerable<SourcedInstance> instances, EvaluationOptions options, Action<SourcedInstance, Answer> onAnswer,
        CancellationToken cancellation)
    {
        var evaluation = new Evaluation();
        var watch = Stopwatch.StartNew();
        int known = instances.TryGetNonEnumeratedCount(out int count) ? count : options.Threads;
        if (options.LooksAhead)
        {
            (instances, known) = LookAhead(instances, options.Threads);
        }

        int within = options.ThreadsWithin ?? Math.Max(1, options.Threads / Math.Max(1, known));
        OrderedWork.Run(instances, Math.Max(1, Math.Min(options.Threads, known)), Solve, Leave, cancellation);
        return evaluation.End(watch.Elapsed);

        (Answer? Answer, FormatException? Bad) Solve(SourcedInstance one)
        {
            try
            {
                options.Require?.Invoke(one);
                solver.Require(one.Instance, one.Source);
            }
            catch (FormatException bad) when (options.OnBad is not null)
            {
                return (null, bad);
            }

            return (solver.SolveWithin(one.Instance, within, options.Trace?.Invoke(one), cancellation), null);
        }

        void Leave(SourcedInstance one, (Answer? Answer, FormatException? Bad) made)
        {
            if (made.Answer is { } answer)
            {
                evaluation.Add(answer, options.KeepsAnswers);
                onAnswer(one, answer);
            }
            else
            {
                options.OnBad!(made.Bad!);
            }
        }
    }

    /// <summary>Reads the first few instances, so that it is known whether there are fewer than threads.</summary>
    private static (IEnumerable<SourcedInstance> All, int Known) LookAhead(IEnumerable<SourcedInstance> instances, int most)
    {
        IEnumerator<SourcedInstance> source = instances.GetEnumerator();
        var first = new List<SourcedInstance>();
        ExceptionDispatchInfo? bad = null;
        try
        {
            while (first.Count < most && source.MoveNext())
            {
                first.Add(source.Current);
            }
        }
        catch (FormatException error)
        {
            bad = ExceptionDispatchInfo.Capture(error);
        }

        return (All(), first.Count);

        IEnumerable<SourcedInstance> All()
        {
            using (source)
            {
                foreach (SourcedInstance one in first)
                {
                    yield return one;
                }

                bad?.Throw();
                while (source.MoveNext())
                {
                    yield return source.Current;
                }
            }
        }
    }

    private void Add(Answer answer, bool keep)
    {
        Count++;
        Solved += answer.IsSolved ? 1 : 0;
        Accepted += answer.IsAccepted ? 1 : 0;
        Refuted += answer.Status == AnswerStatus.Refuted ? 1 : 0;
        if (keep)
        {
            _answers.Add(answer);
        }

        Add(Metric.Solved.Of(answer.IsSolved));
        foreach (MetricValue value in answer.Metrics())
        {
            Add(value);
        }

        Add(StepsMean.Of(answer.Steps));
        Add(StepsMaximum.Of(answer.Steps));
        Add(MillisecondsMedian.Of(answer.Elapsed.TotalMilliseconds));
    }

    private void Add(MetricValue value)
    {
        if (!_totals.TryGetValue(value.Metric, out MetricTotal? total))
        {
            _totals.Add(value.Metric, total = new MetricTotal(value.Metric));
        }

        total.Add(value);
    }

    private Evaluation End(TimeSpan elapsed)
    {
        Elapsed = elapsed;
        Metrics = Count == 0 ? [] : [.. _totals.Values.Select(total => total.Value()), new MetricValue(Milliseconds, elapsed.TotalMilliseconds / Count, Count)];
        return this;
    }
}
