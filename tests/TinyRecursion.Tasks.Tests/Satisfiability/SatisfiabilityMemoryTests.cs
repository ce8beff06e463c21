using TinyRecursion.Execution.Float;
using TinyRecursion.Models;
using TinyRecursion.Tasks.Satisfiability;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Satisfiability;

public class SatisfiabilityMemoryTests
{
    private const int BytesPerFloat = 4;

    [Fact]
    public void A_run_of_the_rule_takes_little_more_memory_than_its_widest_moment_needs()
    {
        Model model = Model.Load(Path.Combine(AppContext.BaseDirectory, "models", "sat.safetensors"));
        var random = new SeededRandom(1);
        const int Variables = 230, Clauses = 1000;
        var formula = new CnfFormula(
            Variables, [.. Enumerable.Range(0, Clauses).Select(_ => Enumerable.Range(0, 3).Select(_ => random.NextInt32(2 * Variables)).ToArray())]);
        using var weights = new FloatWeights(model.Graph, model.Parameters.Span);
        using var session = new FloatSession(weights);

        session.Bind(SatisfiabilityEncoding.Encode(formula, new bool[Variables]));

        // Most is needed while clauses conclude: the states before and after the step with their scales, each literal's message and
        // update, what each clause pools and what it concludes.
        const int Needed = (2 * Variables * (33 + 33 + 32 + 64)) + (Clauses * (64 + 32));
        Assert.InRange(session.Layout.Bytes, BytesPerFloat * Needed, BytesPerFloat * Needed * 1.01);
    }
}
