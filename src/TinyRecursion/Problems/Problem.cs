namespace TinyRecursion.Problems;

/// <summary>
/// One problem instance as a rule sees it: its topology and, for each cell, a fixed number of small integer
/// features (such as the size of each of its groups). Immutable and safe to share between threads.
/// </summary>
public sealed class Problem
{
    private readonly int[] _features;

    /// <summary>Builds a problem.</summary>
    /// <param name="topology">The relations between the cells.</param>
    /// <param name="featureColumns">Features per cell, zero or more.</param>
    /// <param name="features">Row by row, <paramref name="featureColumns"/> entries a cell, each at least zero; copied.</param>
    /// <exception cref="ArgumentException">The table has another size or holds a negative feature.</exception>
    public Problem(Topology topology, int featureColumns, int[] features)
    {
        ArgumentNullException.ThrowIfNull(topology);
        ArgumentOutOfRangeException.ThrowIfNegative(featureColumns);
        ArgumentNullException.ThrowIfNull(features);
        if (features.Length != (long)topology.Cells * featureColumns)
        {
            throw new ArgumentException(
                $"{features.Length} features, expected {topology.Cells} cells × {featureColumns}.", nameof(features));
        }

        // Copied before they are checked: kernels look up table rows by them without bounds.
        _features = [.. features];
        if (_features.AsSpan().IndexOfAnyInRange(int.MinValue, -1) >= 0)
        {
            throw new ArgumentException("A feature is negative.", nameof(features));
        }

        Topology = topology;
        FeatureColumns = featureColumns;
    }

    /// <summary>The relations between the cells.</summary>
    public Topology Topology { get; }

    /// <summary>The number of cells.</summary>
    public int Cells => Topology.Cells;

    /// <summary>Features per cell.</summary>
    public int FeatureColumns { get; }

    /// <summary>The features, cells × <see cref="FeatureColumns"/>, row by row.</summary>
    public ReadOnlySpan<int> Features => _features;
}
