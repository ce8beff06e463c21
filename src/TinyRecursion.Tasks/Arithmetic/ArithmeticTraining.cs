using TinyRecursion.Learning;
using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Arithmetic;

/// <summary>Training of the rule of one digit on its specification.</summary>
internal sealed class ArithmeticTraining : LocalTraining
{
    private static readonly Setting<int> Product = Setting.Whole("product", 16, 1, 4096, "Width of the product of the two digits' embeddings.");

    private static readonly Setting<int> Hidden = Setting.Whole("hidden", 64, 1, 4096, "Width of the two hidden layers.");

    public override string Name => ArithmeticRule.Task;

    public override VerbHelp Help => new(
        "Train the rule of one digit on random points of its domain and on its own counterexamples, until none is left:\n"
        + "seconds to a minute on one core. 'trm prove arithmetic' then checks all of it.",
        "trm train arithmetic --out my.safetensors");

    public override IReadOnlyList<Setting> Settings { get; } = [Product, Hidden];

    public override LocalTrainingOptions Defaults { get; } = new() { Margin = 3f };

    public override LocalTrainingPlan Plan(Settings settings)
    {
        RuleGraph graph = ArithmeticRule.Create(settings.Get(Product), settings.Get(Hidden));
        return new LocalTrainingPlan
        {
            Task = Name,
            Graph = graph,
            Specification = DigitSpecification.Instance,
            Finish = parameters => ArithmeticRule.SetReadout(graph, parameters),
            Options = Defaults,
        };
    }
}
