using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.IO;
using TinyRecursion.Tasks;

namespace TinyRecursion.Cli.Verbs;

/// <summary>The options that <c>solve</c> and <c>eval</c> share for one task.</summary>
/// <param name="task">The task.</param>
internal sealed class SolvingOptions(TaskDefinition task)
{
    private readonly InstanceInput _input = new(task);
    private readonly Option<string?> _model = CommonOptions.Model();
    private readonly SettingOptions _settings = new(task.Settings);
    private readonly Option<int?> _limit = CommonOptions.Limit();
    private readonly Option<int> _threads = CommonOptions.Threads();
    private readonly Option<string?> _submission = new("--submission")
    {
        Description = "Also write all answers into this file, in the form in which they are handed in.", HelpName = "FILE",
    };

    private readonly Option<bool> _skipBad = new("--skip-bad")
    {
        Description = "Go on past instances that cannot be read or that the model does not take: each is told on standard error and counted, and the exit code is 1.",
    };

    private readonly Option<bool> _json = CommonOptions.Json();

    /// <summary>Adds everything to a command.</summary>
    public void AddTo(Command command)
    {
        _input.AddTo(command);
        command.Add(_model);
        _settings.AddTo(command);
        foreach (Option option in (Option[])[_limit, _threads, _skipBad, _json])
        {
            command.Add(option);
        }

        if (task.SubmissionKind is not null)
        {
            command.Add(_submission);
        }
    }

    /// <summary>Reads everything that a command line names.</summary>
    /// <exception cref="InputException">Something is missing, or does not go together.</exception>
    public SolvingJob Read(ParseResult parse)
    {
        Settings settings = task.Complete(_settings.Read(parse));
        string[] inputs = _input.Paths(parse);
        SkippedInstances? skipped = parse.GetValue(_skipBad) ? new SkippedInstances() : null;
        IEnumerable<SourcedInstance> instances = _input.Read(inputs, settings, skipped is null ? null : skipped.Add).Take(parse.GetValue(_limit) ?? int.MaxValue);
        ModelFile? model = ModelFile.For(task, settings, parse.GetValue(_model));
        string? submission = null;
        if (task.SubmissionKind is { } kind && parse.GetValue(_submission) is { } path)
        {
            submission = path;
            OutputFile.Prepare(path, kind, [.. inputs, .. model is null ? Array.Empty<string>() : [model.Path]]);
        }

        return new SolvingJob(task, inputs, instances, model, settings, _settings.Settings)
        {
            Threads = parse.GetValue(_threads),
            Submission = submission,
            IsJson = parse.GetValue(_json),
            Skipped = skipped,
            InputDigest = _input.Digest(inputs),
        };
    }
}
