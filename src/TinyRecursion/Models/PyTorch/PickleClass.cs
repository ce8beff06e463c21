namespace TinyRecursion.Models.PyTorch;

/// <summary>A class that tensors need. There are no others: what is not in this list cannot be named by a pickle.</summary>
/// <param name="Role">What it is needed for.</param>
/// <param name="Type">The element type of storages and element types; null for the storage of bytes.</param>
internal sealed record PickleClass(PickleRole Role, DType? Type = null)
{
    private static readonly Dictionary<string, PickleClass> Known = new(StringComparer.Ordinal)
    {
        ["collections.OrderedDict"] = new(PickleRole.OrderedDictionary),
        ["torch._utils._rebuild_tensor_v2"] = new(PickleRole.Tensor),
        ["torch._utils._rebuild_tensor_v3"] = new(PickleRole.TensorOfBytes),
        ["torch._utils._rebuild_parameter"] = new(PickleRole.Parameter),
        ["torch.Size"] = new(PickleRole.Size),
        ["torch.storage.UntypedStorage"] = new(PickleRole.Storage),
        ["torch.UntypedStorage"] = new(PickleRole.Storage),
        ["torch.DoubleStorage"] = new(PickleRole.Storage, DType.F64),
        ["torch.FloatStorage"] = new(PickleRole.Storage, DType.F32),
        ["torch.HalfStorage"] = new(PickleRole.Storage, DType.F16),
        ["torch.BFloat16Storage"] = new(PickleRole.Storage, DType.BF16),
        ["torch.LongStorage"] = new(PickleRole.Storage, DType.I64),
        ["torch.IntStorage"] = new(PickleRole.Storage, DType.I32),
        ["torch.ShortStorage"] = new(PickleRole.Storage, DType.I16),
        ["torch.CharStorage"] = new(PickleRole.Storage, DType.I8),
        ["torch.ByteStorage"] = new(PickleRole.Storage, DType.U8),
        ["torch.BoolStorage"] = new(PickleRole.Storage, DType.Bool),
        ["torch.float64"] = new(PickleRole.ElementType, DType.F64),
        ["torch.float32"] = new(PickleRole.ElementType, DType.F32),
        ["torch.float16"] = new(PickleRole.ElementType, DType.F16),
        ["torch.bfloat16"] = new(PickleRole.ElementType, DType.BF16),
        ["torch.int64"] = new(PickleRole.ElementType, DType.I64),
        ["torch.uint64"] = new(PickleRole.ElementType, DType.U64),
        ["torch.int32"] = new(PickleRole.ElementType, DType.I32),
        ["torch.uint32"] = new(PickleRole.ElementType, DType.U32),
        ["torch.int16"] = new(PickleRole.ElementType, DType.I16),
        ["torch.uint16"] = new(PickleRole.ElementType, DType.U16),
        ["torch.int8"] = new(PickleRole.ElementType, DType.I8),
        ["torch.uint8"] = new(PickleRole.ElementType, DType.U8),
        ["torch.bool"] = new(PickleRole.ElementType, DType.Bool),
    };

    /// <summary>The class of a name, which is looked up in a list and nowhere else.</summary>
    /// <exception cref="ModelFormatException">It is not in the list.</exception>
    public static PickleClass Find(string module, string name, PickleCursor cursor)
    {
        string full = $"{module}.{name}";
        return Known.TryGetValue(full, out PickleClass? known)
            ? known
            : throw cursor.Error(
                $"class {ModelFormatException.Quote(full)} is not one that tensors need; nothing of a pickle is executed");
    }
}
