using TinyRecursion.IO;

namespace TinyRecursion.Training.Workflows;

/// <summary>The metrics of a run as JSON lines, one object a report, and beside it the same as events of TensorBoard; nothing but these needs to be watched.</summary>
internal sealed class MetricsFile : IDisposable
{
    private readonly FileStream _stream;
    private readonly EventFile _events;
    private readonly List<MetricsRow> _rows = [];

    /// <summary>Opens the file; lines after the update that a run resumes from are dropped.</summary>
    /// <param name="path">The file.</param>
    /// <param name="events">The file of events, which is written anew.</param>
    /// <param name="resumedAt">The update.</param>
    /// <param name="warn">Receives a line about each line that is damaged and dropped.</param>
    /// <exception cref="OutputException">The file holds something else.</exception>
    public MetricsFile(string path, string events, int resumedAt, Action<string> warn)
    {
        if (File.Exists(path))
        {
            Read(path, resumedAt, warn);
            AtomicFile.Write(path, stream => _rows.ForEach(row => Write(stream, row)));
        }

        _stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        _events = new EventFile(events);
        _rows.ForEach(_events.Write);
    }

    /// <summary>The rows, in the order of updates.</summary>
    public IReadOnlyList<MetricsRow> Rows => _rows;

    /// <summary>Writes one row.</summary>
    public void Write(MetricsRow row)
    {
        _rows.Add(row);
        Write(_stream, row);
        _stream.Flush();
        _events.Write(row);
    }

    public void Dispose()
    {
        _stream.Dispose();
        _events.Dispose();
    }

    private static void Write(Stream stream, MetricsRow row)
    {
        row.Write(stream);
        stream.WriteByte((byte)'\n');
    }

    private void Read(string path, int resumedAt, Action<string> warn)
    {
        AtomicFile.RequireRegular(path, path);
        string[] lines = File.ReadAllLines(path);
        int right = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            MetricsRow? row = MetricsRow.Read(lines[i]);
            right += row is null ? 0 : 1;
            if (row is not null && row.Update <= resumedAt)
            {
                _rows.Add(row);
            }
            else if (row is null && i < lines.Length - 1)
            {
                // A kill cuts the last line short, and that is no damage.
                warn($"{path}: line {i + 1}: is no line of metrics, and is dropped");
            }
        }

        if (right == 0 && lines.Length > 1)
        {
            throw new OutputException(path, "exists and is not the metrics of a training run: give the run another folder");
        }
    }
}
