using System.Text.Json;
using TinyRecursion.Cli.Common;
using TinyRecursion.IO;
using TinyRecursion.Tasks;

namespace TinyRecursion.Cli.Verbs;

/// <summary>What <c>solve</c> and <c>eval</c> were asked to do.</summary>
/// <param name="Task">The task.</param>
/// <param name="Files">The files read.</param>
/// <param name="Instances">Their instances.</param>
/// <param name="Model">The model; null for plain code alone.</param>
/// <param name="Settings">The settings.</param>
/// <param name="Declared">The settings that the task declares.</param>
internal sealed record SolvingJob(
    TaskDefinition Task, IReadOnlyList<string> Files, IReadOnlyList<SourcedInstance> Instances, ModelFile? Model, Settings Settings,
    IEnumerable<Setting> Declared)
{
    /// <summary>Instances at once.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The file to hand all answers in with, or null.</summary>
    public string? Submission { get; init; }

    /// <summary>Whether to print JSON.</summary>
    public bool IsJson { get; init; }

    /// <summary>Opens the solver.</summary>
    public Solver Open() => Task.Open(Model?.Model, Model?.Path ?? Task.Name, Settings);

    /// <summary>Solves all instances, with a line of progress.</summary>
    public Evaluation Run(Solver solver, CancellationToken cancellation)
    {
        using var progress = new ProgressLine("solved", Instances.Count);
        int done = 0;
        return Evaluation.Run(solver, Instances, Threads, (_, answer) => progress.Advance(++done, answer.IsSolved), cancellation);
    }

    /// <summary>Writes all answers into the file that was asked for.</summary>
    public void WriteSubmission(Evaluation evaluation)
    {
        if (Submission is { } path)
        {
            AtomicFile.Write(path, stream => Task.WriteSubmission(stream, evaluation.Answers));
            Terminal.ErrorLine($"wrote {path}");
        }
    }

    /// <summary>Writes the fields of the JSON object that say what was run on what.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartArray("files");
        foreach (string file in Files)
        {
            json.WriteStringValue(file);
        }

        json.WriteEndArray();
        json.WriteString("inputDigest", InputDigest.Of(Files));
        json.WriteModel(Model);
        json.WriteSettings(Task, Settings, Declared);
    }
}
