using System.Buffers.Binary;
using System.Security.Cryptography;
using TinyRecursion.Assurance.Checker.Receipts;
using TinyRecursion.Assurance.Enclaves;
using TinyRecursion.Assurance.Tests.Receipts;
using Xunit;

namespace TinyRecursion.Assurance.Tests.Enclaves;

/// <summary>Report data, against the page's own words, and stand-in quotes.</summary>
public sealed class MeasurementTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("enclave").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Two_files_are_measured_by_their_bytes()
    {
        File.WriteAllBytes(In("program"), [1, 2]);
        File.WriteAllBytes(In("model"), [3]);
        Measurement measured = Measurement.Of(In("program"), In("model"));

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([1, 2])), measured.ProgramDigest);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([3])), measured.ModelDigest);
        Assert.Throws<FormatException>(() => measured.ReportData([1, 2, 3], [1]));
        Assert.Throws<ArgumentException>(() => measured.ReportData([], []));
        Assert.Throws<ArgumentException>(() => measured.ReportData([], new byte[65]));
    }

    [Fact]
    public void Report_data_is_the_digest_that_the_page_describes()
    {
        using ReceiptSample sample = ReceiptSample.Sudokus();
        File.WriteAllBytes(In("program"), [1, 2]);
        string model = Path.Combine(AppContext.BaseDirectory, "models", "sudoku4.safetensors");
        var described = new List<byte>();
        foreach (byte[] field in (byte[][])["trm enclave 1: report data"u8.ToArray(), SHA256.HashData([1, 2]), SHA256.HashData(File.ReadAllBytes(model)), Receipt.Read(sample.Bytes).Digest, [7, 8]])
        {
            byte[] length = new byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(length, field.Length);
            described.AddRange([.. length, .. field]);
        }

        Measurement measured = Measurement.Of(In("program"), model);
        Assert.Equal([.. SHA256.HashData([.. described]), .. new byte[32]], measured.ReportData(sample.Bytes, [7, 8]));
        byte[] altered = [.. sample.Bytes];
        altered[^1] ^= 1;
        Assert.Throws<FormatException>(() => measured.ReportData(altered, [7, 8]));
        Assert.Contains("another model", Assert.Throws<FormatException>(() => Measurement.Of(model, In("program")).ReportData(sample.Bytes, [7])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stand_in_with_any_byte_changed_is_not_accepted()
    {
        byte[] data = RandomNumberGenerator.GetBytes(Measurement.ReportDataBytes), quote = new StandInQuote().Quote(data);
        Assert.True(StandInQuote.Verify(quote, data));
        for (int at = 0; at < quote.Length; at++)
        {
            byte[] changed = [.. quote];
            changed[at] ^= 1;
            Assert.False(Accepts(changed, data));
        }

        Assert.False(Accepts(quote[..^1], data));
        Assert.False(Accepts([.. quote, 10], data));
        Assert.Throws<ArgumentException>(() => new StandInQuote().Quote(new byte[63]));
    }

    private static bool Accepts(byte[] quote, byte[] data)
    {
        try
        {
            return StandInQuote.Verify(quote, data);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private string In(string name) => Path.Combine(_folder, name);
}
