using System.Text.Json;
using TinyRecursion.Recursion.Search;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>The satisfying assignment, or the refutation that the search leaves behind.</summary>
/// <param name="instance">The formula.</param>
internal sealed class SatisfiabilityProof(CnfInstance instance) : AnswerProof
{
    private Refutation? _refutation;

    public override void Record(ITracedStep step)
    {
        if (step is SearchStep<PartialAssignment> node)
        {
            _refutation ??= new Refutation(new CompactFormula(instance.Formula));
            _refutation.Visit(node.Depth, node.Choice.Variable, node.Choice.Value != 0, node.Status == NodeStatus.Contradiction);
        }
    }

    public override string? Write(Utf8JsonWriter json, Answer answer)
    {
        var own = (SatisfiabilityAnswer)answer;
        CnfFormula formula = instance.Formula;
        bool isSatisfied = own.Status == AnswerStatus.Solved;
        if (!isSatisfied && WhyNoRefutation(own) is { } reason)
        {
            return reason;
        }

        json.WriteString("claim", isSatisfied ? "satisfiable" : "unsatisfiable");
        json.WriteNumber("variables", formula.Variables);
        json.WriteStartArray("clauses");
        for (int clause = 0; clause < formula.ClauseCount; clause++)
        {
            foreach (int literal in formula.Clause(clause))
            {
                json.WriteNumberValue(Literal.ToNumber(literal));
            }

            json.WriteNumberValue(0);
        }

        json.WriteEndArray();
        if (isSatisfied)
        {
            JsonText.WriteNumbers(json, "assignment", own.Assignment!.Select((value, variable) => Literal.ToNumber(Literal.Of(variable, value))));
        }
        else
        {
            WriteSteps(json);
        }

        return null;
    }

    public override string? WriteRefutation(Stream output, Answer answer)
    {
        string? reason = WhyNoRefutation((SatisfiabilityAnswer)answer);
        if (reason is null)
        {
            _refutation!.Write(output);
        }

        return reason;
    }

    private string? WhyNoRefutation(SatisfiabilityAnswer answer)
    {
        if (answer.Status != AnswerStatus.Refuted)
        {
            return answer.Status == AnswerStatus.Solved ? "the formula is satisfied" : answer.Failure();
        }

        if (_refutation is null)
        {
            _refutation = new Refutation(new CompactFormula(instance.Formula));
            _refutation.Visit(0, 0, value: false, isClosed: true);
        }

        return _refutation.IsTooLong ? "the refutation is too long to keep" : null;
    }

    private void WriteSteps(Utf8JsonWriter json)
    {
        json.WriteStartArray("drat");
        foreach ((bool deletes, ReadOnlyMemory<int> clause) in _refutation!.Steps())
        {
            json.WriteStartArray();
            if (deletes)
            {
                json.WriteNumberValue(0);
            }

            foreach (int number in clause.Span)
            {
                json.WriteNumberValue(number);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
