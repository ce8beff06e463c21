namespace TinyRecursion.Models.PyTorch;

/// <summary>
/// Makes tensors of what a pickle says of them. A storage is read once; tensors that are all of it share its bytes,
/// the others get a copy of their own elements.
/// </summary>
internal sealed class TensorAssembler
{
    private readonly CheckpointArchive _archive;
    private readonly string _source;
    private readonly Dictionary<string, byte[]> _storages = new(StringComparer.Ordinal);
    private readonly Dictionary<PickleTensor, (long[] Shape, byte[] Elements)> _assembled = [];

    /// <summary>Starts with no storage read.</summary>
    /// <param name="archive">Where the storages are.</param>
    /// <param name="source">The file's name for errors.</param>
    public TensorAssembler(CheckpointArchive archive, string source)
    {
        (_archive, _source) = (archive, source);
    }

    /// <summary>Checks a tensor against its storage and makes it.</summary>
    /// <exception cref="ModelFormatException">It runs outside its storage, or the storage is not as long as it claims.</exception>
    public Tensor Assemble(string name, PickleTensor tensor)
    {
        // The same tensor under another name is not made again.
        if (!_assembled.TryGetValue(tensor, out (long[] Shape, byte[] Elements) made))
        {
            long[] shape = Numbers(name, "size", tensor.Shape);
            made = (shape, Elements(name, tensor, shape, Numbers(name, "stride", tensor.Strides)));
            _assembled.Add(tensor, made);
        }

        return new Tensor(name, tensor.Type, made.Shape, made.Elements);
    }

    private byte[] Elements(string name, PickleTensor tensor, long[] shape, long[] strides)
    {
        if (Tensor.ByteCount(tensor.Type, shape) is not { } bytes)
        {
            throw Error(name, $"field 'size': expected fewer than 2^63 bytes, found {ModelFormatException.Quote(shape)}");
        }

        int size = Tensor.SizeOf(tensor.Type);
        byte[] storage = Storage(name, tensor.Storage);
        CheckRange(name, tensor, shape, strides, bytes == 0);
        if (bytes == 0)
        {
            return [];
        }

        if (bytes == storage.Length && StridedCopy.IsRowMajor(shape, strides))
        {
            return storage;
        }

        _archive.Budget.Take(bytes, Place(name));
        byte[] elements = GC.AllocateUninitializedArray<byte>((int)bytes);
        StridedCopy.Copy(storage, tensor.Offset, shape, strides, size, elements);
        return elements;
    }

    /// <summary>Checks that the first and the last element lie within the storage.</summary>
    private void CheckRange(string name, PickleTensor tensor, long[] shape, long[] strides, bool isEmpty)
    {
        if (strides.Length != shape.Length || strides.Any(stride => stride < 0))
        {
            throw Error(name, $"field 'stride': expected {shape.Length} numbers from 0 on, found {ModelFormatException.Quote(strides)}");
        }

        if (tensor.Offset < 0)
        {
            throw Error(name, $"field 'offset': expected a number from 0 on, found {tensor.Offset}");
        }

        long count = tensor.Storage.Type is null ? tensor.Storage.Count / Tensor.SizeOf(tensor.Type) : tensor.Storage.Count;
        Int128 last = tensor.Offset;
        for (int i = 0; i < shape.Length && last < count && !isEmpty; i++)
        {
            // Less than 2^126 each, and the sum stops at the first that goes too far.
            last += (Int128)(shape[i] - 1) * strides[i];
        }

        if (last >= count && !isEmpty)
        {
            throw Error(
                name,
                $"expected elements within a storage of {count}, found size {ModelFormatException.Quote(shape)} "
                + $"with stride {ModelFormatException.Quote(strides)} from element {tensor.Offset} on");
        }
    }

    private byte[] Storage(string name, PickleStorage storage)
    {
        // As bytes, where the count alone may be more than 63 bits hold.
        Int128 bytes = (Int128)storage.Count * (storage.Type is { } type ? Tensor.SizeOf(type) : 1);
        if (bytes < 0 || bytes > Array.MaxLength)
        {
            throw Error(name, $"expected a storage of 0 to {Array.MaxLength} bytes, found {bytes}");
        }

        if (!_storages.TryGetValue(storage.Key, out byte[]? known))
        {
            known = _archive.ReadStorage(storage.Key, (long)bytes);
            _storages.Add(storage.Key, known);
        }

        // Another tensor may claim more of the same storage.
        return known.Length >= bytes
            ? known
            : throw Error(name, $"expected a storage of {bytes} bytes, found {known.Length}");
    }

    private long[] Numbers(string name, string field, object?[] values)
    {
        if (values.Length > SafetensorsHeader.MaximumRank || values.Any(value => value is not long))
        {
            throw Error(name, $"field '{field}': expected at most {SafetensorsHeader.MaximumRank} whole numbers, found others");
        }

        return [.. values.Select(value => (long)value!)];
    }

    private static string Place(string name) => $"tensor {ModelFormatException.Quote(name)}";

    private ModelFormatException Error(string name, string problem) => new(_source, $"{Place(name)}: {problem}");
}
