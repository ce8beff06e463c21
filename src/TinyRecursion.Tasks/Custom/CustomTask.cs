using System.Text.Json;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Cells;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Custom;

/// <summary>A task of one's own that is described by data alone (<see cref="CustomFile"/>): the rule's shape follows from the data.</summary>
public sealed class CustomTask : CellTask<CustomInstance>
{
    /// <inheritdoc/>
    public override string Name => "custom";

    /// <inheritdoc/>
    public override string Plural => "instances of a task of your own";

    /// <inheritdoc/>
    public override string FileHelp => "File of instances as JSON Lines, or - for standard input.";

    /// <inheritdoc/>
    public override VerbHelp SolveHelp => new(
        "Answer instances of a task of your own. Prints a line of JSON for each: the cells that are asked for, a class for each,\n"
        + "and whether the answer is 'solved' (accepted), 'unsolved' (refused) or 'unchecked' (nothing says when it is right).",
        "trm solve custom unseen.jsonl --model latin.safetensors --restarts 8");

    /// <inheritdoc/>
    public override VerbHelp EvalHelp => new(
        "Measure how many instances of a task of your own a model answers: accepted where the instance says what must be\n"
        + "distinct, else equal to the labels.",
        "trm eval custom unseen.jsonl --model latin.safetensors --json");

    /// <inheritdoc/>
    public override InstanceGenerator Generator => new LatinGenerator();

    /// <inheritdoc/>
    public override string? WhyNot(Verb verb) => verb is Verb.Generate or Verb.Run ? null : base.WhyNot(verb);

    /// <inheritdoc/>
    internal override IReadOnlyList<string> FileEndings { get; } = [".jsonl"];

    /// <inheritdoc/>
    public override IEnumerable<CustomInstance> ReadInstances(TextReader text, string source, Settings settings) => CustomFile.Read(text, source);

    /// <inheritdoc/>
    public override Problem Encode(CustomInstance instance) => throw new NotSupportedException("The rule says how instances are encoded.");

    /// <inheritdoc/>
    public override int[]? Known(CustomInstance instance) => instance.Known;

    /// <summary>The labels of the cells that are asked for.</summary>
    /// <param name="instance">The instance.</param>
    public override int[]? Labels(CustomInstance instance)
    {
        if (instance.Labels is not { } labels)
        {
            return null;
        }

        var asked = new int[labels.Length];
        Array.Fill(asked, None);
        foreach (int cell in instance.Asked)
        {
            asked[cell] = labels[cell];
        }

        return asked;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string>? Check(CustomInstance instance, ReadOnlySpan<int> classes) => CustomChecker.Check(instance, classes);

    /// <inheritdoc/>
    public override string Format(CustomInstance instance) => CustomFile.ToLine(instance);

    /// <inheritdoc/>
    public override void RequireMeasurable(IInstance instance, string source)
    {
        if (instance is CustomInstance { Distinct.Length: 0, Labels: null })
        {
            throw new InstanceFormatException(source, instance.Line, string.Empty, "neither 'labels' nor 'distinct': nothing to measure by");
        }
    }

    /// <inheritdoc/>
    internal override Func<IInstance, AnswerProof> Proofs => _ => new CustomProof();

    /// <inheritdoc/>
    internal override (string Question, string Answer)? Compared(IInstance instance) => instance is CustomInstance own
        ? (CustomFile.ToLine(own with { Labels = null }), string.Join(',', Labels(own) ?? [])) : null;

    /// <inheritdoc/>
    internal override RuleGraph CreateRule(IReadOnlyList<SourcedInstance> data, int width, int message, int hidden) =>
        CustomShape.Of(data).ToRule(width, message, hidden);

    /// <inheritdoc/>
    internal override Func<CustomInstance, Problem> EncoderFor(RuleGraph graph)
    {
        var shape = CustomShape.Of(graph);
        return instance => CustomEncoding.Encode(instance, shape);
    }

    /// <inheritdoc/>
    internal override void Require(CustomInstance instance, string source, RuleGraph graph) => CustomShape.Of(graph).Require(instance, source);

    /// <inheritdoc/>
    internal override void WriteAnswer(Utf8JsonWriter json, CellAnswer<CustomInstance> answer)
    {
        JsonText.WriteNumbers(json, "asked", answer.Instance.Asked);
        JsonText.WriteNumbers(json, "classes", answer.Instance.Asked.Select(cell => answer.Classes[cell]));
        if (answer.Reasons is { Count: > 0 } reasons)
        {
            JsonText.WriteStrings(json, "reasons", reasons);
        }
    }

    /// <inheritdoc/>
    internal override void WriteAnswer(TextWriter output, CellAnswer<CustomInstance> answer)
    {
        // By hand, since trm-run would be larger by a fiftieth with a writer of JSON; names of relations need no escapes.
        int[] asked = answer.Instance.Asked;
        string classes = string.Join(',', Array.ConvertAll(asked, cell => answer.Classes[cell]));
        string reasons = answer.Reasons is { Count: > 0 } several ? $",\"reasons\":[{string.Join(',', several.Select(reason => $"\"{reason}\""))}]" : string.Empty;
        output.WriteLine(
            $"{{\"line\":{answer.Instance.Line},\"status\":\"{answer.StatusName}\",\"steps\":{answer.Steps},\"asked\":[{string.Join(',', asked)}],\"classes\":[{classes}]{reasons}}}");
    }
}
