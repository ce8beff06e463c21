using ScottPlot;
using ScottPlot.Plottables;

namespace TinyRecursion.Scaling;

/// <summary>Draws accuracy against size, and against the number of steps.</summary>
internal static class ScalingChart
{
    private const int Width = 900;
    private const int Height = 480;

    /// <summary>Accuracy against size, on a logarithmic axis, with the sizes trained on shaded.</summary>
    public static byte[] BySize(IScaling task, IReadOnlyList<SizePoint> points)
    {
        using Plot plot = Frame(task, $"{task.SizeLabel} (shaded: sizes trained on)");
        bool restarted = points.Any(point => point.AtOnce < point.Accuracy);
        Line(plot, points, point => point.Accuracy, restarted ? "with restarts" : string.Empty);
        if (restarted)
        {
            Line(plot, points, point => point.AtOnce, "on the first start");
            plot.ShowLegend(Alignment.LowerLeft);
        }

        double from = Math.Log10(points[0].Size) - 0.05, to = Math.Log10(points[^1].Size) + 0.05;
        HorizontalSpan trained = plot.Add.HorizontalSpan(from, Math.Log10(task.TrainedUpTo));
        trained.FillColor = Colors.SteelBlue.WithAlpha(0.12);
        trained.LineWidth = 0;
        Ticks(plot, points.Select(point => point.Size));
        plot.Axes.SetLimits(from, to, 0, 102);
        return Png(plot);
    }

    /// <summary>Accuracy against the steps after which a run is ended, a line for each size.</summary>
    public static byte[] BySteps(IScaling task, IReadOnlyList<SizePoint> points)
    {
        using Plot plot = Frame(task, "steps of the rule, of all starts together");
        int most = Math.Max(2, points.Max(point => point.RightAfter.LastOrDefault(1)));
        int[] budgets = [.. Enumerable.Range(0, 400).Select(i => (int)Math.Round(Math.Pow(most, i / 399.0))).Distinct()];
        foreach (SizePoint point in points)
        {
            Scatter line = plot.Add.ScatterLine(
                budgets.Select(steps => Math.Log10(steps)).ToArray(), budgets.Select(steps => 100 * point.AccuracyAfter(steps)).ToArray());
            line.LegendText = $"{point.Size}";
            line.LineWidth = 2;
        }

        plot.ShowLegend(Alignment.LowerRight);
        Ticks(plot, [1, 3, 10, 30, 100, 300, 1000, 3000, 10000, 30000]);
        plot.Axes.SetLimits(0, Math.Log10(most) + 0.02, 0, 102);
        return Png(plot);
    }

    private static void Line(Plot plot, IReadOnlyList<SizePoint> points, Func<SizePoint, double> share, string name)
    {
        Scatter line = plot.Add.Scatter(points.Select(point => Math.Log10(point.Size)).ToArray(), points.Select(point => 100 * share(point)).ToArray());
        line.LegendText = name;
        line.LineWidth = 2;
        line.MarkerSize = 8;
    }

    private static Plot Frame(IScaling task, string bottom)
    {
        var plot = new Plot();
        plot.XLabel(bottom);
        plot.YLabel(task.AccuracyLabel);
        return plot;
    }

    private static void Ticks(Plot plot, IEnumerable<int> values)
    {
        int[] kept = [.. values];
        plot.Axes.Bottom.SetTicks(kept.Select(value => Math.Log10(value)).ToArray(), kept.Select(value => $"{value}").ToArray());
    }

    private static byte[] Png(Plot plot) => plot.GetImageBytes(Width, Height, ImageFormat.Png);
}
