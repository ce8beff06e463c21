using System.Runtime.InteropServices;

namespace TinyRecursion.Cli.Common;

/// <summary>
/// Ctrl-C and the signal to terminate: the first asks what runs to stop, which ends it with what it has written whole; the
/// next ends the process at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _signals;
    private int _asked;

    /// <summary>Listens from now on.</summary>
    public Interruption() =>
        _signals = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop)];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        // The source has nothing to release, and a signal may still be on its way to it.
        Array.ForEach(_signals, signal => signal.Dispose());
    }

    private void Stop(PosixSignalContext context)
    {
        if (Interlocked.Exchange(ref _asked, 1) == 0)
        {
            context.Cancel = true;
            _ = _source.CancelAsync();
        }
    }
}
