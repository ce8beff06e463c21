using System.Buffers.Binary;
using System.Text;
using TinyRecursion.Training.Workflows;
using Xunit;

namespace TinyRecursion.Training.Tests.Workflows;

/// <summary>The file for TensorBoard, read back by a reader of its own.</summary>
public sealed class EventFileTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Every_number_of_every_row_is_a_scalar_of_its_update_in_records_with_right_checksums()
    {
        using (var events = new EventFile(_file))
        {
            events.Write(new MetricsRow(300) { Loss = 0.5, Validation = 0.25, Hint = double.NaN });
        }

        List<byte[]> records = [];
        ReadOnlySpan<byte> rest = File.ReadAllBytes(_file);
        while (!rest.IsEmpty)
        {
            int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(rest);
            Assert.Equal(Masked(rest[..8]), BinaryPrimitives.ReadUInt32LittleEndian(rest[8..]));
            Assert.Equal(Masked(rest.Slice(12, length)), BinaryPrimitives.ReadUInt32LittleEndian(rest[(12 + length)..]));
            records.Add(rest.Slice(12, length).ToArray());
            rest = rest[(16 + length)..];
        }

        Assert.Equal(2, records.Count);
        Assert.Equal("brain.Event:2", Encoding.UTF8.GetString(records[0].AsSpan(11)));
        // After the time: field 2 is the step, 300 = 0xAC 0x02; field 5 the summary with two scalars.
        byte[] expected = [0x10, 0xAC, 0x02, 0x2A, 0x20, .. Scalar("loss", 0.5f), .. Scalar("validation", 0.25f)];
        Assert.Equal(Convert.ToHexString(expected), Convert.ToHexString(records[1].AsSpan(9)));
        double time = BinaryPrimitives.ReadDoubleLittleEndian(records[1].AsSpan(1));
        Assert.InRange(time, 1.7e9, 1e10);
    }

    [Fact]
    public void The_checksum_is_that_of_the_standard() => Assert.Equal(0xE3069283u, Crc("123456789"u8));

    private static byte[] Scalar(string name, float value)
    {
        byte[] text = Encoding.UTF8.GetBytes(name);
        return [0x0A, (byte)(text.Length + 7), 0x0A, (byte)text.Length, .. text, 0x15, .. BitConverter.GetBytes(value)];
    }

    private static uint Masked(ReadOnlySpan<byte> data) => Crc(data) is var crc ? ((crc >> 15) | (crc << 17)) + 0xa282ead8 : 0;

    // CRC-32C bit by bit (RFC 3720, appendix B.4).
    private static uint Crc(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in data)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0x82F63B78);
            }
        }

        return ~crc;
    }
}
