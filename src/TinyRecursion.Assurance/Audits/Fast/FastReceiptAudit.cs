using TinyRecursion.Assurance.Checker.Receipts;
using TinyRecursion.Assurance.Receipts;
using TinyRecursion.Models;
using TinyRecursion.Tasks;

namespace TinyRecursion.Assurance.Audits.Fast;

/// <summary>Audits a receipt as a replay does, but for the products of matrices, whose sums come from evidence and are tested (docs/audit-soundness.md).</summary>
internal static class FastReceiptAudit
{
    /// <summary>Audits a receipt.</summary>
    /// <param name="receipt">The receipt.</param>
    /// <param name="subject">What it should be about: the auditor's own model and input, with the settings of the receipt.</param>
    /// <param name="instances">The instances.</param>
    /// <param name="evidence">The evidence's file.</param>
    /// <param name="isPublic">Whether the challenge follows from the statement, so that others can repeat the audit; else it is drawn and kept secret.</param>
    /// <param name="cancellation">Ends the audit.</param>
    /// <exception cref="FormatException">The model runs in floating point, or the file is no evidence.</exception>
    /// <exception cref="IOException">The evidence cannot be read.</exception>
    public static AuditVerdict Run(
        Receipt receipt, ReceiptSubject subject, IEnumerable<SourcedInstance> instances, string evidence, bool isPublic, CancellationToken cancellation = default)
    {
        if (subject.Model is not { Quantised: not null } model)
        {
            throw new FormatException("the fast audit is of models that run in integers; 'trm audit full' replays what runs as a table or as plain code");
        }

        AuditVerdict? verdict = FullAudit.HeaderFailure(receipt.Header, subject.Header()) is { } failure ? new AuditVerdict(receipt.Failure ?? failure, 0, 0) : null;
        if (verdict is not null)
        {
            return verdict;
        }

        byte[] digest = receipt.Header.ModelDigest;
        try
        {
            return FastAudit.Check(model, digest, () => File.OpenRead(evidence), evidence, isPublic ? Public(receipt, digest, evidence) : Challenge.Secret(), Replay);
        }
        catch (EvidenceException error) when (!error.IsUnreadable)
        {
            // A run that parts from the receipt leaves evidence unread: where it parts says more.
            return verdict is { IsAccepted: false } ? verdict : new AuditVerdict($"evidence: {error.Message}", verdict?.Runs ?? 0, verdict?.Events ?? 0);
        }
        catch (EvidenceException error)
        {
            throw new FormatException(error.Message, error);
        }

        AuditVerdict Replay(Model witnessed)
        {
            using Solver solver = subject.Task.Open(witnessed, evidence, subject.Settings);
            verdict = FullAudit.Run(receipt, subject, solver, instances, cancellation: cancellation);
            return verdict;
        }
    }

    private static Challenge Public(Receipt receipt, byte[] model, string evidence)
    {
        using FileStream stream = File.OpenRead(evidence);
        return Challenge.Of(AuditStatement.Digest(model, receipt.Header.InputDigest, receipt.Digest, stream));
    }
}
