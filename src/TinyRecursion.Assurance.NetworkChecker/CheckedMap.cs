namespace TinyRecursion.Assurance.NetworkChecker;

/// <summary>A linear map of one node, by rows. Weights are float32, which doubles hold exactly.</summary>
/// <param name="Source">The node.</param>
/// <param name="Columns">The columns of each row's entries.</param>
/// <param name="Weights">The entries.</param>
internal sealed record CheckedMap(int Source, int[][] Columns, double[][] Weights)
{
    /// <summary>Whether each row holds every column in order, so that the row is a vector.</summary>
    public bool IsDense { get; init; }
}
