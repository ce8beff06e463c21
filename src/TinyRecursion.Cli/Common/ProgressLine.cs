using System.Diagnostics;

namespace TinyRecursion.Cli.Common;

/// <summary>One line of progress on standard error, rewritten in place on a terminal, at most a few times a second.</summary>
/// <param name="what">What is counted, such as <c>solved</c>.</param>
/// <param name="total">How many there are.</param>
internal sealed class ProgressLine(string what, int total) : IDisposable
{
    private readonly bool _show = Terminal.RewritesLines;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _shown = TimeSpan.FromSeconds(-1);
    private int _good;

    /// <summary>Counts one more; the caller serialises calls.</summary>
    public void Advance(int done, bool good)
    {
        _good += good ? 1 : 0;
        if (_show && (_watch.Elapsed - _shown > TimeSpan.FromMilliseconds(200) || done == total))
        {
            _shown = _watch.Elapsed;
            TimeSpan left = (total - done) * (_watch.Elapsed / done);
            Console.Error.Write($"\r{done}/{total}  {what} {100.0 * _good / done:f1} %  {_watch.Elapsed:mm\\:ss}  left {left:mm\\:ss} ");
        }
    }

    /// <summary>Ends the line.</summary>
    public void Dispose()
    {
        if (_show)
        {
            Console.Error.WriteLine();
        }
    }
}
