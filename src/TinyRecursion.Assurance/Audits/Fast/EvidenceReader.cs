using System.Buffers.Binary;
using TinyRecursion.Execution;

namespace TinyRecursion.Assurance.Audits.Fast;

/// <summary>
/// Reads an evidence file as its sums are asked for. The file decides nothing: what is read next, and how much, follows from the run that
/// is audited, and a file that has anything else in that place is refused.
/// </summary>
internal sealed unsafe class EvidenceReader
{
    /// <summary>Sums that are read at a time: few enough for a processor's cache.</summary>
    private const int LeastCapacity = 1 << 15;

    private readonly Stream _stream;
    private readonly string _name;
    private PinnedArray<int> _buffer = new(LeastCapacity);
    private int _capacity = LeastCapacity;
    private int _start;
    private int _end;
    private long _products;

    /// <summary>Reads the header.</summary>
    /// <param name="stream">The file, from where it begins.</param>
    /// <param name="name">Its name, for errors.</param>
    /// <param name="model">The digest of the model that the run is said to be of.</param>
    /// <exception cref="EvidenceException">It is no evidence, of an unknown version, or of another model.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public EvidenceReader(Stream stream, string name, ReadOnlySpan<byte> model)
    {
        (_stream, _name) = (stream, name);
        Span<byte> header = stackalloc byte[EvidenceFormat.HeaderLength];
        int read = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        int magic = EvidenceFormat.Magic.Length;
        if (read < header.Length || !header[..magic].SequenceEqual(EvidenceFormat.Magic))
        {
            throw new EvidenceException($"{name}: is no evidence file; 'trm solve --evidence FILE' writes one", isUnreadable: true);
        }

        int version = BinaryPrimitives.ReadInt32LittleEndian(header[magic..]);
        if (version != EvidenceFormat.Version)
        {
            throw new EvidenceException($"{name}: has version {version}, expected {EvidenceFormat.Version}", isUnreadable: true);
        }

        if (!header[(magic + sizeof(int))..].SequenceEqual(model))
        {
            throw new EvidenceException($"{name}: is evidence of another model");
        }
    }

    /// <summary>Reads that a product begins.</summary>
    /// <param name="node">The node that must come next.</param>
    /// <param name="head">The head of attention; 0 for a linear map.</param>
    /// <param name="rows">Rows that it must have.</param>
    /// <param name="width">Columns that it must have.</param>
    /// <exception cref="EvidenceException">Another comes, or none.</exception>
    public void Begin(int node, int head, int rows, int width)
    {
        int* found = Take(EvidenceFormat.ProductHeader);
        if ((found[0], found[1], found[2], found[3]) != (node, head, rows, width))
        {
            throw new EvidenceException(
                $"{_name}: product {_products + 1}: expected node {node}, head {head}, {rows} × {width}, found node {found[0]}, head {found[1]}, {found[2]} × {found[3]}");
        }

        _products++;
    }

    /// <summary>Reads numbers.</summary>
    /// <param name="count">How many.</param>
    /// <returns>Where they lie until the next call.</returns>
    /// <exception cref="EvidenceException">The file ends before.</exception>
    public int* Take(int count)
    {
        if (_end - _start < count)
        {
            Fill(count);
        }

        int* taken = _buffer.Start + _start;
        _start += count;
        return taken;
    }

    /// <summary>Reads the end: the run is over.</summary>
    /// <exception cref="EvidenceException">There is more, or another end.</exception>
    public void Complete()
    {
        int* end = Take(3);
        if (end[0] != EvidenceFormat.End)
        {
            throw new EvidenceException($"{_name}: goes on after product {_products} with node {end[0]}, at which the run had ended");
        }

        if ((uint)end[1] + ((long)end[2] << 32) is var products && products != _products)
        {
            throw new EvidenceException($"{_name}: says that it has {products} products, found {_products}");
        }

        if (_start < _end || _stream.ReadByte() >= 0)
        {
            throw new EvidenceException($"{_name}: has bytes after its end");
        }
    }

    private void Fill(int count)
    {
        int kept = _end - _start;
        var rest = new Span<int>(_buffer.Start + _start, kept);
        if (count > _capacity)
        {
            var larger = new PinnedArray<int>(count);
            rest.CopyTo(new Span<int>(larger.Start, kept));
            (_buffer, _capacity) = (larger, count);
        }
        else
        {
            rest.CopyTo(new Span<int>(_buffer.Start, kept));
        }

        var free = new Span<byte>(_buffer.Start + kept, (_capacity - kept) * sizeof(int));
        int read = _stream.ReadAtLeast(free, (count - kept) * sizeof(int), throwOnEndOfStream: false);
        // Whole numbers alone; what is left of one at the end is told apart below.
        for (; read % sizeof(int) != 0 && _stream.ReadByte() is >= 0 and var next; read++)
        {
            free[read] = (byte)next;
        }

        (_start, _end) = (0, kept + (read / sizeof(int)));
        if (!BitConverter.IsLittleEndian)
        {
            var numbers = new Span<int>(_buffer.Start + kept, read / sizeof(int));
            BinaryPrimitives.ReverseEndianness(numbers, numbers);
        }

        if (read % sizeof(int) != 0 || _end < count)
        {
            throw new EvidenceException(read % sizeof(int) != 0 && _end >= count
                ? $"{_name}: ends within a number"
                : $"{_name}: ends within product {_products}, before the run has");
        }
    }
}
