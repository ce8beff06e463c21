namespace TinyRecursion.Models.PyTorch;

/// <summary>What a class that a pickle names is needed for.</summary>
internal enum PickleRole
{
    /// <summary>Makes an empty dictionary.</summary>
    OrderedDictionary,

    /// <summary>Makes a tensor from a storage that knows its element type.</summary>
    Tensor,

    /// <summary>Makes a tensor from a storage of bytes and an element type.</summary>
    TensorOfBytes,

    /// <summary>Makes a parameter, here its tensor.</summary>
    Parameter,

    /// <summary>Makes a shape, here its tuple.</summary>
    Size,

    /// <summary>Names the element type of a storage; makes nothing.</summary>
    Storage,

    /// <summary>An element type; makes nothing.</summary>
    ElementType,
}
