using System.Buffers.Binary;
using System.IO.Compression;
using TinyRecursion.Models;
using TinyRecursion.Training.Supervision;

namespace TinyRecursion.Fuzz;

/// <summary>
/// Changes a file of a format at one of its depths: most changes of raw bytes are caught by the outermost check, so containers are also opened,
/// changed within, and closed again with right lengths, checksums and digests.
/// </summary>
internal abstract class FileFormat
{
    /// <summary>Text or bytes without a container.</summary>
    public static FileFormat Plain { get; } = new PlainFormat();

    /// <summary>safetensors: a length, a header in JSON, data.</summary>
    public static FileFormat Safetensors { get; } = new SafetensorsFormat();

    /// <summary>A zip of what PyTorch saves: a pickle beside raw data.</summary>
    public static FileFormat Zip { get; } = new ZipFormat();

    /// <summary>Changes a file.</summary>
    /// <param name="seed">A good file.</param>
    /// <param name="other">Another, to splice with.</param>
    /// <param name="random">The dice.</param>
    public abstract byte[] Mutate(byte[] seed, byte[] other, Random random);

    private sealed class PlainFormat : FileFormat
    {
        public override byte[] Mutate(byte[] seed, byte[] other, Random random) => Mutator.Mutate(seed, other, random);
    }

    private sealed class SafetensorsFormat : FileFormat
    {
        public override byte[] Mutate(byte[] seed, byte[] other, Random random)
        {
            if (random.Next(4) == 0 || seed.Length < 8)
            {
                return Mutator.Mutate(seed, other, random);
            }

            int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(seed);
            byte[] header = seed[8..(8 + length)], data = seed[(8 + length)..];
            if (random.Next(4) == 0)
            {
                data = Mutator.Flip(data, random);
            }
            else
            {
                header = Mutator.Mutate(header, header, random);
            }

            var file = new byte[8 + header.Length + data.Length];
            BinaryPrimitives.WriteUInt64LittleEndian(file, (ulong)header.Length);
            header.CopyTo(file, 8);
            data.CopyTo(file, 8 + header.Length);
            return random.Next(8) == 0 ? file : Sealed(file);
        }

        // A digest that the file carries is made anew, so that what it protects is looked at without it.
        private static byte[] Sealed(byte[] file)
        {
            try
            {
                Safetensors read = SafetensorsFile.Read(new MemoryStream(file), "mutant");
                if (!read.Metadata.ContainsKey(ContentDigest.Key))
                {
                    return file;
                }

                var metadata = new Dictionary<string, string>(read.Metadata);
                metadata[ContentDigest.Key] = ContentDigest.Of(read.Tensors, metadata);
                var target = new MemoryStream();
                SafetensorsFile.Write(target, read.Tensors, metadata);
                return target.ToArray();
            }
            catch (ModelFormatException)
            {
                return file;
            }
        }
    }

    private sealed class ZipFormat : FileFormat
    {
        public override byte[] Mutate(byte[] seed, byte[] other, Random random)
        {
            if (random.Next(3) == 0)
            {
                return Mutator.Mutate(seed, other, random);
            }

            var target = new MemoryStream();
            using (var source = new ZipArchive(new MemoryStream(seed)))
            using (var changed = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
            {
                int chosen = random.Next(2) == 0 ? source.Entries.ToList().FindIndex(entry => entry.Name == "data.pkl") : random.Next(source.Entries.Count);
                for (int index = 0; index < source.Entries.Count; index++)
                {
                    using Stream stream = source.Entries[index].Open();
                    var content = new MemoryStream();
                    stream.CopyTo(content);
                    byte[] bytes = content.ToArray();
                    using Stream written = changed.CreateEntry(source.Entries[index].FullName, CompressionLevel.NoCompression).Open();
                    written.Write(index == chosen ? Mutator.Mutate(bytes, bytes, random) : bytes);
                }
            }

            return target.ToArray();
        }
    }
}
