using System.Text.Json;
using TinyRecursion.Recursion;

namespace TinyRecursion.Tasks.Arithmetic;

/// <summary>The answer to an expression.</summary>
/// <param name="Instance">The expression.</param>
/// <param name="Value">The number that the rule came to.</param>
/// <param name="IsRight">Whether the library's own integers give the same.</param>
/// <param name="TotalSteps">Steps of the recursion, all operations together.</param>
internal sealed record ArithmeticAnswer(ArithmeticInstance Instance, DecimalNumber Value, bool IsRight, long TotalSteps) : Answer
{
    public override AnswerStatus Status => IsRight ? AnswerStatus.Solved : NotSolved;

    public override HaltReason Limit => Reached;

    /// <summary>The limit that ended the run, if one did.</summary>
    internal HaltReason Reached { get; init; }

    public override long Steps => TotalSteps;

    public override IEnumerable<MetricValue> Metrics() => Instance.Label is { } label ? [Metric.Exact.Of(Value.Equals(label))] : [];

    public override void WriteText(TextWriter output, TextColours colours = TextColours.None)
    {
        output.Write(IsRight
            ? $"{Instance.Text} = {Value}\n"
            : $"unsolved line {Instance.Line}: {Instance.Text}: {Failure()}\n");
    }

    public override string Failure() => GivenUp ?? $"the rule gives {Value}, the library's own integers another number";

    public override void WriteJson(Utf8JsonWriter json)
    {
        json.WriteString("expression", Instance.Text);
        json.WriteString("value", Value.ToString());
        json.WriteNumber("digits", Value.Digits.Length);
        if (Instance.Label is { } label)
        {
            json.WriteBoolean("exact", Value.Equals(label));
        }
    }
}
