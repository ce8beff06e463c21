using TinyRecursion.IO;

namespace TinyRecursion.Models.PyTorch;

/// <summary>
/// Reads checkpoints that PyTorch writes since version 1.6, <c>torch.save(state_dict, path)</c>: a zip archive with the
/// tensors' bytes and one pickle that says which tensor lies where. A pickle is a program; this one runs only on the
/// few instructions and the few classes that tensors need, and everything else is refused by name. Nothing of a file is
/// executed, and every length is checked before anything is allocated: at most sixteen times the file's length and
/// one mebibyte for tensors, whatever it claims.
/// </summary>
internal static class PyTorchCheckpoint
{
    /// <summary>Whether a file begins as a zip archive does, with <c>PK\x03\x04</c>; nothing else is read.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static bool IsCheckpoint(string path)
    {
        using FileStream stream = RegularFile.OpenRead(path);
        return CheckpointArchive.IsArchive(new StreamWindow(stream, path));
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>
    /// The tensors in the pickle's order, in row-major order whatever their strides were. Those of nested dictionaries
    /// have dotted names, such as <c>model.head.weight</c>; a whole number as a key counts as its digits. Values that
    /// are neither tensors nor dictionaries (numbers, text, lists, tuples) are skipped. The metadata is empty.
    /// </returns>
    /// <exception cref="ModelFormatException">It is not such a checkpoint; the message says what and where.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Safetensors Read(string path)
    {
        using FileStream stream = RegularFile.OpenRead(path);
        return Read(stream, path);
    }

    /// <summary>Reads from a stream's position to its end; the stream is left open, at no particular position.</summary>
    /// <param name="stream">A stream that can seek.</param>
    /// <param name="name">The name that errors give.</param>
    /// <returns>As <see cref="Read(string)"/> does.</returns>
    /// <exception cref="ModelFormatException">It is not such a checkpoint.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="NotSupportedException">The stream cannot seek.</exception>
    public static Safetensors Read(Stream stream, string name)
    {
        CheckpointArchive archive = CheckpointArchive.Open(new StreamWindow(stream, name));
        byte[] pickle = archive.ReadPickle();
        object? root = PickleReader.Read(pickle, name);
        if (root is not PickleDictionary dictionary)
        {
            throw new ModelFormatException(
                name, $"data.pkl: expected a dictionary of tensors by name, found {PickleKind.Of(root)}");
        }

        var assembler = new TensorAssembler(archive, name);
        var tensors = new List<Tensor>();
        foreach ((string tensorName, PickleTensor tensor) in NamedTensors.Collect(dictionary, pickle.Length, name))
        {
            tensors.Add(assembler.Assemble(tensorName, tensor));
        }

        return new Safetensors(tensors.ToArray(), new Dictionary<string, string>());
    }
}
