using System.CommandLine;
using TinyRecursion.Assurance.Audits.Fast;
using TinyRecursion.Assurance.Receipts;
using TinyRecursion.Cli.Common;
using TinyRecursion.IO;
using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Tracing;

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

    private readonly Option<string?> _trace = new("--trace")
    {
        Description = "Also write every step of every instance into this file, a line of JSON each: residual, cells that changed, the answer read out.", HelpName = "FILE.jsonl",
    };

    private readonly Option<string?> _record = new("--record")
    {
        Description = "Also write the run of the first instance as an animated picture.", HelpName = "FILE.svg",
    };

    private readonly Option<string?> _receipt = new("--receipt")
    {
        Description = "Also write a receipt: a chain of digests over model, input, settings and every step, which 'trm audit' checks. For models that run in integers, tables and plain code.", HelpName = "FILE",
    };

    private readonly Option<string?> _evidence = new("--evidence")
    {
        Description = "With --receipt: also write the sums of all products, by which 'trm audit fast' needs no products; instances are then solved one after the other on one thread.", HelpName = "FILE",
    };

    private readonly Option<string?> _proof = new("--proof")
    {
        Description = "Also write every answer that carries a proof into this file, a line of JSON each, which 'trm check' accepts or rejects without model and solver.", HelpName = "FILE.jsonl",
    };

    private readonly Option<string?> _drat = new("--drat")
    {
        Description = "Also write the refutation of the formula into this file, in the text form of DRAT that independent checkers read; takes one instance.", HelpName = "FILE.drat",
    };

    private readonly Option<bool> _csv = new("--csv") { Description = "Print comma-separated values with a line of names on standard output, everything else on standard error." };
    private readonly Option<bool> _json = CommonOptions.Json();

    /// <summary>Adds everything to a command.</summary>
    public void AddTo(Command command)
    {
        _input.AddTo(command);
        command.Add(_model);
        _settings.AddTo(command);
        foreach (Option option in (Option[])[_limit, _threads, _skipBad, _trace, _receipt, _evidence, _proof, _csv, _json])
        {
            command.Add(option);
        }

        if (task.HasPictures)
        {
            command.Add(_record);
        }

        command.Validators.Add(result =>
        {
            if (result.GetValue(_json) && result.GetValue(_csv))
            {
                result.AddError("either --json or --csv");
            }

            if (result.GetValue(_evidence) is not null && result.GetValue(_receipt) is null)
            {
                result.AddError("--evidence is of a receipt: give --receipt too");
            }

            if (result.GetValue(_skipBad) && result.GetValue(_receipt) is not null)
            {
                result.AddError("either --receipt or --skip-bad: an audit reads the same instances");
            }
        });
        if (task.SubmissionKind is not null)
        {
            command.Add(_submission);
        }

        if (task.RefutationKind is not null)
        {
            command.Add(_drat);
        }
    }

    /// <summary>Reads everything that a command line names.</summary>
    /// <exception cref="InputException">Something is missing, or does not go together.</exception>
    public SolvingJob Read(ParseResult parse)
    {
        if (parse.GetValue(_proof) is not null && task.Proofs is null)
        {
            throw new InputException($"--proof: {task.WhyNoProof}");
        }

        Settings settings = task.Complete(_settings.Read(parse));
        string[] inputs = _input.Paths(parse);
        SkippedInstances? skipped = parse.GetValue(_skipBad) ? new SkippedInstances() : null;
        IEnumerable<SourcedInstance> instances = _input.Read(inputs, settings, skipped is null ? null : skipped.Add).Take(parse.GetValue(_limit) ?? int.MaxValue);
        string? drat = task.RefutationKind is null ? null : parse.GetValue(_drat);
        instances = drat is null ? instances : SolvingJob.Only(instances, "--drat");
        ModelFile? model = ModelFile.For(task, settings, parse.GetValue(_model));
        string[] read = [.. inputs, .. model is null ? Array.Empty<string>() : [model.Path]];
        var outputs = new HashSet<string>(StringComparer.Ordinal);
        string? Output(Option<string?> option, OutputKind? kind)
        {
            string? path = kind is null ? null : parse.GetValue(option);
            if (path is not null)
            {
                if (!outputs.Add(Path.GetFullPath(path)))
                {
                    throw new InputException($"{option.Name}: {path} is an output already: give each a name of its own");
                }

                OutputFile.Prepare(path, kind!, read);
            }

            return path;
        }

        return new SolvingJob(task, inputs, instances, model, settings, _settings.Settings)
        {
            Threads = parse.GetValue(_threads),
            Submission = Output(_submission, task.SubmissionKind),
            Trace = Output(_trace, StepLog.FileKind),
            Receipt = Output(_receipt, ReceiptWriter.FileKind),
            Evidence = Output(_evidence, PendingEvidence.FileKind),
            Recording = Output(_record, task.HasPictures ? PictureRecording.FileKind : null),
            Proof = Output(_proof, ProofLog.FileKind),
            Refutation = Output(_drat, task.RefutationKind),
            IsJson = parse.GetValue(_json),
            IsCsv = parse.GetValue(_csv),
            Skipped = skipped,
            InputDigest = new Lazy<string?>(() => _input.Digest(inputs)),
        };
    }
}
