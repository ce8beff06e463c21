namespace TinyRecursion.Models.PyTorch;

/// <summary>
/// A tensor as a pickle describes it: a view of a storage. Checked when it is assembled, where its name is known.
/// </summary>
internal sealed class PickleTensor
{
    /// <summary>Describes a tensor.</summary>
    public PickleTensor(PickleStorage storage, DType type, long offset, object?[] shape, object?[] strides)
    {
        (Storage, Type, Offset, Shape, Strides) = (storage, type, offset, shape, strides);
    }

    /// <summary>Where its elements are.</summary>
    public PickleStorage Storage { get; }

    /// <summary>The element type.</summary>
    public DType Type { get; }

    /// <summary>The first element's place in the storage.</summary>
    public long Offset { get; }

    /// <summary>The extents as the pickle gives them; tensors may share one array.</summary>
    public object?[] Shape { get; }

    /// <summary>For each extent the elements from one index to the next.</summary>
    public object?[] Strides { get; }
}
