using System.Text;
using System.Text.Json;
using TinyRecursion.Learning;
using TinyRecursion.Models;
using TinyRecursion.Tasks.Satisfiability;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Satisfiability;

/// <summary>The task of formulas as the verbs see it.</summary>
public class SatisfiabilityTaskTests
{
    private static readonly SatisfiabilityTask Task = new();

    private static List<SourcedInstance> Read(string text) =>
        [.. Task.ReadInstances(new StringReader(text), "f", Settings.Default).Select(instance => new SourcedInstance(instance, "f"))];

    [Fact]
    public void Answers_are_written_as_in_the_competitions()
    {
        using Solver solver = Task.Open(null);
        using var output = new StringWriter();
        foreach (SourcedInstance one in Read("#\nx 1 1 UNSAT - - 1\ny 2 3 ? - - 1 -1,2 -2\nz 2 1 ? - - 1,2"))
        {
            solver.Solve(one.Instance, trace: null).WriteText(output);
        }

        Assert.Equal(
            "c x: satisfied, 1 node\nc the file says otherwise\ns SATISFIABLE\nv 1 0\n"
            + "c y: unsatisfiable: refuted with 1 node\ns UNSATISFIABLE\n"
            + "c z: not found: unit propagation leaves it open; last tried: clause 1 (1 2) has no true literal\ns UNKNOWN\n",
            output.ToString());
    }

    [Fact]
    public void Long_assignments_are_several_lines()
    {
        int[][] clauses = [.. Enumerable.Range(1, 100).Select(variable => new[] { variable % 3 == 0 ? -variable : variable })];
        using Solver<CnfInstance, SatisfiabilityAnswer> solver = Task.Open(null);
        using var output = new StringWriter();
        solver.Solve(Formulas.Instance(100, clauses)).WriteText(output);

        string[] values = [.. output.ToString().Split('\n').Where(line => line.StartsWith('v'))];
        Assert.All(values, line => Assert.InRange(line.Length, 1, 78));
        Assert.Equal([.. clauses.Select(clause => clause[0]), 0], values.SelectMany(line => line[2..].Split(' ')).Select(int.Parse));
    }

    [Fact]
    public void Answers_and_formulas_are_fields_in_JSON()
    {
        using Solver solver = Task.Open(null);
        SourcedInstance one = Read("#\nx 2 2 UNSAT - - 1 -2")[0];

        Assert.Equal(
            """{"name":"x","note":"satisfied, 1 node","assignment":[1,-2],"start":0,"contradictsFile":true,"nodes":1}""",
            Json(writer => solver.Solve(one.Instance, trace: null).WriteJson(writer)));
        Assert.Equal("""{"name":"x","status":"unsatisfiable","formula":"x 2 2 UNSAT - - 1 -2"}""", Json(writer => Task.WriteJson(writer, one.Instance)));
    }

    [Fact]
    public void Metrics_tell_satisfied_from_refuted_and_compare_with_the_labels_there_are()
    {
        using Solver solver = Task.Open(null);
        var evaluation = Evaluation.Run(solver, Read("#\nx 1 1 UNSAT - - 1\ny 2 3 UNSAT - - 1 -1,2 -2\nz 2 1 ? - - 1,2"), threads: 2);

        Dictionary<string, double> values = evaluation.Metrics.ToDictionary(value => value.Metric.Key, value => value.Value);
        Assert.Equal((1, 1, 3), (values["satisfiedCount"], values["refutedCount"], values["nodesTotal"]));
        Assert.Equal((2 / 3.0, 0.5, 0), (values["solvedShare"], values["exactShare"], values["stepsMean"]));
    }

    [Theory]
    [InlineData(RuleKind.Neural)]
    [InlineData(RuleKind.Mixed)]
    public void The_shipped_rule_satisfies_formulas_the_same_on_any_number_of_threads(RuleKind rules)
    {
        using var solver = Task.OpenSolver(
            Shipped.Formulas, "m", Settings.Default.With(SatisfiabilitySettings.Rules, rules).With(SatisfiabilitySettings.Restarts, 16));
        for (ulong i = 0; i < 4; i++)
        {
            CnfInstance formula = SatisfiabilityGenerator.Make(9, i, Settings.Default.With(SatisfiabilitySettings.Variables, 20));
            SatisfiabilityAnswer one = solver.Solve(formula), two = solver.Solve(formula, threads: 2);

            Assert.Equal(AnswerStatus.Solved, one.Status);
            Assert.True(one.Start >= 0);
            Assert.Equal((one.Note, one.Steps), (two.Note, two.Steps));
            Assert.Equal(one.Assignment, two.Assignment);
        }
    }

    [Fact]
    public void The_rule_alone_proves_nothing_and_with_search_it_does()
    {
        CnfInstance formula = Formulas.Instance(2, [1, 2], [-1, 2], [1, -2], [-1, -2]);
        Settings few = Settings.Default.With(SatisfiabilitySettings.Restarts, 2).With(SatisfiabilitySettings.MaximumSteps, 8);
        using Solver<CnfInstance, SatisfiabilityAnswer> alone = Task.OpenSolver(Shipped.Formulas, "m", few);
        using Solver<CnfInstance, SatisfiabilityAnswer> searching = Task.OpenSolver(Shipped.Formulas, "m", few.With(StandardSettings.Search, true));

        SatisfiabilityAnswer open = alone.Solve(formula), refuted = searching.Solve(formula);

        Assert.Equal((AnswerStatus.Unsolved, 16, 0), (open.Status, open.Steps, open.Nodes));
        Assert.StartsWith("not found: nothing in 16 steps; last tried: clause ", open.Note, StringComparison.Ordinal);
        Assert.Equal(AnswerStatus.Refuted, refuted.Status);
        Assert.True(refuted.Steps > 16 && refuted.Nodes > 1);
    }

    [Fact]
    public void A_formula_is_encoded_as_its_first_start_sees_it()
    {
        CnfInstance formula = Formulas.Instance(40, [1, 2]);
        bool[] suggestion = SatisfiabilityEncoding.DrawSuggestion(40, SeededRandom.For(1, 0).State);

        Assert.Equal(
            SatisfiabilityEncoding.Encode(formula.Formula, suggestion).Features.ToArray(),
            Task.Encode(formula, "f", Shipped.Formulas).Features.ToArray());
    }

    [Fact]
    public void Settings_out_of_range_and_models_that_do_not_fit_are_refused()
    {
        Assert.Equal(
            "--variables must be 5 to 100, not 500",
            Assert.Throws<SettingException>(() => Settings.Default.With(SatisfiabilitySettings.TrainingVariables, 500)).Message);
        Assert.Throws<SettingException>(() => Settings.Default.With(SatisfiabilitySettings.Restarts, 0));
        Assert.Throws<SettingException>(() => Settings.Default.With(StandardSettings.TimeLimit, 0));
        Assert.StartsWith("m: does not fit formulas: ", Assert.Throws<ModelFormatException>(
            () => Task.OpenSolver(Shipped.Graphs, "m", Settings.Default)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Training_makes_formulas_of_its_own_which_hints_make_smaller()
    {
        var training = (GradientTraining)Assert.Single(Task.Training);
        var data = new TrainingData { Validation = Read("#\nx 1 1 SAT - - 1"), Start = Shipped.Formulas };
        TrainingPlan plan = training.Plan(data, Settings.Default.With(SatisfiabilitySettings.TrainingVariables, 20));

        Assert.Equal("random satisfiable 3-SAT near the threshold, 5 to 20 variables, suggestions weigh 0.1", plan.Source.Identity);
        Assert.Equal((15, 5f), (plan.Source.MaximumHint, plan.Options.InitialHint));
        Assert.Equal(10, plan.Source.Create(3, 15).Problem.Cells);
        Assert.InRange(plan.Source.Create(3, 0).Problem.Cells, 20, 40);
        Assert.Equal(1, plan.Validate!(Shipped.Formulas, 1, TestContext.Current.CancellationToken));
        Assert.Null(training.Plan(new TrainingData(), Settings.Default).Validate);
    }

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
