using System.Text.Json;
using TinyRecursion.IO;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Sequences;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks;

/// <summary>
/// A task as one object: everything that the verbs need, so that each of them is written once and knows no task. Derive from
/// <see cref="TaskDefinition{TInstance, TAnswer}"/>, or for cells with a class each from <see cref="Cells.CellTask{TInstance}"/>.
/// </summary>
public abstract class TaskDefinition
{
    /// <summary>The one name: on the command line, in JSON, in model files and in exported programs. Lower case.</summary>
    public abstract string Name { get; }

    /// <summary>Earlier names, which the command line understands and nothing prints.</summary>
    public virtual IReadOnlyList<string> Aliases => [];

    /// <summary>Its instances in plain words, such as <c>Sudokus</c>.</summary>
    public abstract string Plural { get; }

    /// <summary>The name of the model that comes with the product, without its ending; null for none.</summary>
    public virtual string? ShippedModel => null;

    /// <summary>What a file of instances holds, for help.</summary>
    public abstract string FileHelp { get; }

    /// <summary>A few instances in the form of its files, to try the task with; null for none.</summary>
    public virtual string? Sample => null;

    /// <summary>The help of <c>trm solve</c>.</summary>
    public abstract VerbHelp SolveHelp { get; }

    /// <summary>The help of <c>trm eval</c>.</summary>
    public abstract VerbHelp EvalHelp { get; }

    /// <summary>The settings of solving and measuring.</summary>
    public abstract IReadOnlyList<Setting> Settings { get; }

    /// <summary>The metric that <c>--at-least</c> is about.</summary>
    public virtual Metric MainMetric => Metric.Solved;

    /// <summary>What ends a run where no setting says it, such as <c>verified</c> or <c>converged</c>.</summary>
    public virtual string Halting => "verified";

    /// <summary>Whether token sequences of these sizes can be instances of the task, for checkpoints that do not name one.</summary>
    /// <param name="vocabulary">Tokens.</param>
    /// <param name="length">Tokens of a sequence.</param>
    public virtual bool FitsTokens(int vocabulary, int length) => false;

    /// <summary>Makes instances; null where <see cref="WhyNot"/> says why not.</summary>
    public virtual InstanceGenerator? Generator => null;

    /// <summary>The ways in which its rules learn, the usual one first; none where <see cref="WhyNot"/> says why not.</summary>
    public virtual IReadOnlyList<TrainingMethod> Training => [];

    /// <summary>Settings under which models are compared when they are compressed.</summary>
    public virtual Settings MeasuringSettings => Tasks.Settings.Default;

    /// <summary>The reason why the task cannot have a verb, a sentence for the user; null for a verb that it has.</summary>
    /// <param name="verb">The verb.</param>
    public virtual string? WhyNot(Verb verb) => null;

    /// <summary>The endings of files that are read of a folder; none where a folder is not read.</summary>
    internal virtual IReadOnlyList<string> FileEndings => [];

    /// <summary>The files that a path stands for: itself, or for a folder those in it that the task reads, in the order of their names.</summary>
    /// <param name="path">A path that a user gave.</param>
    /// <exception cref="InstanceFormatException">A folder holds no such file.</exception>
    public virtual IReadOnlyList<string> Expand(string path)
    {
        IReadOnlyList<string> inside = Directory.Exists(path) && FileEndings.Count > 0 ? InputFile.List(path, FileEndings).Read : [path];
        return inside.Count > 0 ? inside : throw new InstanceFormatException(path, 0, string.Empty, $"holds no file that ends in {string.Join(", ", FileEndings)}");
    }

    /// <summary>Reads instances as they are asked for.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">Its name, for messages.</param>
    /// <param name="settings">The settings.</param>
    /// <exception cref="FormatException">The text cannot be read; the message names source, line and place.</exception>
    public abstract IEnumerable<IInstance> Read(TextReader text, string source, Settings settings);

    /// <summary>Reads the instances of files, in order; <c>-</c> is standard input.</summary>
    /// <param name="files">The paths, each perhaps a folder.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="limit">Most instances in all; what follows is not looked at.</param>
    /// <exception cref="IOException">There is no such file.</exception>
    /// <exception cref="FormatException">A file cannot be read.</exception>
    public IReadOnlyList<SourcedInstance> ReadFiles(IReadOnlyList<string> files, Settings settings, int limit = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(files);
        return [.. StreamFiles(files, settings).Take(limit)];
    }

    /// <summary>Reads the instances of files as they are asked for.</summary>
    /// <param name="files">The paths, each perhaps a folder.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="onBad">Receives what is wrong with a malformed instance; reading goes on after it, or with the next file. Null to end there.</param>
    internal virtual IEnumerable<SourcedInstance> StreamFiles(IReadOnlyList<string> files, Settings settings, Action<FormatException>? onBad = null)
    {
        foreach (string file in files.SelectMany(Expand))
        {
            string source = file == "-" ? "standard input" : file;
            using TextReader? opened = file == "-" ? null : InputFile.OpenText(file);
            using IEnumerator<IInstance> instances = Read(opened ?? Console.In, source, settings).GetEnumerator();
            while (Next(instances, onBad))
            {
                yield return new SourcedInstance(instances.Current, source);
            }
        }
    }

    /// <summary>Writes an instance for people to look at.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="colours">The colours that the output shows.</param>
    public abstract void Show(TextWriter output, IInstance instance, TextColours colours = TextColours.None);

    /// <summary>Writes the fields of an instance's JSON object beside <c>line</c>.</summary>
    /// <param name="json">The writer, within the object.</param>
    /// <param name="instance">The instance.</param>
    public abstract void WriteJson(Utf8JsonWriter json, IInstance instance);

    /// <summary>The settings of reading instances to show.</summary>
    public virtual IReadOnlyList<Setting> ShowSettings => [];

    /// <summary>Whether <see cref="Picture"/> draws anything.</summary>
    public virtual bool HasPictures => false;

    /// <summary>The picture of a run after a step, as lines of text; null for a task without pictures.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="step">The step, as the trace of the solver gives it.</param>
    public virtual string? Picture(IInstance instance, ITracedStep step) => null;

    /// <summary>The answer that a step reads out, a number a cell, where it is not the class with the largest logit; null where it is.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="step">The step, as the trace of the solver gives it.</param>
    internal virtual int[]? Decode(IInstance instance, ITracedStep step) => null;

    /// <summary>Whether a program's exit code can tell the answer, as in the SAT competitions: 10 for solved, 20 for refuted.</summary>
    internal virtual bool HasCompetitionCodes => false;

    /// <summary>Refuses an instance that answers cannot be measured on.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="source">Its file, for the message.</param>
    /// <exception cref="FormatException">Nothing says when its answer is right.</exception>
    public virtual void RequireMeasurable(IInstance instance, string source)
    {
    }

    /// <summary>What an instance asks, the same text for instances that ask the same, and what it gives as the answer; null where nothing compares them.</summary>
    /// <param name="instance">The instance.</param>
    internal virtual (string Question, string Answer)? Compared(IInstance instance) => null;

    /// <summary>Opens a solver. Disposing it releases what it opened; the model stays as it is.</summary>
    /// <param name="model">The model; null where the settings ask for plain code alone.</param>
    /// <param name="name">The model's file, for messages.</param>
    /// <param name="settings">The settings.</param>
    /// <exception cref="ModelFormatException">The model does not fit the task.</exception>
    /// <exception cref="SettingException">The settings do not go together, or not with the model.</exception>
    public abstract Solver Open(Model? model, string name, Settings settings);

    /// <summary>The settings with what follows from others where it is not set, so that what is told of a run is what ran.</summary>
    /// <param name="settings">The settings.</param>
    internal virtual Settings Complete(Settings settings) => settings;

    /// <summary>Whether a solver with these settings needs a model.</summary>
    /// <param name="settings">The settings.</param>
    public virtual bool NeedsModel(Settings settings) => true;

    /// <summary>
    /// The instance as a rule sees it at the start of a run: for what is done with the rule alone and not with its answers. It has no cells
    /// where nothing is left to the rule.
    /// </summary>
    /// <param name="instance">The instance.</param>
    /// <param name="source">Its file, for messages.</param>
    /// <param name="model">The model whose rule it is.</param>
    /// <exception cref="FormatException">The rule cannot run on it.</exception>
    public virtual Problem Encode(IInstance instance, string source, Model model) =>
        throw new SettingException($"instances of task '{Name}' have no one problem: {WhyNot(Verb.Digest)}");

    /// <summary>How many values each feature of its problems has, for a local rule over a finite alphabet, which runs as a table; null where no rule of the task does.</summary>
    internal virtual IReadOnlyList<int>? FeatureKinds => null;

    /// <summary>Problems to calibrate a compressed model on where no files are given; none where they must be.</summary>
    /// <param name="limit">Most problems.</param>
    public virtual IReadOnlyList<Problem> Calibration(int limit) => [];

    /// <summary>Instances to measure models on where no files are given; none where there is no such set.</summary>
    public virtual IReadOnlyList<SourcedInstance> HeldOut() => [];

    /// <summary>The file in which answers are handed in, such as a contest's; null for a task without one.</summary>
    internal virtual OutputKind? SubmissionKind => null;

    /// <summary>Writes the file of <see cref="SubmissionKind"/>.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="answers">All answers of a run.</param>
    internal virtual void WriteSubmission(Stream output, IReadOnlyList<Answer> answers) => throw new NotSupportedException();

    /// <summary>Begins the proof of an answer that others check without model and solver; null for a task whose answers carry none.</summary>
    internal virtual Func<IInstance, AnswerProof>? Proofs => null;

    /// <summary>The reason why answers carry no proof, for a task without <see cref="Proofs"/>.</summary>
    internal virtual string WhyNoProof => $"answers of task '{Name}' carry no proof: nothing outside the task says when one is right";

    /// <summary>The file in which the field keeps refutations, such as DRAT for formulas; null for a task without one.</summary>
    internal virtual OutputKind? RefutationKind => null;

    /// <summary>The data of the task as token sequences, for tiny recursive models as published; null where <see cref="WhyNot"/> says why not.</summary>
    /// <param name="files">Files to learn from.</param>
    /// <param name="validation">A file to validate on, or null.</param>
    /// <param name="augmentations">Augmentations of each instance.</param>
    /// <param name="seed">Seed of the augmentations.</param>
    internal virtual ITokenDataset? OpenTokens(IReadOnlyList<string> files, string? validation, int augmentations, ulong seed) => null;

    /// <inheritdoc/>
    public override string ToString() => Name;

    // Sequences of instances go on after a malformed one; one that cannot is at its end then.
    private protected static bool Next<T>(IEnumerator<T> instances, Action<FormatException>? onBad)
    {
        while (true)
        {
            try
            {
                return instances.MoveNext();
            }
            catch (FormatException error) when (onBad is not null)
            {
                onBad(error);
            }
        }
    }
}
