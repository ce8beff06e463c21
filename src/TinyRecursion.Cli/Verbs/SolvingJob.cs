using System.Text.Json;
using TinyRecursion.Assurance.Audits.Fast;
using TinyRecursion.Cli.Common;
using TinyRecursion.IO;
using TinyRecursion.Tasks.Common;
using TinyRecursion.Tasks;

namespace TinyRecursion.Cli.Verbs;

/// <summary>What <c>solve</c> and <c>eval</c> were asked to do.</summary>
/// <param name="Task">The task.</param>
/// <param name="Files">The files read.</param>
/// <param name="Instances">Their instances, read as they are asked for.</param>
/// <param name="Model">The model; null for plain code alone.</param>
/// <param name="Settings">The settings.</param>
/// <param name="Declared">The settings that the task declares.</param>
internal sealed record SolvingJob(
    TaskDefinition Task, IReadOnlyList<string> Files, IEnumerable<SourcedInstance> Instances, ModelFile? Model, Settings Settings,
    IEnumerable<Setting> Declared)
{
    // Begun with the solver, whose model it stands behind, and ended with its runs.
    private PendingEvidence? _evidence;

    /// <summary>Instances at once.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The file to hand all answers in with, or null.</summary>
    public string? Submission { get; init; }

    /// <summary>The file for the steps of all runs, or null.</summary>
    public string? Trace { get; init; }

    /// <summary>The file for a receipt of all runs, or null.</summary>
    public string? Receipt { get; init; }

    /// <summary>The file for evidence of all runs, or null.</summary>
    public string? Evidence { get; init; }

    /// <summary>The file for a picture of the first run, or null.</summary>
    public string? Recording { get; init; }

    /// <summary>The file for answers with their proofs, or null.</summary>
    public string? Proof { get; init; }

    /// <summary>The file for the refutation of the one instance, or null.</summary>
    public string? Refutation { get; init; }

    /// <summary>Whether to print JSON.</summary>
    public bool IsJson { get; init; }

    /// <summary>Whether to print comma-separated values.</summary>
    public bool IsCsv { get; init; }

    /// <summary>Goes past malformed instances and counts them; null to end at the first.</summary>
    public SkippedInstances? Skipped { get; init; }

    /// <summary>The SHA-256 digest of what is read, in hexadecimal digits; null where it is standard input.</summary>
    public required Lazy<string?> InputDigest { get; init; }

    /// <summary>What is read, in a few words.</summary>
    public string Source => Files switch { [] => "the sample", [string one] => one, _ => $"{Files.Count} files" };

    /// <summary>The one instance that an option takes.</summary>
    /// <exception cref="InputException">There are more.</exception>
    public static SourcedInstance[] Only(IEnumerable<SourcedInstance> instances, string option) =>
        instances.Take(2).ToArray() is { Length: 1 } one ? one : throw new InputException($"{option} takes one instance, and there are more");

    /// <summary>Opens the solver.</summary>
    /// <exception cref="FormatException">Evidence is asked for, and there is none of its runs.</exception>
    public Solver Open()
    {
        _evidence = Evidence is null ? null : new PendingEvidence(
            Evidence, Model?.Model ?? throw new InputException("--evidence is of products, of which plain code has none"), Model.Digest);
        try
        {
            return Task.Open(_evidence?.Model ?? Model?.Model, Model?.Path ?? Task.Name, Settings);
        }
        catch
        {
            _evidence?.Dispose();
            throw;
        }
    }

    /// <summary>Solves all instances, answers leaving one by one, and writes those that are to be handed in.</summary>
    public Evaluation Run(Solver solver, EvaluationOptions options, Action<SourcedInstance, Answer> onAnswer, CancellationToken cancellation)
    {
        options = options with
        {
            KeepsAnswers = Submission is not null,
            LooksAhead = !Files.Contains("-"),
            OnBad = Skipped is null ? null : Skipped.Add,
        };
        var heap = new SmallHeap();
        using PendingEvidence? evidence = _evidence;
        using var recording = new RunRecording(this, solver);
        Evaluation evaluation = Evaluation.Stream(
            solver, Instances, recording.Extend(options),
            (instance, answer) =>
            {
                recording.End(instance, answer);
                onAnswer(instance, answer);
                heap.Sweep();
            },
            cancellation);
        recording.Complete();
        if (evidence is not null)
        {
            evidence.Complete();
            Terminal.ErrorLine($"wrote {Evidence}");
        }

        if (Submission is { } path)
        {
            AtomicFile.Write(path, stream => Task.WriteSubmission(stream, evaluation.Answers));
            Terminal.ErrorLine($"wrote {path}");
        }

        return evaluation;
    }

    /// <summary>Writes the fields of the JSON object that say what is run on what.</summary>
    public void WriteTo(Utf8JsonWriter json, Solver solver)
    {
        JsonText.WriteStrings(json, "files", Files);
        json.WriteString("inputDigest", InputDigest.Value);
        json.WriteModel(Model);
        json.WriteSettings(Task, Settings, Declared);
        json.WriteString("solver", solver.Description);
    }

    /// <summary>Writes the fields of the JSON object that say what came of it.</summary>
    public void WriteTo(Utf8JsonWriter json, Evaluation evaluation)
    {
        json.WriteNumber("skippedCount", Skipped?.Count ?? 0);
        json.WriteNumber("seconds", evaluation.Elapsed.TotalSeconds);
        json.WriteMetrics("metrics", evaluation);
    }
}
