using System.Text.Json;
using TinyRecursion.Recursion;

namespace TinyRecursion.Tasks;

/// <summary>What a solver made of an instance: the answer, the checker's verdict, what it took, and its metrics as data.</summary>
public abstract record Answer
{
    /// <summary>The status as JSON and text write it, such as <c>gave-up</c>.</summary>
    public string StatusName => Status switch
    {
        AnswerStatus.Solved => "solved",
        AnswerStatus.Refuted => "refuted",
        AnswerStatus.GaveUp => "gave-up",
        AnswerStatus.Unchecked => "unchecked",
        _ => "unsolved",
    };

    /// <summary>The status.</summary>
    public abstract AnswerStatus Status { get; }

    /// <summary>Whether the instance counts as solved; a task may count a refutation, which settles it.</summary>
    public virtual bool IsSolved => Status == AnswerStatus.Solved;

    /// <summary>Whether a program that waits for an answer has nothing more to hope for: it is solved, or cannot be told to be wrong.</summary>
    public virtual bool IsAccepted => IsSolved || Status == AnswerStatus.Unchecked;

    /// <summary>The limit at which the run ended; <see cref="HaltReason.None"/> where it ended by itself.</summary>
    public virtual HaltReason Limit => HaltReason.None;

    /// <summary>The limit in a word: <c>time</c>, <c>memory</c>, <c>nodes</c> or <c>steps</c>; null for none.</summary>
    public string? LimitName => Limit switch
    {
        HaltReason.TimeLimit => "time",
        HaltReason.MemoryLimit => "memory",
        HaltReason.StepLimit => StepName,
        _ => null,
    };

    /// <summary>Steps of all runs together; a step of a search is a node.</summary>
    public abstract long Steps { get; }

    /// <summary>Time on the thread that solved it; zero where it was not measured.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The metrics of this answer beside whether it is solved, its steps and its time, which are measured of every task.</summary>
    public virtual IEnumerable<MetricValue> Metrics() => [];

    /// <summary>The reason why no answer was accepted, in a few words.</summary>
    public virtual string Failure() => GivenUp ?? (Status == AnswerStatus.Refuted ? "it is proved that there is no answer" : "the checker rejects the answer");

    /// <summary>Writes the answer as text: whole lines.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="colours">The colours that the output shows.</param>
    public abstract void WriteText(TextWriter output, TextColours colours = TextColours.None);

    /// <summary>Writes the fields of the answer's JSON object beside <c>file</c>, <c>line</c>, <c>status</c> and <c>steps</c>. The same answer gives the same fields.</summary>
    /// <param name="json">The writer, within the object.</param>
    public virtual void WriteJson(Utf8JsonWriter json)
    {
    }

    /// <summary>What a limit on steps counts.</summary>
    private protected virtual string StepName => "steps";

    /// <summary>The status of an answer that the checker does not accept.</summary>
    private protected AnswerStatus NotSolved => GivenUp is null ? AnswerStatus.Unsolved : AnswerStatus.GaveUp;

    /// <summary>That a limit on time or memory ended the run; null where none did.</summary>
    private protected string? GivenUp => Limit is HaltReason.TimeLimit or HaltReason.MemoryLimit ? $"gave up at the limit on {LimitName}" : null;

    /// <summary>A reason to end a run where it is a limit.</summary>
    private protected static HaltReason LimitOf(HaltReason reason) =>
        reason is HaltReason.StepLimit or HaltReason.TimeLimit or HaltReason.MemoryLimit ? reason : HaltReason.None;
}
