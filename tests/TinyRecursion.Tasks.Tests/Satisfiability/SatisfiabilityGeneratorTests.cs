using CsCheck;
using TinyRecursion.Tasks.Satisfiability;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Satisfiability;

public class SatisfiabilityGeneratorTests
{
    [Fact]
    public void Formulas_are_of_the_kind_asked_for() => Gen.Select(
        Gen.ULong, Gen.Int[1, 3], Gen.Int[0, 12], Gen.Int[0, 30], Gen.Enum<SatisfiabilityKind>()).Sample((seed, literals, more, clauses, kind) =>
    {
        int variables = literals + (more % 6);
        Settings settings = Settings.Default
            .With(SatisfiabilitySettings.Variables, variables).With(SatisfiabilitySettings.Literals, literals)
            .With(SatisfiabilitySettings.Clauses, clauses).With(SatisfiabilitySettings.Kind, kind);
        CnfInstance made;
        try
        {
            made = SatisfiabilityGenerator.Make(seed, 1, settings);
        }
        catch (SettingException)
        {
            // Nearly none of this size is of the kind.
            Assert.True(kind is SatisfiabilityKind.Satisfiable or SatisfiabilityKind.Unsatisfiable);
            return;
        }

        Assert.Equal((variables, clauses), (made.Formula.Variables, made.Formula.ClauseCount));
        Assert.All(Formulas.Clauses(made.Formula), clause => Assert.Equal(literals, clause.Select(Math.Abs).Distinct().Count()));
        bool possible = Formulas.Assignments(variables).Any(one => Formulas.Satisfies(made.Formula, one));
        Assert.Equal(kind switch { SatisfiabilityKind.Any => null, SatisfiabilityKind.Unsatisfiable => false, _ => true }, made.IsSatisfiable);
        Assert.True(made.IsSatisfiable is null || made.IsSatisfiable == possible);
        Assert.True(made.Model is null || Formulas.Satisfies(made.Formula, made.Model));
        Assert.True(Formulas.Same(made.Formula, SatisfiabilityGenerator.Make(seed, 1, settings).Formula));
    }, iter: 60);

    [Fact]
    public void Half_of_the_formulas_at_the_threshold_are_satisfiable()
    {
        Settings settings = Settings.Default.With(SatisfiabilitySettings.Variables, 20).With(SatisfiabilitySettings.Kind, SatisfiabilityKind.Any);
        using Solver<CnfInstance, SatisfiabilityAnswer> solver = Formulas.Searching();
        int satisfied = Enumerable.Range(0, 200).Count(i => solver.Solve(SatisfiabilityGenerator.Make(3, (ulong)i, settings)).Status == AnswerStatus.Solved);

        Assert.InRange(satisfied, 70, 130);
    }

    [Fact]
    public void Sizes_that_cannot_be_are_refused()
    {
        Refused(Settings.Default.With(SatisfiabilitySettings.Variables, 2), "--variables must be 3 to 1048576 for clauses of 3 literals, not 2");
        Refused(Settings.Default.With(SatisfiabilitySettings.Literals, 4), "--clauses is needed where --literals is not 3");
        Refused(
            Settings.Default.With(SatisfiabilitySettings.Clauses, 4_000_000).With(SatisfiabilitySettings.Literals, 5),
            "--clauses 4000000 of 5 literals are more than a formula may have");
        Refused(
            Settings.Default.With(SatisfiabilitySettings.Variables, 5).With(SatisfiabilitySettings.Clauses, 1)
                .With(SatisfiabilitySettings.Kind, SatisfiabilityKind.Unsatisfiable),
            "Of 1000 formulas of 5 variables and 1 clauses none was unsatisfiable: ask for more clauses.");
        Assert.Throws<SettingException>(() => Settings.Default.With(SatisfiabilitySettings.Clauses, -1));

        static void Refused(Settings settings, string message) =>
            Assert.Equal(message, Assert.Throws<SettingException>(() => SatisfiabilityGenerator.Make(1, 0, settings)).Message);
    }

    [Fact]
    public void A_folder_receives_a_file_for_each_formula_which_reads_back()
    {
        string folder = Directory.CreateTempSubdirectory("sat").FullName;
        try
        {
            var task = new SatisfiabilityTask();
            Settings settings = Settings.Default.With(SatisfiabilitySettings.Variables, 6).With(SatisfiabilitySettings.Folder, Path.Combine(folder, "made"));
            CnfInstance[] made = [.. Enumerable.Range(0, 3).Select(i => (CnfInstance)task.Generator.Generate(4, (ulong)i, settings))];
            using var output = new StringWriter();
            task.Generator.Write(output, made, settings);

            IReadOnlyList<SourcedInstance> read = task.ReadFiles([Path.Combine(folder, "made")], Settings.Default);

            Assert.Empty(output.ToString());
            Assert.All(read.Zip(made), pair => Assert.True(Formulas.Same(((CnfInstance)pair.First.Instance).Formula, pair.Second.Formula)));
            Assert.Equal(made.Select(one => one.Name + ".cnf"), read.Select(one => ((CnfInstance)one.Instance).Name));
            Assert.Equal($"{folder}: holds no file that ends in .cnf, .dimacs", Assert.Throws<InstanceFormatException>(() => task.Expand(folder)).Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
