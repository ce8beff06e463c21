using System.Runtime.InteropServices;
using TinyRecursion.IO;

namespace TinyRecursion.Cli.Common;

/// <summary>
/// Ctrl-C, the signal to terminate and an output whose reader has gone: the first asks what runs to stop, which ends it with what it has
/// written whole; the next signal ends the process at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _signals;
    private int _asked;

    /// <summary>How long work has to end by itself once it is asked to.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(400);

    /// <summary>Listens from now on.</summary>
    public Interruption()
    {
        _signals = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop)];
        StandardOutput.ReaderGone += Leave;
    }

    /// <summary>Whether nobody reads the answers any more.</summary>
    public bool OutputClosed { get; private set; }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Ends when work that was asked to stop has not done so in time, and no output file is half written.</summary>
    /// <param name="endsByItself">Whether the work always ends by itself and is waited for.</param>
    public async Task Waited(bool endsByItself)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = Token.Register(asked.SetResult);
        await asked.Task.ConfigureAwait(false);
        do
        {
            await Task.Delay(endsByItself ? Timeout.InfiniteTimeSpan : Patience).ConfigureAwait(false);
        }
        while (AtomicFile.IsWriting);
    }

    public void Dispose()
    {
        StandardOutput.ReaderGone -= Leave;
        // The source has nothing to release, and a signal may still be on its way to it.
        Array.ForEach(_signals, signal => signal.Dispose());
    }

    private void Leave()
    {
        OutputClosed = true;
        _ = _source.CancelAsync();
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
