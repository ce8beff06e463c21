namespace TinyRecursion.Scaling;

/// <summary>A task measured at sizes never trained on.</summary>
internal interface IScaling
{
    /// <summary>The task, which begins the names of the files.</summary>
    string Name { get; }

    /// <summary>What a size is.</summary>
    string SizeLabel { get; }

    /// <summary>What is measured.</summary>
    string AccuracyLabel { get; }

    /// <summary>The largest size that the rule was trained on.</summary>
    int TrainedUpTo { get; }

    /// <summary>The sizes, ascending.</summary>
    IReadOnlyList<int> Sizes { get; }

    /// <summary>Measures one size.</summary>
    SizePoint Measure(int size);
}
