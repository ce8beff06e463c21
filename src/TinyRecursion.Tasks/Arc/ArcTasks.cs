using System.Text;
using System.Text.Json;
using TinyRecursion.IO;
using TinyRecursion.Models;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Cells;
using TinyRecursion.Tasks.Common;
using TinyRecursion.Tasks.Sequences;

namespace TinyRecursion.Tasks.Arc;

/// <summary>Tests of ARC tasks, answered by tiny recursive models as published: by votes over augmentations.</summary>
/// <remarks>
/// Every task and augmentation has an embedding of its own, so that a model answers the tests it was trained for alone, and needs the data of
/// its training (<see cref="ArcSettings.Train"/>) to find them.
/// </remarks>
internal sealed class ArcTasks : TaskDefinition<ArcQuestion, ArcAnswer>
{
    public override string Name => "arc";

    public override string Plural => "ARC tests";

    public override string FileHelp => "File of ARC tasks in any form; to solve, the evaluation tasks, whose tests training kept back (--validate of 'trm train recipe').";

    public override VerbHelp SolveHelp => new(
        "Answer ARC tests by votes over augmentations. Prints input, right output where it is known, and the two best answers\n"
        + "side by side, with the checker's verdict. A test is solved if one of the two is right. NO_COLOR=1 gives digits.",
        "trm solve arc evaluation.jsonl --train training.jsonl --model my.safetensors --votes 20");

    public override VerbHelp EvalHelp => new(
        "Measure how many ARC tasks a model solves, as published: every test is answered in every augmentation of its task,\n"
        + "the answers are turned back and vote, and the K best count (pass@K). The data must be those of training, because\n"
        + "every task and augmentation has an embedding of its own.",
        "trm eval arc evaluation.jsonl --train training.jsonl --model my.safetensors");

    public override IReadOnlyList<Setting> Settings =>
    [
        ArcSettings.Train, ArcSettings.Augmentations, ArcSettings.Seed, ArcSettings.Solutions, ArcSettings.Votes, ArcSettings.Task, ArcSettings.Halt,
        StandardSettings.MaximumSteps, .. StandardSettings.RunLimits,
    ];

    public override IReadOnlyList<Setting> ShowSettings => [ArcSettings.Task];

    public override Metric MainMetric => ArcAnswer.Pass2;

    public override string? WhyNot(Verb verb) => verb switch
    {
        Verb.Generate => "ARC tasks are made by people",
        Verb.Train => "its models learn by a recipe: use 'trm train recipe'",
        Verb.Compress or Verb.Digest or Verb.ExportC => "its models are rules in nested cycles, which run in floating point alone",
        Verb.Run => "trm-run holds no ARC",
        _ => null,
    };

    internal override IReadOnlyList<string> FileEndings { get; } = [".json", ".jsonl"];

    /// <summary>Reads tasks: each as a whole without <see cref="ArcSettings.Train"/>, with it every test of each.</summary>
    public override IEnumerable<ArcQuestion> ReadInstances(TextReader text, string source, Settings settings)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text.ReadToEnd()));
        List<ArcTask> tasks = [.. ArcFile.Read(stream, source)];
        ArcDataset? data = DataOf(settings, tasks);
        return Questions(tasks, data, source, settings);
    }

    /// <summary>Reads the tasks of files: each as a whole without <see cref="ArcSettings.Train"/>, with it every test of each.</summary>
    internal override IEnumerable<SourcedInstance> StreamFiles(IReadOnlyList<string> files, Settings settings, Action<FormatException>? onBad = null)
    {
        if (settings.Get(ArcSettings.Train).Count == 0)
        {
            return files.SelectMany(Expand).SelectMany(file => Shown(file, settings, onBad));
        }

        // What training counted must be read as a whole, and in full.
        files = [.. files.SelectMany(Expand)];
        IReadOnlyList<ArcTask>[] tasks = [.. files.Select(file => ReadAll(file))];
        ArcDataset? data = DataOf(settings, [.. tasks.SelectMany(one => one)]);
        string? solutions = settings.Get(ArcSettings.Solutions);
        return
        [
            .. files.Zip(tasks).SelectMany(both =>
                Questions(solutions is null ? both.Second : ReadAll(both.First, solutions), data, both.First, settings)
                    .Select(question => new SourcedInstance(question, both.First))),
        ];
    }

    internal override string WhyNoProof => "answers of task 'arc' carry no proof: nothing but the author of a task says which answer is right";

    public override bool HasPictures => true;

    /// <summary>The grid that is read out, augmented as the model sees it.</summary>
    public override string? Picture(IInstance instance, ITracedStep step)
    {
        ReadOnlySpan<float> logits = step.Readout();
        const int Logits = ArcEncoding.Length * ArcEncoding.Vocabulary;
        if (logits.Length < Logits)
        {
            return null;
        }

        // What stands before are the slots of the puzzle embedding.
        var tokens = new int[ArcEncoding.Length];
        CellDecoding.Decode(logits[^Logits..], known: null, tokens);
        return ArcEncoding.Decode(tokens) is { } grid ? ArcText.Render(grid, TextColours.Ansi256) : null;
    }

    public override void RequireMeasurable(IInstance instance, string source)
    {
        if (instance is ArcQuestion { Pair.Output: null })
        {
            throw new InstanceFormatException(
                source, 0, string.Empty, "has tests whose outputs are not known: nothing to measure; give --solutions, or only --submission");
        }
    }

    public override Solver<ArcQuestion, ArcAnswer> OpenSolver(Model? model, string name, Settings settings)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new ArcSolver(model, name, settings);
    }

    /// <summary>Writes the two best answers to each test in the contest's form.</summary>
    internal override OutputKind SubmissionKind { get; } = new("a submission of answers", path =>
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.EnumerateObject().FirstOrDefault().Value is { ValueKind: JsonValueKind.Array } attempts
            && attempts.EnumerateArray().All(attempt => attempt.TryGetProperty("attempt_1", out _));
    });

    internal override void WriteSubmission(Stream output, IReadOnlyList<Answer> answers)
    {
        ArcSubmission.Write(output, answers.Cast<ArcAnswer>());
    }

    internal override ITokenDataset OpenTokens(IReadOnlyList<string> files, string? validation, int augmentations, ulong seed) =>
        new ArcSequences(Dataset(files, validation is null ? [] : [.. Expand(validation).SelectMany(file => ReadAll(file))], augmentations, seed));

    protected override void Show(TextWriter output, ArcQuestion instance, TextColours colours)
    {
        ArcTask task = Part(instance);
        output.WriteLine($"{task.Id}: {task.Train.Count} shown, {task.Test.Count} to solve");
        output.WriteLine(ArcText.Render(task, colours));
    }

    protected override void WriteJson(Utf8JsonWriter json, ArcQuestion instance) => ArcFile.WriteFields(json, Part(instance));

    /// <summary>The task with the one test that is asked about, or all of it.</summary>
    private static ArcTask Part(ArcQuestion question) => question.Pair is { } pair ? question.Task with { Test = [pair] } : question.Task;

    /// <summary>Tasks as a whole, of which the file is read no further than need be.</summary>
    private static IEnumerable<SourcedInstance> Shown(string file, Settings settings, Action<FormatException>? onBad)
    {
        string source = file == "-" ? "standard input" : file;
        using Stream stream = file == "-" ? new InputStream(Console.OpenStandardInput(), source) : InputFile.Open(file);
        using IEnumerator<ArcQuestion> questions = Questions(ArcFile.Read(stream, source), data: null, source, settings).GetEnumerator();
        while (Next(questions, onBad))
        {
            yield return new SourcedInstance(questions.Current, source);
        }
    }

    private static IEnumerable<ArcQuestion> Questions(IEnumerable<ArcTask> tasks, ArcDataset? data, string source, Settings settings)
    {
        string? id = settings.Get(ArcSettings.Task);
        bool any = false;
        foreach (ArcTask task in tasks.Where(task => id is null || task.Id == id))
        {
            any = true;
            if (data is null)
            {
                yield return new ArcQuestion(task);
            }
            else if (task.Test.Count == 0)
            {
                throw new InstanceFormatException(source, 0, string.Empty, $"task {task.Id} has no test to answer");
            }

            for (int test = 1; data is not null && test <= task.Test.Count; test++)
            {
                yield return new ArcQuestion(task, test, data);
            }

            if (id is not null)
            {
                break;
            }
        }

        if (!any)
        {
            throw new InstanceFormatException(source, 0, string.Empty, $"holds no task '{id}'");
        }
    }

    private ArcDataset? DataOf(Settings settings, IReadOnlyList<ArcTask> evaluation) => settings.Get(ArcSettings.Train) is { Count: > 0 } files
        ? Dataset(files, evaluation, settings.Get(ArcSettings.Augmentations), settings.Get(ArcSettings.Seed))
        : null;

    private ArcDataset Dataset(IReadOnlyList<string> training, IReadOnlyList<ArcTask> evaluation, int augmentations, ulong seed)
    {
        try
        {
            return new ArcDataset([.. training.SelectMany(Expand).SelectMany(file => ReadAll(file))], evaluation, augmentations, seed);
        }
        catch (ArgumentException error)
        {
            throw new SettingException(error.Message);
        }
    }

    private static IReadOnlyList<ArcTask> ReadAll(string file, string? solutions = null) => ArcFile.ReadAll(file, solutions);
}
