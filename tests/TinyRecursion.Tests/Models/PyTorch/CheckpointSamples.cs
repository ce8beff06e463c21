using System.IO.Compression;
using TinyRecursion.Models;
using TinyRecursion.Models.PyTorch;

namespace TinyRecursion.Tests.Models.PyTorch;

/// <summary>Checkpoints from <c>fixtures/make_checkpoints.py</c>, and ones put together by hand.</summary>
internal static class CheckpointSamples
{
    /// <summary>The path of a file that the script made.</summary>
    public static string Fixture(string name) =>
        Path.Combine(AppContext.BaseDirectory, "Models", "PyTorch", "fixtures", name);

    /// <summary>Reads a checkpoint named <c>f</c> from memory.</summary>
    public static Safetensors Read(byte[] file) => PyTorchCheckpoint.Read(new MemoryStream(file), "f");

    /// <summary>The message with which a checkpoint is refused.</summary>
    public static string Refusal(byte[] file)
    {
        string message = Xunit.Assert.Throws<ModelFormatException>(() => Read(file)).Message;
        Xunit.Assert.StartsWith("f: ", message, StringComparison.Ordinal);
        return message;
    }

    /// <summary>An archive with the given entries in the folder <c>p</c>.</summary>
    public static byte[] Archive(CompressionLevel level, params (string Name, byte[] Data)[] entries)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] data) in entries)
            {
                using Stream entry = archive.CreateEntry("p/" + name, level).Open();
                entry.Write(data);
            }
        }

        return file.ToArray();
    }

    /// <summary>An archive of a pickle and storages, stored.</summary>
    public static byte[] Checkpoint(byte[] pickle, params (string Name, byte[] Data)[] entries) =>
        Archive(CompressionLevel.NoCompression, [("data.pkl", pickle), .. entries]);

    /// <summary>The entries of an archive without their first folder.</summary>
    public static (string Name, byte[] Data)[] Entries(byte[] file)
    {
        using var archive = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read);
        return [.. archive.Entries.Select(entry => (entry.FullName[(entry.FullName.IndexOf('/') + 1)..], Bytes(entry)))];
    }

    /// <summary>The bytes that a thread allocates to read or refuse a file, without what is allocated only once.</summary>
    public static long BytesToRead(byte[] file) => Math.Min(Measure(file), Measure(file));

    private static long Measure(byte[] file)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            _ = Read(file);
        }
        catch (ModelFormatException error)
        {
            Xunit.Assert.DoesNotContain('\n', error.Message);
            Xunit.Assert.InRange(error.Message.Length, 1, 4000);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var copy = new MemoryStream();
        using Stream stream = entry.Open();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
