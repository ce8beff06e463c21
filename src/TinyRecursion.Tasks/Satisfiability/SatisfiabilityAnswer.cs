using System.Globalization;
using System.Text;
using System.Text.Json;
using TinyRecursion.Recursion;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>The answer to a formula.</summary>
/// <param name="Instance">The formula.</param>
/// <param name="Assignment">The assignment found, or the last one that was tried; null where none was.</param>
/// <param name="Verdict">The checker's verdict on the assignment; null where there is none.</param>
/// <param name="Reason">The reason why the run ended.</param>
/// <param name="RuleSteps">Steps of the rule, all starts and the guiding of the search together.</param>
/// <param name="Nodes">Nodes of the search, the root and unit propagation among them; 0 where there was none.</param>
/// <param name="Start">The start of the rule that found the assignment, from 0; -1 where none did.</param>
internal sealed record SatisfiabilityAnswer(
    CnfInstance Instance, bool[]? Assignment, SatisfiabilityVerdict? Verdict, HaltReason Reason, long RuleSteps, long Nodes, int Start) : Answer
{
    private const int LineLength = 78;

    private static readonly Metric SatisfiedFormulas = new("satisfied", MetricKind.Count, "satisfied");
    private static readonly Metric RefutedFormulas = new("refuted", MetricKind.Count, "refuted");
    private static readonly Metric AllNodes = new("nodes", MetricKind.Total, "nodes in all");

    public override AnswerStatus Status => Verdict is { IsSatisfied: true } ? AnswerStatus.Solved
        : Reason == HaltReason.Refuted ? AnswerStatus.Refuted
        : Reason == HaltReason.StepLimit && Nodes > 1 ? AnswerStatus.GaveUp
        : NotSolved;

    public override HaltReason Limit => LimitOf(Reason);

    /// <summary>Whether the formula is decided: satisfied, or refuted.</summary>
    public override bool IsSolved => Status is AnswerStatus.Solved or AnswerStatus.Refuted;

    /// <summary>Steps of the rule; the nodes of a search are counted apart.</summary>
    public override long Steps => RuleSteps;

    /// <summary>Whether the formula is decided in another way than its file says.</summary>
    public bool ContradictsLabel => IsSolved && Instance.IsSatisfiable is { } label && label != (Status == AnswerStatus.Solved);

    /// <summary>The answer in words.</summary>
    public string Note => Status switch
    {
        AnswerStatus.Solved when Start >= 0 => $"satisfied, {Count(RuleSteps, "step")}, start {Start + 1}",
        AnswerStatus.Solved => $"satisfied, {Count(Nodes, "node")}",
        AnswerStatus.Refuted => $"unsatisfiable: refuted with {Count(Nodes, "node")}",
        _ => $"not found: {Cause}" + (Verdict is { } verdict ? $"; last tried: {verdict}" : string.Empty),
    };

    private string Cause => Reason switch
    {
        HaltReason.TimeLimit or HaltReason.MemoryLimit => $"{GivenUp} after {Count(Nodes, "node")}",
        HaltReason.StepLimit when Status == AnswerStatus.GaveUp => $"search gave up after {Count(Nodes, "node")}",
        HaltReason.Converged => "unit propagation leaves it open",
        _ => $"nothing in {Count(RuleSteps, "step")}",
    };

    public override string Failure() => Note;

    private protected override string StepName => Nodes > 1 ? "nodes" : base.StepName;

    public override IEnumerable<MetricValue> Metrics()
    {
        yield return SatisfiedFormulas.Of(Status == AnswerStatus.Solved);
        yield return RefutedFormulas.Of(Status == AnswerStatus.Refuted);
        if (Instance.IsSatisfiable is not null)
        {
            yield return Metric.Exact.Of(IsSolved && !ContradictsLabel);
        }

        yield return AllNodes.Of(Nodes);
    }

    /// <summary>Writes the answer in the output format of the SAT competitions: comment lines, a status line, value lines.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="colours">Not used.</param>
    public override void WriteText(TextWriter output, TextColours colours = TextColours.None)
    {
        var text = new StringBuilder($"c {Instance.Name}: {Note}\n");
        if (ContradictsLabel)
        {
            text.Append("c the file says otherwise\n");
        }

        text.Append(Status switch
        {
            AnswerStatus.Solved => "s SATISFIABLE\n",
            AnswerStatus.Refuted => "s UNSATISFIABLE\n",
            _ => "s UNKNOWN\n",
        });
        output.Write(text);
        if (Status == AnswerStatus.Solved)
        {
            WriteValues(output);
        }
    }

    public override void WriteJson(Utf8JsonWriter json)
    {
        json.WriteString("name", Instance.Name);
        json.WriteString("note", Note);
        if (Status == AnswerStatus.Solved)
        {
            JsonText.WriteNumbers(json, "assignment", Values());
            json.WriteNumber("start", Start + 1);
        }

        if (ContradictsLabel)
        {
            json.WriteBoolean("contradictsFile", true);
        }

        json.WriteNumber("nodes", Nodes);
    }

    private static string Count(long number, string what) => $"{number} {what}{(number == 1 ? string.Empty : "s")}";

    private IEnumerable<int> Values() => Assignment!.Select((value, variable) => Literal.ToNumber(Literal.Of(variable, value)));

    // Line by line, since a formula may have a million values.
    private void WriteValues(TextWriter output)
    {
        var line = new StringBuilder("v");
        Span<char> digits = stackalloc char[16];
        foreach (int number in Values().Append(0))
        {
            number.TryFormat(digits, out int length, provider: CultureInfo.InvariantCulture);
            if (line.Length + 1 + length > LineLength)
            {
                output.Write(line.Append('\n'));
                line.Clear().Append('v');
            }

            line.Append(' ').Append(digits[..length]);
        }

        output.Write(line.Append('\n'));
    }
}
