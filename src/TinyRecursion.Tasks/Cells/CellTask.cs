using System.Text.Json;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Common;
using TinyRecursion.Tasks.Reading;

namespace TinyRecursion.Tasks.Cells;

/// <summary>
/// A task whose instances are cells with a class each: the base of tasks of one's own. A task says how an instance is read, written,
/// encoded and checked; the rule (<see cref="RelationalRule"/>), its training, its solver and every verb follow from that.
/// </summary>
/// <typeparam name="TInstance">The instances.</typeparam>
public abstract class CellTask<TInstance> : TaskDefinition<TInstance, CellAnswer<TInstance>>
    where TInstance : class, IInstance
{
    /// <summary>Marks a cell without a class.</summary>
    public const int None = -1;

    private const int HeldOutInstances = 200;
    private const ulong HeldOutSeed = 0x68656c64_6f757400, CalibrationSeed = 0x63616c69_62726174;

    /// <inheritdoc/>
    public override string FileHelp => $"File of {Plural}, one a line, or - for standard input.";

    /// <inheritdoc/>
    public override VerbHelp SolveHelp => new($"Solve {Plural}. Prints a line for each; every answer is checked.", $"trm solve {Name} FILE --model {Name}.safetensors");

    /// <inheritdoc/>
    public override VerbHelp EvalHelp => new($"Measure how many {Plural} a model solves.", $"trm eval {Name} FILE --model {Name}.safetensors --json");

    /// <inheritdoc/>
    public override IReadOnlyList<Setting> Settings => CellSettings.Solving;

    /// <inheritdoc/>
    public override IReadOnlyList<TrainingMethod> Training => [new CellTraining<TInstance>(this)];

    /// <inheritdoc/>
    public override InstanceGenerator? Generator => CanGenerate ? new CellGenerator<TInstance>(this) : null;

    /// <summary>Whether <see cref="Generate(ref SeededRandom)"/> makes instances.</summary>
    public virtual bool CanGenerate => false;

    /// <summary>The relations of groups, in a fixed order.</summary>
    public virtual IReadOnlyList<string> Relations => [];

    /// <summary>The relations of ordered neighbours, in a fixed order.</summary>
    public virtual IReadOnlyList<NeighbourShape> Neighbours => [];

    /// <summary>The features of a cell, each a column of whole numbers from 0 below <see cref="FeatureValues"/>.</summary>
    public virtual IReadOnlyList<string> Features => [];

    /// <summary>The number of values that a feature has.</summary>
    public virtual int FeatureValues => 10;

    /// <summary>The number of classes.</summary>
    public virtual int Classes => 2;

    /// <inheritdoc/>
    public override string? WhyNot(Verb verb) => verb switch
    {
        Verb.Generate when !CanGenerate => "the task makes no instances of its own",
        Verb.TrainRecipe => "its instances are cells and relations, not token sequences: use 'trm train'",
        Verb.Run => "trm-run holds the tasks that come with the product",
        _ => null,
    };

    /// <summary>Encodes an instance with the relations and features named above.</summary>
    /// <param name="instance">The instance.</param>
    public abstract Problem Encode(TInstance instance);

    /// <summary>For each cell its class where the instance gives it, else <see cref="None"/>; null where it gives none.</summary>
    /// <param name="instance">The instance.</param>
    public virtual int[]? Known(TInstance instance) => null;

    /// <summary>For each cell the class to learn, else <see cref="None"/>; null where no label is there.</summary>
    /// <param name="instance">The instance.</param>
    public virtual int[]? Labels(TInstance instance) => null;

    /// <summary>The reasons why classes are no answer, none for an accepted one; null where nothing says when an answer is right. Knows no model.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="classes">A class for each cell.</param>
    public abstract IReadOnlyList<string>? Check(TInstance instance, ReadOnlySpan<int> classes);

    /// <summary>Makes an instance, with labels.</summary>
    /// <param name="random">Draws it.</param>
    public virtual TInstance Generate(ref SeededRandom random) => throw new NotSupportedException();

    /// <summary>Reads an instance from a line.</summary>
    /// <param name="text">The line, neither blank nor a comment, without white space at its end.</param>
    /// <param name="source">The file, for messages.</param>
    /// <param name="line">The line's number, from 1.</param>
    /// <exception cref="InstanceFormatException">It holds none.</exception>
    protected virtual TInstance Parse(string text, string source, int line) => throw new NotSupportedException();

    /// <summary>An instance as a line that <see cref="Parse"/> reads.</summary>
    /// <param name="instance">The instance.</param>
    public abstract string Format(TInstance instance);

    /// <summary>An answer as text, without its status.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="classes">A class for each cell.</param>
    public virtual string Format(TInstance instance, ReadOnlySpan<int> classes) => string.Join(' ', classes.ToArray());

    /// <summary>The fewest characters of a line that are too many.</summary>
    protected virtual int MaximumLineLength => 1 << 20;

    /// <inheritdoc/>
    public override IEnumerable<TInstance> ReadInstances(TextReader text, string source, Settings settings)
    {
        return TextLines.Read(text, source, MaximumLineLength, "instance", (content, line) => Parse(content, source, line));
    }

    /// <inheritdoc/>
    public override Solver<TInstance, CellAnswer<TInstance>> OpenSolver(Model? model, string name, Settings settings)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new CellSolver<TInstance>(this, model, name, settings);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<SourcedInstance> HeldOut() => !CanGenerate ? [] :
        [.. Enumerable.Range(0, HeldOutInstances).Select(i => new SourcedInstance(Generate(HeldOutSeed, (ulong)i), "held-out instances"))];

    /// <inheritdoc/>
    public override IReadOnlyList<Problem> Calibration(int limit) => !CanGenerate ? [] :
        [.. Enumerable.Range(0, limit).Select(i => Encode(Generate(CalibrationSeed, (ulong)i)))];

    /// <inheritdoc/>
    public override void RequireMeasurable(IInstance instance, string source)
    {
        var own = (TInstance)instance;
        if (Labels(own) is null && Check(own, new int[Encode(own).Cells]) is null)
        {
            throw new InstanceFormatException(source, own.Line, string.Empty, "nothing says when an answer is right: nothing to measure by");
        }
    }

    /// <inheritdoc/>
    internal override (string Question, string Answer)? Compared(IInstance instance) => (Format((TInstance)instance), string.Empty);

    /// <summary>The rule that learns an instance's classes.</summary>
    /// <param name="data">Instances to learn from.</param>
    /// <param name="width">State width.</param>
    /// <param name="message">Message width, a multiple of 16.</param>
    /// <param name="hidden">Hidden width.</param>
    internal virtual RuleGraph CreateRule(IReadOnlyList<SourcedInstance> data, int width, int message, int hidden) => RelationalRule.Create(new RelationalRuleOptions
    {
        StateWidth = width,
        MessageWidth = message,
        HiddenWidth = hidden,
        Relations = Relations,
        Neighbours = Neighbours,
        FeatureTables = Features,
        FeatureRows = FeatureValues,
        ReadoutWidth = Classes,
    });

    /// <summary>How instances are encoded for a rule.</summary>
    /// <param name="graph">The rule.</param>
    internal virtual Func<TInstance, Problem> EncoderFor(RuleGraph graph) => Encode;

    /// <summary>Refuses an instance that a rule does not take.</summary>
    internal virtual void Require(TInstance instance, string source, RuleGraph graph)
    {
    }

    /// <summary>Writes an answer's fields, and for the custom task its line.</summary>
    internal virtual void WriteAnswer(Utf8JsonWriter json, CellAnswer<TInstance> answer)
    {
        json.WriteString("answer", Format(answer.Instance, answer.Classes));
        JsonText.WriteStrings(json, "reasons", answer.Reasons ?? []);
    }

    /// <summary>Writes an answer as lines of text.</summary>
    internal virtual void WriteAnswer(TextWriter output, CellAnswer<TInstance> answer) => output.WriteLine(
        answer.Status is AnswerStatus.Unsolved or AnswerStatus.GaveUp
            ? $"unsolved line {answer.Instance.Line}: {answer.Failure()}"
            : $"{Format(answer.Instance, answer.Classes)}  {answer.Steps} steps");

    /// <summary>Makes an instance from a seed.</summary>
    internal TInstance Generate(ulong seed, ulong number)
    {
        var random = SeededRandom.For(seed, number);
        return Generate(ref random);
    }

    /// <inheritdoc/>
    protected override void Show(TextWriter output, TInstance instance, TextColours colours)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.WriteLine(Format(instance));
    }

    /// <inheritdoc/>
    protected override void WriteJson(Utf8JsonWriter json, TInstance instance)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WriteString("instance", Format(instance));
    }

    /// <inheritdoc/>
    protected override Problem Encode(TInstance instance, string source, Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Require(instance, source, model.Graph);
        return EncoderFor(model.Graph)(instance);
    }
}
