using CsCheck;
using TinyRecursion.Recursion;
using TinyRecursion.Recursion.FixedPoint;
using Xunit;

namespace TinyRecursion.Tests.Recursion;

public class FixedPointSolverTests
{
    private static readonly Dictionary<string, FixedPointSolver> Solvers = new()
    {
        ["plain"] = FixedPointSolver.Plain(),
        ["damped"] = FixedPointSolver.Damped(0.6),
        ["anderson"] = FixedPointSolver.Anderson(),
        ["broyden"] = FixedPointSolver.Broyden(),
    };

    public static TheoryData<string> Names => [.. Solvers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_cosine_has_one_fixed_point(string solver)
    {
        FixedPointResult result = Solvers[solver].Solve((x, y) => y[0] = Math.Cos(x[0]), [1.0]);

        Assert.Equal(FixedPointEnd.Converged, result.End);
        Assert.Equal(0.7390851332151607, result.Solution[0], 1e-9);
        Assert.Equal(result.Residual, result.Residuals.Min());
        Assert.InRange(result.Residual, 0, 1e-10);
        Assert.Equal(result.Residuals.Count, result.Evaluations);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Contractions_are_solved_whatever_they_look_like(string solver) => Gen.Int[1, 9].SelectMany(
        n => Gen.Select(Gen.Int[-99, 99].Array[n * n], Gen.Int[-50, 50].Array[n])).Sample((entries, target) =>
    {
        int n = target.Length;
        double[] solution = Array.ConvertAll(target, value => value / 10.0);
        // Rows whose absolute sums stay below 0.9 contract in the largest entry.
        double largest = Math.Max(1, Enumerable.Range(0, n).Max(i => entries.AsSpan(i * n, n).ToArray().Sum(Math.Abs)));
        Action<ReadOnlySpan<double>, Span<double>> map = (x, y) =>
        {
            for (int i = 0; i < n; i++)
            {
                y[i] = solution[i];
                for (int j = 0; j < n; j++)
                {
                    y[i] += 0.9 * entries[(i * n) + j] / largest * (x[j] - solution[j]);
                }
            }
        };

        FixedPointResult result = Solvers[solver].Solve(map, new double[n], new FixedPointOptions { MaximumEvaluations = 2000 });

        Assert.Equal(FixedPointEnd.Converged, result.End);
        Assert.All(solution.Index(), entry => Assert.Equal(entry.Item, result.Solution[entry.Index], 1e-7));
    }, iter: 300);

    [Theory]
    [InlineData(20, 0.999)]
    [InlineData(6, 0.9999)]
    [InlineData(60, 0.99)]
    public void Anderson_needs_at_most_half_of_the_evaluations_on_ill_conditioned_maps(int n, double slowest)
    {
        Action<ReadOnlySpan<double>, Span<double>> map = Rotated(n, slowest, out double[] solution);
        var options = new FixedPointOptions { MaximumEvaluations = 400_000 };

        FixedPointResult plain = Solvers["plain"].Solve(map, new double[n], options);
        FixedPointResult anderson = Solvers["anderson"].Solve(map, new double[n], options);
        FixedPointResult broyden = Solvers["broyden"].Solve(map, new double[n], options);

        Assert.True(plain.HasConverged && anderson.HasConverged && broyden.HasConverged);
        Assert.InRange(2 * anderson.Evaluations, 1, plain.Evaluations);
        Assert.InRange(2 * broyden.Evaluations, 1, plain.Evaluations);
        Assert.All(solution.Index(), entry => Assert.Equal(entry.Item, anderson.Solution[entry.Index], 1e-5));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_map_without_a_fixed_point_is_given_up_on(string solver)
    {
        FixedPointResult shift = Solvers[solver].Solve((x, y) => y[0] = x[0] + 1, [0.0], new FixedPointOptions { MaximumEvaluations = 50 });
        FixedPointResult exponential = Solvers[solver].Solve((x, y) => y[0] = Math.Exp(x[0]), [0.0]);

        Assert.Equal(FixedPointEnd.GaveUp, shift.End);
        Assert.Equal(50, shift.Evaluations);
        Assert.False(exponential.HasConverged);
        Assert.True(double.IsFinite(exponential.Solution[0]));
    }

    [Fact]
    public void Where_plain_iteration_circles_or_runs_away_others_find_the_point()
    {
        Action<ReadOnlySpan<double>, Span<double>> circle = (x, y) => y[0] = -x[0], away = (x, y) => y[0] = (2 * x[0]) + 1;

        Assert.Equal(FixedPointEnd.GaveUp, Solvers["plain"].Solve(circle, [1.0]).End);
        Assert.Equal(FixedPointEnd.Diverged, Solvers["plain"].Solve(away, [1.0], new FixedPointOptions { MaximumEvaluations = 5000 }).End);
        Assert.Equal(0, Solvers["damped"].Solve(circle, [1.0]).Solution[0], 1e-9);
        foreach (string solver in (string[])["anderson", "broyden"])
        {
            Assert.Equal(0, Solvers[solver].Solve(circle, [1.0]).Solution[0], 1e-9);
            Assert.Equal(-1, Solvers[solver].Solve(away, [1.0]).Solution[0], 1e-9);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_fixed_point_to_start_from_takes_one_look(string solver)
    {
        double[] start = [3, 4];

        FixedPointResult result = Solvers[solver].Solve((x, y) => x.CopyTo(y), start);

        Assert.Equal((1, 0.0), (result.Evaluations, result.Residual));
        Assert.Equal(start, result.Solution);
        Assert.NotSame(start, result.Solution);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_rule_is_a_map_too(string solver)
    {
        var rule = new PlainRule(x => (0.5f * x) + 1);
        var trace = new Trace();

        Outcome<RuleState> outcome = new RuleFixedPoint(rule, Solvers[solver]).Run(new RuleState(PlainRule.Problem), trace);

        Assert.Equal(HaltReason.Converged, outcome.Reason);
        Assert.InRange(outcome.Residual, 0, 1e-5);
        Assert.Equal(2f, outcome.Answer!.State.Span[0], 1e-4f);
        Assert.Equal(2f, outcome.Answer.Logits.Span[0], 1e-4f);
        Assert.Equal(Enumerable.Range(1, (int)outcome.Steps).Select(number => (long)number), trace.Steps.Select(step => step.Step));
        Assert.Equal(0, rule.OpenSessions);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_rule_without_a_fixed_point_is_said_not_to_converge_and_a_check_has_the_last_word(string solver)
    {
        var start = new RuleState(PlainRule.Problem);
        var options = new FixedPointOptions { Tolerance = 1e-5, MaximumEvaluations = 20 };

        Assert.Contains(
            new RuleFixedPoint(new PlainRule(x => x + 1), Solvers[solver], options).Run(start).Reason,
            (HaltReason[])[HaltReason.StepLimit, HaltReason.Diverged]);
        Assert.Equal(
            HaltReason.Verified,
            new RuleFixedPoint(new PlainRule(x => x / 2), Solvers[solver], check: logits => logits[0] == 0).Run(start).Reason);
    }

    [Fact]
    public void Arguments_out_of_range_and_cancellation()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => FixedPointSolver.Damped(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => FixedPointSolver.Damped(1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => FixedPointSolver.Anderson(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => FixedPointSolver.Broyden(0));
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(
            () => Solvers["plain"].Solve((x, y) => y[0] = x[0] + 1, [0.0], cancellation: stop.Token));
    }

    /// <summary>A linear map with contraction factors from 0 to a slowest one, in a basis that hides them.</summary>
    private static Action<ReadOnlySpan<double>, Span<double>> Rotated(int n, double slowest, out double[] solution)
    {
        var random = new SeededRandom(3);
        double[] axis = [.. Enumerable.Range(0, n).Select(_ => (double)random.NextGaussian())];
        double length = axis.Sum(value => value * value);
        double[] point = solution = [.. Enumerable.Range(0, n).Select(_ => (double)random.NextGaussian())];
        return (x, y) =>
        {
            // Reflect, contract, reflect back: the reflection is its own inverse.
            var d = new double[n];
            for (int i = 0; i < n; i++)
            {
                d[i] = x[i] - point[i];
            }

            Reflect(d);
            for (int i = 0; i < n; i++)
            {
                d[i] *= slowest * (i + 1) / n;
            }

            Reflect(d);
            for (int i = 0; i < n; i++)
            {
                y[i] = point[i] + d[i];
            }
        };

        void Reflect(double[] d)
        {
            double factor = 2 * d.Zip(axis, (a, b) => a * b).Sum() / length;
            for (int i = 0; i < n; i++)
            {
                d[i] -= factor * axis[i];
            }
        }
    }
}
