using TinyRecursion.Execution.Finite;
using TinyRecursion.Execution.Float;
using TinyRecursion.Models;

namespace TinyRecursion.Assurance.Proofs;

/// <summary>
/// Checks the finite part of a theorem: runs the rule, in the form in which it runs otherwise, on every point of its local
/// domain and compares it with the specification, then checks the premises of the induction over the rule's table.
/// Deterministic; threads change the speed alone.
/// </summary>
public static class Prover
{
    /// <summary>Checks a model.</summary>
    /// <param name="theorem">The theorem.</param>
    /// <param name="model">The model of the rule.</param>
    /// <param name="threads">Threads, at least one.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ArgumentException">The model's rule is not of the kind that the theorem is about; the message says why.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Proof Prove(ITheorem theorem, Model model, int threads = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(theorem);
        ArgumentNullException.ThrowIfNull(model);
        FiniteShape shape = theorem.Specification.Shape;
        RequireFit(theorem, model);
        FiniteMachine specification = FiniteMachine.Of(theorem.Specification);
        var machine = FiniteMachine.Tabulate(
            model.Graph, model.Parameters.Span, shape.FeatureKinds, threads, cancellation: cancellation);
        (long wrong, Counterexample? counterexample) = Compare(theorem, specification, machine);
        (float margin, long point) = SmallestMargin(model, specification, threads, cancellation);
        if (!float.IsFinite(margin))
        {
            counterexample ??= new Counterexample($"point {point}", "finite numbers before the snap", "others");
        }

        var premises = new List<CheckedPremise>();
        foreach (Premise premise in theorem.Premises)
        {
            PremiseResult result = premise.Check(machine);
            if (result.Counterexample is null)
            {
                premises.Add(new CheckedPremise(premise.Name, premise.Statement, result.Points));
            }
            else
            {
                counterexample ??= new Counterexample(result.Counterexample, $"'{premise.Statement}'", "otherwise");
            }
        }

        return new Proof(
            shape.Size, wrong, counterexample, margin, point, specification.Digest(), machine.Digest(), premises);
    }

    /// <summary>Refuses a model of another kind than a theorem is about.</summary>
    /// <exception cref="ArgumentException">It is; the message says why.</exception>
    internal static void RequireFit(ITheorem theorem, Model model)
    {
        if (model.Task != theorem.Task)
        {
            throw new ArgumentException($"The model is of task '{model.Task}', the theorem is about task '{theorem.Task}'.");
        }

        if (model.Cycles is not null)
        {
            throw new ArgumentException("The rule runs in nested cycles, the theorem is about the plain loop.");
        }

        if (model.Quantised is not null)
        {
            throw new ArgumentException("The rule runs in integers, theorems are proved of rules in floating point: prove the model that it was made of.");
        }

        FiniteShape needed = theorem.Specification.Shape, found = FiniteShape.Of(model.Graph, needed.FeatureKinds);
        if (!found.Matches(needed))
        {
            throw new ArgumentException($"The rule looks at {found}, the theorem is about {needed}.");
        }
    }

    private static (long Wrong, Counterexample? First) Compare(ITheorem theorem, FiniteMachine specification, FiniteMachine machine)
    {
        long wrong = 0;
        Counterexample? first = null;
        var inputs = new int[specification.Shape.InputCount];
        for (int key = 0; key < machine.Table.Length; key++)
        {
            if (machine.Table[key] != specification.Table[key])
            {
                wrong++;
                specification.Shape.Inputs(key, inputs);
                first ??= new Counterexample(
                    theorem.Describe(inputs), theorem.DescribeSymbol(specification.Table[key]), theorem.DescribeSymbol(machine.Table[key]));
            }
        }

        return (wrong, first);
    }

    private static (float Margin, long Point) SmallestMargin(
        Model model, FiniteMachine specification, int threads, CancellationToken cancellation)
    {
        FiniteShape shape = specification.Shape;
        using var rule = new NeuralRule(FiniteRules.Logits(model.Graph), model.Parameters.Span);
        var runner = new LocalRunner(rule, shape);
        var gate = new Lock();
        (float Margin, long Point) smallest = (float.PositiveInfinity, 0);
        runner.Run(
            threads,
            (first, values) =>
            {
                (float Margin, long Point) own = (float.PositiveInfinity, 0);
                for (int i = 0; i * shape.StateWidth < values.Length; i++)
                {
                    float margin = shape.Margin(values.AsSpan(i * shape.StateWidth, shape.StateWidth), specification.Table[(int)first + i]);
                    own = margin < own.Margin || float.IsNaN(margin) ? (margin, first + i) : own;
                }

                lock (gate)
                {
                    // Of equals the first point, whichever thread comes first.
                    smallest = own.CompareTo(smallest) < 0 ? own : smallest;
                }
            },
            cancellation);
        return smallest;
    }
}
