using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace TinyRecursion.Training.Workflows;

/// <summary>
/// Metrics as TensorBoard reads them: records of TensorFlow (TFRecord: length, masked CRC-32C, data, masked CRC-32C), each an <c>Event</c> message
/// of protocol buffers with a scalar summary for each number. Written anew by each run, resumed ones from the metrics so far.
/// </summary>
internal sealed class EventFile : IDisposable
{
    private const int Fixed64 = 1, LengthDelimited = 2, Fixed32 = 5;
    private const uint MaskDelta = 0xa282ead8;

    private readonly FileStream _stream;

    /// <summary>Begins a file.</summary>
    /// <param name="path">The file; replaced.</param>
    public EventFile(string path)
    {
        _stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);
        Write(message => Text(message, 3, "brain.Event:2"));
    }

    /// <summary>Writes the numbers of a row.</summary>
    /// <param name="row">The row.</param>
    public void Write(MetricsRow row) => Write(message =>
    {
        Key(message, 2, wire: 0);
        Varint(message, (ulong)row.Update);
        Nested(message, 5, summary =>
        {
            foreach ((string name, double value) in row.Values())
            {
                Nested(summary, 1, scalar =>
                {
                    Text(scalar, 1, name);
                    Key(scalar, 2, Fixed32);
                    Span<byte> bytes = stackalloc byte[sizeof(float)];
                    BinaryPrimitives.WriteSingleLittleEndian(bytes, (float)value);
                    scalar.Write(bytes);
                });
            }
        });
    });

    public void Dispose() => _stream.Dispose();

    private void Write(Action<MemoryStream> fields)
    {
        var message = new MemoryStream();
        Key(message, 1, Fixed64);
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, (DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds);
        message.Write(bytes);
        fields(message);
        BinaryPrimitives.WriteInt64LittleEndian(bytes, message.Length);
        _stream.Write(bytes);
        Checksum(bytes);
        ReadOnlySpan<byte> data = message.GetBuffer().AsSpan(0, (int)message.Length);
        _stream.Write(data);
        Checksum(data);
        _stream.Flush();
    }

    private void Checksum(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in data)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        crc = ~crc;
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, ((crc >> 15) | (crc << 17)) + MaskDelta);
        _stream.Write(bytes);
    }

    private static void Key(MemoryStream message, int field, int wire) => Varint(message, ((ulong)field << 3) | (uint)wire);

    private static void Varint(MemoryStream message, ulong value)
    {
        for (; value >= 128; value >>= 7)
        {
            message.WriteByte((byte)(value | 128));
        }

        message.WriteByte((byte)value);
    }

    private static void Text(MemoryStream message, int field, string text) => Bytes(message, field, Encoding.UTF8.GetBytes(text));

    private static void Nested(MemoryStream message, int field, Action<MemoryStream> fields)
    {
        var inner = new MemoryStream();
        fields(inner);
        Bytes(message, field, inner.GetBuffer().AsSpan(0, (int)inner.Length));
    }

    private static void Bytes(MemoryStream message, int field, ReadOnlySpan<byte> bytes)
    {
        Key(message, field, LengthDelimited);
        Varint(message, (ulong)bytes.Length);
        message.Write(bytes);
    }
}
