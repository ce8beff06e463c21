using TinyRecursion.Assurance.Receipts;
using TinyRecursion.Cli.Common;
using TinyRecursion.IO;
using TinyRecursion.Recursion;
using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Tracing;

namespace TinyRecursion.Cli.Verbs;

/// <summary>What is written of the runs themselves while they are solved: every step, and the picture of the first.</summary>
/// <param name="job">What is asked for.</param>
/// <param name="solver">Its solver.</param>
internal sealed class RunRecording(SolvingJob job, Solver solver) : IDisposable
{
    private readonly StepLog? _steps = job.Trace is { } path ? new StepLog(path, job.Task, job.Model?.Model, json =>
    {
        json.WriteString("version", ProductVersion.Text);
        job.WriteTo(json, solver);
    }) : null;

    private readonly PendingReceipt? _receipt = job.Receipt is { } file
        ? new PendingReceipt(file, new ReceiptSubject(job.Task, job.Settings, job.Model?.Model, job.Model?.Digest, job.InputDigest.Value)) : null;

    private PictureRecording? _picture;
    private bool _isDrawn;

    /// <summary>The options with traces that write; instances are then solved one after the other, with all threads within each.</summary>
    public EvaluationOptions Extend(EvaluationOptions options)
    {
        if (_receipt is { } receipt)
        {
            Func<SourcedInstance, ITrace?>? before = options.Trace;
            options = options with { Trace = one => before?.Invoke(one) is { } trace ? new Traces(trace, receipt.Begin(one.Instance)) : receipt.Begin(one.Instance) };
        }

        return _steps is null && job.Recording is null ? options : options with
        {
            Threads = 1,
            ThreadsWithin = job.Threads,
            Trace = one => new Traces([.. new[] { options.Trace?.Invoke(one), _steps?.Begin(one), Draw(one) }.OfType<ITrace>()]),
        };
    }

    /// <summary>Writes what there is of an instance that is answered.</summary>
    public void End(SourcedInstance instance, Answer answer)
    {
        _steps?.End(instance, answer);
        _receipt?.End(instance.Instance, answer);
        if (_picture is not { } picture || _isDrawn)
        {
            return;
        }

        _isDrawn = true;
        if (picture.IsEmpty)
        {
            Terminal.ErrorLine($"trm: {job.Recording}: not written: no step of the run has a picture");
            return;
        }

        AtomicFile.Write(job.Recording!, picture.Write);
        Terminal.ErrorLine($"wrote {job.Recording}");
    }

    /// <summary>Ends what counts only whole, once every instance is answered.</summary>
    public void Complete()
    {
        if (_receipt?.Complete() is { } digest)
        {
            Terminal.ErrorLine($"wrote {job.Receipt}: receipt {digest}");
        }
    }

    public void Dispose()
    {
        _receipt?.Dispose();
        if (_steps is not null)
        {
            _steps.Dispose();
            Terminal.ErrorLine($"wrote {job.Trace}");
        }
    }

    private PictureRecording? Draw(SourcedInstance one) => job.Recording is null || _picture is not null ? null : _picture = new PictureRecording(job.Task, one.Instance);
}
