using System.Security.Cryptography;
using System.Text;
using TinyRecursion.IO;

namespace TinyRecursion.Assurance.Enclaves;

/// <summary>
/// A stand-in for a quote, to try the steps of a relying party without an enclave. It proves nothing about where a program ran: no hardware signs it, and
/// anyone can write one. Two lines of text: its name, and the report data in hexadecimal digits.
/// </summary>
public sealed class StandInQuote : IQuoteSource
{
    private const string Name = "trm stand-in quote 1: no hardware signed this";

    /// <summary>Bytes of a stand-in.</summary>
    internal static int Bytes { get; } = Text(new byte[Measurement.ReportDataBytes]).Length;

    /// <summary>What such a file is, so that no file of another kind is replaced by one.</summary>
    internal static OutputKind FileKind { get; } = new(
        "a stand-in quote", path => new FileInfo(path).Length == Bytes && File.ReadAllBytes(path).AsSpan().StartsWith(Encoding.ASCII.GetBytes(Name)));

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The report data has not 64 bytes.</exception>
    public byte[] Quote(ReadOnlySpan<byte> reportData) => reportData.Length == Measurement.ReportDataBytes ? Text(reportData)
        : throw new ArgumentException($"Expected {Measurement.ReportDataBytes} bytes of report data, found {reportData.Length}.", nameof(reportData));

    /// <summary>Compares a stand-in with the report data that it should hold.</summary>
    /// <param name="quote">The bytes of the file.</param>
    /// <param name="reportData">The 64 bytes worked out by the relying party.</param>
    /// <returns>True only where every byte is as <see cref="Quote"/> writes it for this report data.</returns>
    /// <exception cref="FormatException">It is no stand-in quote.</exception>
    public static bool Verify(ReadOnlySpan<byte> quote, ReadOnlySpan<byte> reportData)
    {
        if (quote.Length != Bytes || !quote.StartsWith(Encoding.ASCII.GetBytes(Name)))
        {
            throw new FormatException("is no stand-in quote");
        }

        return CryptographicOperations.FixedTimeEquals(quote, new StandInQuote().Quote(reportData));
    }

    private static byte[] Text(ReadOnlySpan<byte> reportData) => Encoding.ASCII.GetBytes($"{Name}\nreport-data {Convert.ToHexStringLower(reportData)}\n");
}
