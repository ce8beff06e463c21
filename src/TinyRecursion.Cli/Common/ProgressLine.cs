using System.Diagnostics;

namespace TinyRecursion.Cli.Common;

/// <summary>One line of progress on standard error, rewritten in place on a terminal, at most a few times a second.</summary>
/// <param name="what">What is counted, such as <c>solved</c>.</param>
/// <param name="total">How many there are; null where that is not known.</param>
internal sealed class ProgressLine(string what, int? total = null) : IDisposable
{
    // Answers that leave on the same terminal are progress enough.
    private readonly bool _show = Terminal.RewritesLines && (total is not null || Console.IsOutputRedirected);
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _shown = TimeSpan.FromSeconds(-1);
    private int _done;
    private int _good;

    /// <summary>Counts one more; the caller serialises calls.</summary>
    public void Advance(bool good)
    {
        (_done, _good) = (_done + 1, _good + (good ? 1 : 0));
        if (_show && (_watch.Elapsed - _shown > TimeSpan.FromMilliseconds(200) || _done == total))
        {
            _shown = _watch.Elapsed;
            string left = total is { } all ? $"/{all}  left {(all - _done) * (_watch.Elapsed / _done):mm\\:ss}" : string.Empty;
            Terminal.Rewrite($"{_done}{left}  {what} {100.0 * _good / _done:f1} %  {_watch.Elapsed:mm\\:ss}");
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
