using System.Globalization;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;
using TinyRecursion.IO;

namespace TinyRecursion.Training.Workflows;

/// <summary>Draws the metrics of a run as a picture (SVG): shares on the left axis, loss on the right one.</summary>
internal static class TrainingChart
{
    private const double Width = 900;
    private const double Height = 480;

    /// <summary>Draws metrics; the picture is replaced in one step.</summary>
    /// <param name="rows">The rows of <see cref="MetricsFile"/>.</param>
    /// <param name="picture">The SVG file to write.</param>
    public static void Write(IReadOnlyList<MetricsRow> rows, string picture)
    {
        var model = new PlotModel { Background = OxyColors.White, Culture = CultureInfo.InvariantCulture };
        model.Axes.Add(new LinearAxis { Position = AxisPosition.Bottom, Title = "updates", Minimum = 0 });
        model.Axes.Add(new LinearAxis
        {
            Position = AxisPosition.Left, Title = "per cent", Minimum = 0, Maximum = 100, MajorGridlineStyle = LineStyle.Dot,
        });
        model.Axes.Add(new LinearAxis { Position = AxisPosition.Right, Title = "loss", Key = "loss", Minimum = 0 });
        model.Legends.Add(new Legend { LegendPosition = LegendPosition.RightBottom, LegendBackground = OxyColors.White, LegendPadding = 24 });
        Add("cells right", OxyColors.LightSteelBlue, 1, row => 100 * row.Accuracy);
        Add("solved", OxyColors.SteelBlue, 1, row => 100 * row.Solved);
        Add("loss", OxyColors.IndianRed, 1, row => row.Loss, "loss");
        Add("validation", OxyColors.SeaGreen, 2.5, row => 100 * row.Validation);

        // Drawn whole before the file is touched: the exporter writes as it goes.
        using var drawing = new MemoryStream();
        new SvgExporter { Width = Width, Height = Height, UseVerticalTextAlignmentWorkaround = true }.Export(model, drawing);
        AtomicFile.Write(picture, stream => stream.Write(drawing.GetBuffer().AsSpan(0, (int)drawing.Length)));

        void Add(string title, OxyColor colour, double thickness, Func<MetricsRow, double?> value, string? axis = null)
        {
            var series = new LineSeries { Title = title, Color = colour, StrokeThickness = thickness, YAxisKey = axis };
            foreach (MetricsRow row in rows)
            {
                if (value(row) is { } number)
                {
                    series.Points.Add(new DataPoint(row.Update, number));
                }
            }

            if (series.Points.Count > 0)
            {
                model.Series.Add(series);
            }
        }
    }
}
