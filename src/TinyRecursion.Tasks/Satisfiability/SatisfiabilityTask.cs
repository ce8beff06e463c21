using System.Text.Json;
using TinyRecursion.IO;
using TinyRecursion.Models;
using TinyRecursion.Problems;

namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>Formulas in conjunctive normal form, to be satisfied or refuted.</summary>
internal sealed class SatisfiabilityTask : TaskDefinition<CnfInstance, SatisfiabilityAnswer>
{
    public override string Name => "sat";

    public override string Plural => "formulas";

    public override string ShippedModel => "sat";

    public override string FileHelp => "DIMACS CNF files, files with a formula a line, folders of .cnf and .dimacs files, or - for standard input.";

    public override string Sample =>
        """
        c four variables, six clauses
        p cnf 4 6
        1 2 -3 0
        -1 3 4 0
        -2 -4 3 0
        2 3 4 0
        -1 -3 -4 0
        1 -2 4 0

        """;

    public override VerbHelp SolveHelp => new(
        "Satisfy formulas in conjunctive normal form, or with --search refute them. Prints answers as in the SAT competitions:\n"
        + "a comment with the formula's name, 's SATISFIABLE' with the values on lines 'v', 's UNSATISFIABLE', or 's UNKNOWN'\n"
        + "where nothing was found. Exit code 0 if every formula was decided, with --competition 10 or 20.",
        "trm solve sat samples/sat/satisfiable.cnf samples/sat/unsatisfiable.cnf --search");

    public override VerbHelp EvalHelp => new(
        "Measure how many formulas a model satisfies, and with --search refutes, and at what cost.",
        "trm eval sat samples/sat/random50.txt --json");

    internal override bool HasCompetitionCodes => true;

    public override IReadOnlyList<Setting> Settings { get; } =
    [
        SatisfiabilitySettings.Rules, SatisfiabilitySettings.MaximumSteps, SatisfiabilitySettings.Restarts, StandardSettings.Seed,
        StandardSettings.Search, .. StandardSettings.Limits,
    ];

    public override InstanceGenerator Generator => new SatisfiabilityGenerator();

    public override IReadOnlyList<TrainingMethod> Training => [new SatisfiabilityTraining(this)];

    public override string? WhyNot(Verb verb) =>
        verb == Verb.TrainRecipe ? "its instances are cells and relations, not token sequences: use 'trm train sat'" : null;

    public override bool NeedsModel(Settings settings)
    {
        return settings.Get(SatisfiabilitySettings.Rules) != RuleKind.Algorithmic;
    }

    internal override IReadOnlyList<string> FileEndings => [".cnf", ".dimacs"];

    public override IEnumerable<CnfInstance> ReadInstances(TextReader text, string source, Settings settings) => SatisfiabilityFile.Read(text, source);

    public override Solver<CnfInstance, SatisfiabilityAnswer> OpenSolver(Model? model, string name, Settings settings)
    {
        return new SatisfiabilitySolver(model, name, settings);
    }

    protected override void Show(TextWriter output, CnfInstance instance, TextColours colours)
    {
        DimacsFile.Write(output, instance.Formula, $"{instance.Name} {instance.Label}");
    }

    protected override void WriteJson(Utf8JsonWriter json, CnfInstance instance)
    {
        json.WriteString("name", instance.Name);
        json.WriteString("status", instance.Label);
        json.WriteString("formula", SatisfiabilityLine.ToLine(instance));
    }

    /// <summary>The formula with the suggestion of the first start, the same for every model.</summary>
    /// <param name="instance">The formula.</param>
    /// <param name="source">Not used.</param>
    /// <param name="model">Not used.</param>
    protected override Problem Encode(CnfInstance instance, string source, Model model)
    {
        return SatisfiabilitySolver.FirstStart(instance.Formula);
    }

    internal override Func<IInstance, AnswerProof> Proofs => instance => new SatisfiabilityProof((CnfInstance)instance);

    internal override OutputKind RefutationKind { get; } = new("a refutation in DRAT", Refutation.IsText);

    /// <inheritdoc/>
    internal override (string Question, string Answer)? Compared(IInstance instance) => 
        (SatisfiabilityLine.ToLine((CnfInstance)instance with { Name = string.Empty, IsSatisfiable = null, Model = null }), string.Empty);
}
