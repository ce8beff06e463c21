using System.Globalization;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace TinyRecursion.Scaling;

/// <summary>Draws accuracy against size, and against the number of steps, as SVG.</summary>
internal static class ScalingChart
{
    private const double Width = 900;
    private const double Height = 480;

    /// <summary>Accuracy against size, on a logarithmic axis, with the sizes trained on shaded.</summary>
    public static byte[] BySize(IScaling task, IReadOnlyList<SizePoint> points)
    {
        PlotModel plot = Frame(task, $"{task.SizeLabel} (shaded: sizes trained on)", points[0].Size * 0.9, points[^1].Size * 1.1);
        bool restarted = points.Any(point => point.AtOnce < point.Accuracy);
        Line(plot, points.Select(point => new DataPoint(point.Size, 100 * point.Accuracy)), restarted ? "with restarts" : null, MarkerType.Circle);
        if (restarted)
        {
            Line(plot, points.Select(point => new DataPoint(point.Size, 100 * point.AtOnce)), "on the first start", MarkerType.Circle);
        }

        plot.Annotations.Add(new RectangleAnnotation { MinimumX = 1, MaximumX = task.TrainedUpTo, Fill = OxyColor.FromAColor(30, OxyColors.SteelBlue) });
        return Svg(plot);
    }

    /// <summary>Accuracy against the steps after which a run is ended, a line for each size.</summary>
    public static byte[] BySteps(IScaling task, IReadOnlyList<SizePoint> points)
    {
        int most = Math.Max(2, points.Max(point => point.RightAfter.LastOrDefault(1)));
        PlotModel plot = Frame(task, "steps of the rule, of all starts together", 1, most * 1.05);
        int[] budgets = [.. Enumerable.Range(0, 400).Select(i => (int)Math.Round(Math.Pow(most, i / 399.0))).Distinct()];
        foreach (SizePoint point in points)
        {
            Line(plot, budgets.Select(steps => new DataPoint(steps, 100 * point.AccuracyAfter(steps))), $"{point.Size}", MarkerType.None);
        }

        return Svg(plot);
    }

    private static PlotModel Frame(IScaling task, string bottom, double from, double to)
    {
        var plot = new PlotModel { Background = OxyColors.White, Culture = CultureInfo.InvariantCulture };
        plot.Axes.Add(new LogarithmicAxis { Position = AxisPosition.Bottom, Title = bottom, Minimum = from, Maximum = to });
        plot.Axes.Add(new LinearAxis { Position = AxisPosition.Left, Title = task.AccuracyLabel, Minimum = 0, Maximum = 102, MajorGridlineStyle = LineStyle.Dot });
        plot.Legends.Add(new Legend { LegendPosition = LegendPosition.RightBottom, LegendBackground = OxyColors.White, LegendPadding = 24 });
        return plot;
    }

    private static void Line(PlotModel plot, IEnumerable<DataPoint> points, string? name, MarkerType marker)
    {
        var line = new LineSeries { Title = name, RenderInLegend = name is not null, StrokeThickness = 2, MarkerType = marker, MarkerSize = 4 };
        line.Points.AddRange(points);
        plot.Series.Add(line);
    }

    private static byte[] Svg(PlotModel plot)
    {
        using var drawing = new MemoryStream();
        new SvgExporter { Width = Width, Height = Height, UseVerticalTextAlignmentWorkaround = true }.Export(plot, drawing);
        return drawing.ToArray();
    }
}
