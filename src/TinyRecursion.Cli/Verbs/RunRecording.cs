using TinyRecursion.Assurance.Receipts;
using TinyRecursion.Cli.Common;
using TinyRecursion.IO;
using TinyRecursion.Recursion;
using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Tracing;

namespace TinyRecursion.Cli.Verbs;

/// <summary>What is written of the runs themselves while they are solved: every step, the picture of the first, and the proofs of their answers.</summary>
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

    private readonly ProofLog? _proofs = job.Proof is null && job.Refutation is null ? null : new ProofLog(job.Proof, job.Refutation, job.Task);
    private int _withoutProof;
    private PictureRecording? _picture;
    private bool _isDrawn;

    /// <summary>The options with traces that write; for steps and pictures instances are solved one after the other, with all threads within each.</summary>
    public EvaluationOptions Extend(EvaluationOptions options)
    {
        if (_steps is not null || job.Recording is not null)
        {
            options = With(options, one => new Traces([.. new[] { _steps?.Begin(one), Draw(one) }.OfType<ITrace>()])) with { Threads = 1, ThreadsWithin = job.Threads };
        }

        options = _receipt is null ? options : With(options, one => _receipt.Begin(one.Instance));
        options = job.Evidence is null ? options : options with { Threads = 1, ThreadsWithin = 1 };
        return _proofs is null ? options : With(options, one => _proofs.Begin(one.Instance));
    }

    /// <summary>Writes what there is of an instance that is answered.</summary>
    public void End(SourcedInstance instance, Answer answer)
    {
        _steps?.End(instance, answer);
        _receipt?.End(instance.Instance, answer);
        EndProof(instance, answer);
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

        if (_proofs is not null && job.Proof is not null)
        {
            Terminal.ErrorLine($"wrote {job.Proof}: proofs of {_proofs.Written} answers{(_withoutProof > 0 ? $", {_withoutProof} carry none" : string.Empty)}");
        }

        _proofs?.Dispose();
    }

    private static EvaluationOptions With(EvaluationOptions options, Func<SourcedInstance, ITrace> more)
    {
        Func<SourcedInstance, ITrace?>? others = options.Trace;
        return options with { Trace = one => others?.Invoke(one) is { } other ? new Traces(other, more(one)) : more(one) };
    }

    private void EndProof(SourcedInstance instance, Answer answer)
    {
        if (_proofs is null)
        {
            return;
        }

        (string? proof, string? refutation) = _proofs.End(instance.Instance, answer);
        // The first reason is enough: thousands may be alike.
        if (proof is not null && _withoutProof++ == 0)
        {
            Terminal.ErrorLine($"trm: {instance.Source}: line {instance.Instance.Line}: the answer carries no proof: {proof}");
        }

        if (job.Refutation is not null)
        {
            Terminal.ErrorLine(refutation is null ? $"wrote {job.Refutation}" : $"trm: {job.Refutation}: not written: {refutation}");
        }
    }

    private PictureRecording? Draw(SourcedInstance one) => job.Recording is null || _picture is not null ? null : _picture = new PictureRecording(job.Task, one.Instance);
}
