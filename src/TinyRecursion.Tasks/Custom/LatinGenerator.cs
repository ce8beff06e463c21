namespace TinyRecursion.Tasks.Custom;

/// <summary>Makes the data of the worked example of tasks of one's own: Latin squares with holes.</summary>
internal sealed class LatinGenerator : InstanceGenerator
{
    private enum Example
    {
        Latin,
    }

    private static readonly Setting<Example> Kind = Setting.Positional(Setting.Choice("kind", "The example to make", (Example.Latin, "latin", "Latin squares")));

    private static readonly Setting<int> Side = Setting.Whole("side", 5, 2, LatinSquares.MaximumSide, "Rows, columns and symbols.");

    public override VerbHelp Help => new(
        "Make Latin squares with holes and exactly one completion, as JSON Lines on standard output: known classes, labels, and\n"
        + "rows and columns as groups that must be distinct.",
        "trm generate custom latin --side 5 --count 2000 --seed 1 > latin.jsonl");

    public override IReadOnlyList<Setting> Settings => [Kind, Side];

    public override IInstance Generate(ulong seed, ulong number, Settings settings, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return LatinSquares.Generate(seed, number, settings.Get(Side));
    }

    public override void Write(TextWriter output, IEnumerable<IInstance> instances, Settings settings)
    {
        foreach (IInstance instance in instances)
        {
            output.WriteLine(CustomFile.ToLine((CustomInstance)instance));
        }
    }
}
