using System.Text.Json;
using TinyRecursion.Execution.Finite;
using TinyRecursion.Models;
using TinyRecursion.Problems;

namespace TinyRecursion.Tasks.Arithmetic;

/// <summary>Sums, differences and products of integers of any length, digit by digit.</summary>
internal sealed class ArithmeticTask : TaskDefinition<ArithmeticInstance, ArithmeticAnswer>
{
    private const ulong HeldOutSeed = 0x68656c64_6f757400;
    private const ulong CalibrationSeed = 1;
    private const int HeldOutInstances = 100;
    private const int HeldOutDigits = 40;

    /// <summary>Points of the domain of one digit in one problem to calibrate on.</summary>
    private const int CalibrationPoints = 512;

    /// <summary>The kind of rule.</summary>
    public static Setting<RuleKind> Rules { get; } = Setting.Choice(
        "rules", "The kind of rule",
        (RuleKind.Neural, "neural", "the learned rule of one digit"),
        (RuleKind.Algorithmic, "algorithmic", "the same digits by plain code"));

    public override string Name => "arithmetic";

    public override string Plural => "expressions";

    public override string ShippedModel => "arithmetic";

    public override string FileHelp => "File of expressions, one a line, or - for standard input: integers with + - * and parentheses, perhaps = and the value.";

    public override string Sample => "123456789 * 987654321\n(2026 - 11) * 30\n";

    public override VerbHelp SolveHelp => new(
        "Work out expressions with integers of any length: every digit is the answer of a learned rule of one digit, which\n"
        + "'trm prove arithmetic' proves for every length. Prints each with its value, checked with the library's own integers.\n"
        + "'trm calc' works out one that is typed.",
        "trm solve arithmetic sums.txt");

    public override VerbHelp EvalHelp => new(
        "Measure how many expressions come out right, checked with the library's own integers.",
        "trm generate arithmetic --digits 100 --count 50 | trm eval arithmetic - --json");

    public override IReadOnlyList<Setting> Settings { get; } = [Rules, .. StandardSettings.RunLimits];

    public override InstanceGenerator Generator => new ArithmeticInstanceGenerator();

    public override IReadOnlyList<TrainingMethod> Training { get; } = [new ArithmeticTraining()];

    public override string? WhyNot(Verb verb) => verb switch
    {
        Verb.Run => "trm-run stays small and does not hold it: use 'trm calc'",
        Verb.TrainRecipe => "the rule of one digit learns from its specification, not from token sequences: use 'trm train arithmetic'",
        _ => null,
    };

    public override bool NeedsModel(Settings settings)
    {
        return settings.Get(Rules) != RuleKind.Algorithmic;
    }

    internal override IReadOnlyList<string> FileEndings { get; } = [".txt"];

    public override IEnumerable<ArithmeticInstance> ReadInstances(TextReader text, string source, Settings settings) => ArithmeticFile.Read(text, source);

    public override Solver<ArithmeticInstance, ArithmeticAnswer> OpenSolver(Model? model, string name, Settings settings)
    {
        if (NeedsModel(settings))
        {
            ArgumentNullException.ThrowIfNull(model);
        }
        else if (model is not null)
        {
            throw new SettingException($"{name}: --rules algorithmic takes no --model");
        }

        return new ArithmeticSolver(model, name);
    }

    /// <summary>Points of the domain of one digit, which hold all that the rule ever sees.</summary>
    /// <param name="limit">Most problems.</param>
    public override IReadOnlyList<Problem> Calibration(int limit) => [.. Enumerable.Range(0, limit).Select(number =>
    {
        FiniteShape shape = DigitSpecification.Instance.Shape;
        var random = SeededRandom.For(CalibrationSeed, (ulong)number);
        var keys = new long[CalibrationPoints];
        for (int k = 0; k < keys.Length; k++)
        {
            keys[k] = (long)(random.NextUInt64() % (ulong)shape.Size);
        }

        return new LocalProblem(shape, keys).Problem;
    })];

    internal override IReadOnlyList<int> FeatureKinds => DigitSpecification.Instance.Shape.FeatureKinds;

    public override IReadOnlyList<SourcedInstance> HeldOut() => [.. Enumerable.Range(0, HeldOutInstances).Select(number => new SourcedInstance(
        ArithmeticInstanceGenerator.Generate(HeldOutSeed, (ulong)number, HeldOutDigits, (ArithmeticOperation)(number % 3)), "held-out expressions"))];

    internal override Func<IInstance, AnswerProof> Proofs => _ => new ArithmeticProof();

    protected override void Show(TextWriter output, ArithmeticInstance instance, TextColours colours)
    {
        output.Write(ArithmeticFile.ToLine(instance) + "\n");
    }

    protected override void WriteJson(Utf8JsonWriter json, ArithmeticInstance instance)
    {
        json.WriteString("expression", instance.Text);
        if (instance.Label is { } label)
        {
            json.WriteString("value", label.ToString());
        }
    }

    /// <summary>The wiring of the first operation that is worked out, with the first digit that a product is fed; without an operation no cells.</summary>
    /// <param name="instance">The expression.</param>
    /// <param name="source">Its file, for messages.</param>
    /// <param name="model">The model whose rule it is.</param>
    protected override Problem Encode(ArithmeticInstance instance, string source, Model model)
    {
        return DigitWiring.First(instance.Expression);
    }
}
