namespace TinyRecursion.Assurance.Enclaves;

/// <summary>The hook of a platform: it asks the hardware that the program runs on for a quote over report data.</summary>
public interface IQuoteSource
{
    /// <summary>Makes a quote.</summary>
    /// <param name="reportData">The 64 bytes of <see cref="Measurement.ReportData"/>.</param>
    /// <returns>The quote, in the platform's own format.</returns>
    /// <exception cref="IOException">The platform gives none.</exception>
    byte[] Quote(ReadOnlySpan<byte> reportData);
}
