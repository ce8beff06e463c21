using System.Text.Json;

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

    /// <summary>Steps of all runs together; a step of a search is a node.</summary>
    public abstract long Steps { get; }

    /// <summary>Time on the thread that solved it; zero where it was not measured.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The metrics of this answer beside whether it is solved, its steps and its time, which are measured of every task.</summary>
    public virtual IEnumerable<MetricValue> Metrics() => [];

    /// <summary>Writes the answer as text: whole lines.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="colours">The colours that the output shows.</param>
    public abstract void WriteText(TextWriter output, TextColours colours = TextColours.None);

    /// <summary>Writes the fields of the answer's JSON object beside <c>file</c>, <c>line</c>, <c>status</c> and <c>steps</c>. The same answer gives the same fields.</summary>
    /// <param name="json">The writer, within the object.</param>
    public virtual void WriteJson(Utf8JsonWriter json)
    {
    }
}
