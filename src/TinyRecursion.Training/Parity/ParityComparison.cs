using TinyRecursion.Models;

namespace TinyRecursion.Training.Parity;

/// <summary>What is expected of a configuration, and how far what was computed is from it. For use by one thread.</summary>
/// <param name="path">The expected file's name for errors.</param>
/// <param name="expected">Its tensors.</param>
internal sealed class ParityComparison(string path, Safetensors expected)
{
    private readonly List<ParityDifference> _differences = [];

    /// <summary>The differences so far, in the order of the file; what has no tensor of its own comes after the final states.</summary>
    public IReadOnlyList<ParityDifference> Differences()
    {
        List<string> order = [.. expected.Tensors.Select(tensor => tensor.Name)];
        int states = order.FindLastIndex(name => name.StartsWith("final.", StringComparison.Ordinal));
        return [.. _differences.OrderBy(difference => Place(order.IndexOf(difference.Quantity)))];

        double Place(int index) => index >= 0 ? index : states >= 0 ? states + 0.5 : order.Count;
    }

    /// <summary>Whether the file has a quantity.</summary>
    public bool Has(string name) => expected.Find(name) is not null;

    /// <summary>A broken file, named.</summary>
    public FormatException Broken(string problem, Exception? inner = null) => new($"{path}: {problem}", inner);

    /// <summary>The entries of a tensor of whole numbers that must be there.</summary>
    /// <param name="name">The tensor.</param>
    /// <param name="count">How many there must be, or null for any number.</param>
    public int[] Numbers(string name, int? count = null)
    {
        int[] values = Find(name).ToInt32();
        return count is { } wanted ? Counted(name, values, wanted) : values;
    }

    /// <summary>Compares numbers, if the file has them.</summary>
    /// <param name="name">The quantity.</param>
    /// <param name="actual">What was computed.</param>
    /// <param name="tolerance">The largest difference that is allowed.</param>
    /// <param name="relative">Whether differences are relative to the largest expected entry.</param>
    public void Compare(string name, IReadOnlyList<float> actual, double tolerance, bool relative)
    {
        if (!Has(name))
        {
            return;
        }

        double[] wanted = Counted(name, Find(name).ToFloat64(), actual.Count);
        double difference = 0, largest = 0;
        for (int i = 0; i < wanted.Length; i++)
        {
            // Not Math.Max alone: what is not a number must stay visible.
            double here = Math.Abs(actual[i] - wanted[i]);
            difference = double.IsNaN(here) ? double.PositiveInfinity : Math.Max(difference, here);
            largest = Math.Max(largest, Math.Abs(wanted[i]));
        }

        Add(name, relative && largest > 0 ? difference / largest : difference, tolerance);
    }

    /// <summary>Compares one number relative to what is expected, if the file has it.</summary>
    /// <param name="name">The quantity.</param>
    /// <param name="actual">What was computed.</param>
    /// <param name="tolerance">The largest difference that is allowed.</param>
    public void Compare(string name, double actual, double tolerance)
    {
        if (Has(name))
        {
            double wanted = Counted(name, Find(name).ToFloat64(), 1)[0];
            Add(name, Math.Abs(actual - wanted) / Math.Max(Math.Abs(wanted), double.Epsilon), tolerance);
        }
    }

    /// <summary>Adds a difference that was found otherwise.</summary>
    public void Add(string name, double difference, double tolerance) =>
        _differences.Add(new ParityDifference(name, difference, tolerance));

    private Tensor Find(string name) => expected.Find(name) ?? throw Broken($"tensor '{name}' is missing");

    private T[] Counted<T>(string name, T[] values, int count) => values.Length == count
        ? values
        : throw Broken($"tensor '{name}': expected {count} entries, found {values.Length}");
}
