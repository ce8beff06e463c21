using System.Text.Json;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;
using TinyRecursion.IO;

namespace TinyRecursion.Cli.Training;

/// <summary>Draws the metrics of a run as a picture (SVG): shares on the left axis, loss on the right one.</summary>
internal static class TrainingChart
{
    private const double Width = 900;
    private const double Height = 480;

    /// <summary>Draws a metrics file; the picture is replaced in one step.</summary>
    /// <param name="metrics">The file of <see cref="MetricsFile"/>.</param>
    /// <param name="picture">The SVG file to write.</param>
    public static void Write(string metrics, string picture)
    {
        LineSeries validation = Shares("validation", OxyColors.SeaGreen, 2.5);
        LineSeries solved = Shares("solved", OxyColors.SteelBlue, 1);
        LineSeries cells = Shares("cells right", OxyColors.LightSteelBlue, 1);
        var loss = new LineSeries { Title = "loss", Color = OxyColors.IndianRed, StrokeThickness = 1, YAxisKey = "loss" };
        foreach (string line in ReadLines(metrics))
        {
            using var document = JsonDocument.Parse(line);
            JsonElement row = document.RootElement;
            double update = row.GetProperty("update").GetDouble();
            loss.Points.Add(new DataPoint(update, row.GetProperty("loss").GetDouble()));
            solved.Points.Add(new DataPoint(update, 100 * row.GetProperty("solved").GetDouble()));
            cells.Points.Add(new DataPoint(update, 100 * row.GetProperty("accuracy").GetDouble()));
            if (row.TryGetProperty("validation", out JsonElement value))
            {
                validation.Points.Add(new DataPoint(update, 100 * value.GetDouble()));
            }
        }

        var model = new PlotModel { Background = OxyColors.White };
        model.Axes.Add(new LinearAxis { Position = AxisPosition.Bottom, Title = "updates", Minimum = 0 });
        model.Axes.Add(new LinearAxis
        {
            Position = AxisPosition.Left, Title = "per cent", Minimum = 0, Maximum = 100, MajorGridlineStyle = LineStyle.Dot,
        });
        model.Axes.Add(new LinearAxis { Position = AxisPosition.Right, Title = "loss", Key = "loss", Minimum = 0 });
        model.Legends.Add(new Legend { LegendPosition = LegendPosition.RightBottom, LegendBackground = OxyColors.White, LegendPadding = 24 });
        foreach (LineSeries series in (LineSeries[])[cells, solved, loss, validation])
        {
            if (series.Points.Count > 0)
            {
                model.Series.Add(series);
            }
        }

        // Drawn whole before the file is touched: the exporter writes as it goes.
        using var drawing = new MemoryStream();
        new SvgExporter { Width = Width, Height = Height, UseVerticalTextAlignmentWorkaround = true }.Export(model, drawing);
        AtomicFile.Write(picture, stream => stream.Write(drawing.GetBuffer().AsSpan(0, (int)drawing.Length)));
    }

    private static LineSeries Shares(string title, OxyColor colour, double thickness) =>
        new() { Title = title, Color = colour, StrokeThickness = thickness };

    /// <summary>Reads while the run holds the file open.</summary>
    private static List<string> ReadLines(string path)
    {
        var lines = new List<string>();
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        while (reader.ReadLine() is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }
}
