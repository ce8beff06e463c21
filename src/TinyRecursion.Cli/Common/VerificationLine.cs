using TinyRecursion.Assurance.Verification;

namespace TinyRecursion.Cli.Common;

/// <summary>A line on a terminal that says how far a verification has come.</summary>
internal sealed class VerificationLine : IProgress<VerificationProgress>, IDisposable
{
    private bool _shown;

    /// <inheritdoc/>
    public void Report(VerificationProgress value)
    {
        if (Terminal.RewritesLines)
        {
            _shown = true;
            Terminal.Rewrite($"case {value.Case} of {value.Cases}: {value.Boxes:n0} boxes, {100 * value.Safe:f1} % shown to be safe");
        }
    }

    /// <summary>Ends the line.</summary>
    public void Dispose()
    {
        if (_shown)
        {
            Console.Error.WriteLine();
        }
    }
}
