using System.Globalization;
using System.Text;
using TinyRecursion.IO;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Tracing;

/// <summary>
/// The pictures of one run as an animated picture, SVG 1.1 with SMIL, which browsers play and everything else shows as it ends. Where there are
/// more steps than frames, frames are evenly left out.
/// </summary>
/// <param name="task">The task.</param>
/// <param name="instance">The instance.</param>
internal sealed class PictureRecording(TaskDefinition task, IInstance instance) : ITrace
{
    private const int MostFrames = 64;
    private const double FirstFrameSeconds = 1, FrameSeconds = 0.15, LastFrameSeconds = 2.5;
    private const double CharacterWidth = 9, LineHeight = 18, Border = 12;
    private const string Beginning = "<svg xmlns=\"http://www.w3.org/2000/svg\" data-by=\"TinyRecursion\"";

    private readonly List<(long Step, string Picture)> _frames = [];
    private int _every = 1;
    private long _steps;
    private (long Step, string Picture)? _last;

    /// <summary>Files of this kind.</summary>
    public static OutputKind FileKind { get; } = OutputKind.Beginning("a recording of a run", Beginning);

    /// <summary>Whether no step had a picture.</summary>
    public bool IsEmpty => _last is null;

    public void Record(ITracedStep step)
    {
        _last = task.Picture(instance, step) is { } picture ? (++_steps, picture) : _last;
        if (_last is { } frame && frame.Step == _steps && (_steps - 1) % _every == 0)
        {
            _frames.Add(frame);
            if (_frames.Count == MostFrames)
            {
                _frames.RemoveAll(kept => (kept.Step - 1) % (2 * _every) != 0);
                _every *= 2;
            }
        }
    }

    /// <summary>Writes the picture.</summary>
    /// <param name="stream">Receives it.</param>
    /// <exception cref="InvalidOperationException">No step of the run had a picture.</exception>
    public void Write(Stream stream)
    {
        if (_last is not { } last)
        {
            throw new InvalidOperationException("No step of the run has a picture.");
        }

        (long Step, string Picture)[] frames = _frames[^1] == last ? [.. _frames] : [.. _frames, last];
        AnsiText[] texts = [.. frames.Select(frame => AnsiText.Parse(frame.Picture))];
        double width = (2 * Border) + (CharacterWidth * texts.Max(text => text.Columns)), height = (3 * Border) + (LineHeight * (texts.Max(text => text.Rows) + 1));
        double total = FirstFrameSeconds + (FrameSeconds * Math.Max(0, frames.Length - 2)) + LastFrameSeconds;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"{Beginning} viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" font-family=\"ui-monospace,Menlo,Consolas,monospace\" font-size=\"15\" fill=\"#24292f\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"{width}\" height=\"{height}\" rx=\"6\" fill=\"#ffffff\"/>\n");
        double from = 0;
        for (int i = 0; i < frames.Length; i++)
        {
            bool ends = i == frames.Length - 1;
            double to = ends ? total : from + (i == 0 ? FirstFrameSeconds : FrameSeconds);
            svg.Append(CultureInfo.InvariantCulture, $"<g visibility=\"{(ends ? "visible" : "hidden")}\">");
            if (frames.Length > 1)
            {
                string times = string.Create(CultureInfo.InvariantCulture, $"{from / total:f4};{to / total:f4}");
                (string values, string keys) = i == 0 ? ("visible;hidden", "0;" + times.Split(';')[1]) : ends ? ("hidden;visible", "0;" + times.Split(';')[0]) : ("hidden;visible;hidden", "0;" + times);
                svg.Append(CultureInfo.InvariantCulture, $"<animate attributeName=\"visibility\" calcMode=\"discrete\" values=\"{values}\" keyTimes=\"{keys}\" dur=\"{total:f2}s\" repeatCount=\"indefinite\"/>");
            }

            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Border}\" y=\"{Border + LineHeight - 4}\" fill=\"#6e7781\">step {frames[i].Step}</text>\n");
            texts[i].AppendTo(svg, Border, (2 * Border) + LineHeight, CharacterWidth, LineHeight);
            svg.Append("</g>\n");
            from = to;
        }

        svg.Append("</svg>\n");
        stream.Write(Encoding.UTF8.GetBytes(svg.ToString()));
    }
}
