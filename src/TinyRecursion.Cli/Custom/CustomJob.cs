using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Models;
using TinyRecursion.Tasks.Custom;

namespace TinyRecursion.Cli.Custom;

/// <summary>What <c>solve</c> and <c>eval</c> were asked to do.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Instances">The instances read.</param>
/// <param name="Model">The model.</param>
/// <param name="Path">Its file.</param>
/// <param name="Bytes">The file's size.</param>
/// <param name="Shape">The shape of its task.</param>
/// <param name="Settings">Steps and starts.</param>
/// <param name="Threads">Instances at once.</param>
internal sealed record CustomJob(
    string File, IReadOnlyList<CustomInstance> Instances, Model Model, string Path, long Bytes, CustomShape Shape, CustomRunOptions Settings, int Threads)
{
    /// <summary>Whether every instance says when an answer is right.</summary>
    public bool Checkable => Instances.All(instance => instance.Distinct.Length > 0);

    /// <summary>Reads everything that a command line names.</summary>
    /// <exception cref="InputException">Restarts are asked for where no answer can be told right.</exception>
    public static CustomJob Read(CustomOptions options, ParseResult parse)
    {
        string file = parse.GetValue(options.File)!;
        IReadOnlyList<CustomInstance> instances = CustomData.Read(file, parse.GetValue(options.Limit));
        (Model model, string path, long bytes, CustomShape shape) = CustomModel.Load(parse.GetValue(options.Model)!, instances, file);
        var settings = new CustomRunOptions
        {
            MaximumSteps = parse.GetValue(options.MaxSteps),
            Tolerance = parse.GetValue(options.Tolerance),
            Starts = parse.GetValue(options.Restarts),
            Seed = parse.GetValue(options.Seed),
        };
        var job = new CustomJob(file, instances, model, path, bytes, shape, settings, parse.GetValue(options.Threads));
        return settings.Starts == 1 || job.Checkable
            ? job
            : throw new InputException($"{file}: --restarts needs instances that say what must be 'distinct': without it no start can be told from another");
    }

    /// <summary>Answers all instances, with a line of progress.</summary>
    public CustomResult[] Run(CancellationToken cancellation)
    {
        using ModelRule rule = Model.Open();
        using var progress = new ProgressLine("solved", Instances.Count);
        return CustomBatch.Run(
            new CustomRunner(rule, Shape), Instances, Settings, Threads,
            (done, result) => progress.Advance(done, CustomSummary.IsSolved(result)), cancellation);
    }
}
