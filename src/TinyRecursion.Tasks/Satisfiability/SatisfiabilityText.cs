using System.Text;
using TinyRecursion.Recursion;

namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>Answers in the output format of the SAT competitions: comment lines, a status line, value lines.</summary>
public static class SatisfiabilityText
{
    private const int LineLength = 78;

    /// <summary>The lines of one answer.</summary>
    /// <param name="answer">The answer.</param>
    public static string Of(SatisfiabilityAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        SatisfiabilityResult result = answer.Result;
        var text = new StringBuilder($"c {answer.Instance.Name}: {Words(result)}\n");
        if (answer.ContradictsLabel)
        {
            text.Append("c the file says otherwise\n");
        }

        text.Append(result.Status switch
        {
            SatisfiabilityStatus.Satisfied => "s SATISFIABLE\n",
            SatisfiabilityStatus.Refuted => "s UNSATISFIABLE\n",
            _ => "s UNKNOWN\n",
        });
        if (result.Status == SatisfiabilityStatus.Satisfied)
        {
            AppendValues(text, result.Assignment!);
        }

        return text.ToString();
    }

    /// <summary>What came out, in words.</summary>
    /// <param name="result">What came out.</param>
    public static string Words(SatisfiabilityResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Status switch
        {
            SatisfiabilityStatus.Satisfied when result.Start >= 0 => $"satisfied, {Count(result.Steps, "step")}, start {result.Start + 1}",
            SatisfiabilityStatus.Satisfied => $"satisfied, {Count(result.Nodes, "node")}",
            SatisfiabilityStatus.Refuted => $"unsatisfiable: refuted with {Count(result.Nodes, "node")}",
            _ => $"not found: {Cause(result)}" + (result.Verdict is { } verdict ? $"; last tried: {verdict}" : string.Empty),
        };
    }

    private static string Cause(SatisfiabilityResult result) => (result.Reason, result.Nodes > 1) switch
    {
        (HaltReason.TimeLimit, _) => $"search gave up at the time limit after {Count(result.Nodes, "node")}",
        (HaltReason.MemoryLimit, _) => $"search gave up at the memory limit after {Count(result.Nodes, "node")}",
        (HaltReason.StepLimit, true) => $"search gave up after {Count(result.Nodes, "node")}",
        (HaltReason.Converged, _) => "unit propagation leaves it open",
        _ => $"nothing in {Count(result.Steps, "step")}",
    };

    private static string Count(long number, string what) => $"{number} {what}{(number == 1 ? string.Empty : "s")}";

    private static void AppendValues(StringBuilder text, bool[] assignment)
    {
        int length = 1;
        text.Append('v');
        foreach (string value in assignment.Select((value, variable) => $"{(value ? variable + 1 : -variable - 1)}").Append("0"))
        {
            if (length + 1 + value.Length > LineLength)
            {
                text.Append("\nv");
                length = 1;
            }

            text.Append(' ').Append(value);
            length += 1 + value.Length;
        }

        text.Append('\n');
    }
}
