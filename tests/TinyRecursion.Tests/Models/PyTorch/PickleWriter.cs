using System.Buffers.Binary;
using System.Text;

namespace TinyRecursion.Tests.Models.PyTorch;

/// <summary>Writes pickles instruction by instruction, right ones and wrong ones.</summary>
internal sealed class PickleWriter
{
    private readonly List<byte> _pickle = [0x80, 2];

    /// <summary>A pickle of a dictionary with one 32-bit float tensor <c>w</c>.</summary>
    public static byte[] OneTensor(long count, long offset, long[] size, long[] stride, string key = "0") =>
        new PickleWriter().Op('}').Text("w").Tensor(count, offset, size, stride, key).Op('s').ToArray();

    /// <summary>Adds bytes as they are, one for each letter.</summary>
    public PickleWriter Op(string letters)
    {
        _pickle.AddRange(Encoding.Latin1.GetBytes(letters));
        return this;
    }

    /// <inheritdoc cref="Op(string)"/>
    public PickleWriter Op(char letter) => Op(letter.ToString());

    /// <summary>Adds text.</summary>
    public PickleWriter Text(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text), length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        _pickle.AddRange([(byte)'X', .. length, .. bytes]);
        return this;
    }

    /// <summary>Adds a whole number of eight bytes.</summary>
    public PickleWriter Number(long number)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        _pickle.AddRange([0x8a, 8, .. bytes]);
        return this;
    }

    /// <summary>Adds a tuple of whole numbers.</summary>
    public PickleWriter Tuple(long[] numbers)
    {
        Op('(');
        foreach (long number in numbers)
        {
            Number(number);
        }

        return Op('t');
    }

    /// <summary>Adds the persistent id of a storage of 32-bit floats and what it stands for.</summary>
    public PickleWriter Storage(long count, string key = "0") =>
        Op('(').Text("storage").Op("ctorch\nFloatStorage\n").Text(key).Text("cpu").Number(count).Op("tQ");

    /// <summary>Adds a tensor of 32-bit floats.</summary>
    public PickleWriter Tensor(long count, long offset, long[] size, long[] stride, string key = "0") =>
        Op("ctorch._utils\n_rebuild_tensor_v2\n(").Storage(count, key).Number(offset).Tuple(size).Tuple(stride)
            .Op("\u0089ccollections\nOrderedDict\n)RtR");

    /// <summary>The pickle, with STOP.</summary>
    public byte[] ToArray() => [.. _pickle, (byte)'.'];
}
