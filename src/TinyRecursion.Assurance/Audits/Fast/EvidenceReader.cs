using System.Buffers.Binary;
using TinyRecursion.Execution;

namespace TinyRecursion.Assurance.Audits.Fast;

/// <summary>
/// Reads an evidence file as its sums are asked for. The file decides nothing: what is read next, and how much, follows from the run that
/// is audited, and a file that has anything else in that place is refused.
/// </summary>
internal sealed unsafe class EvidenceReader
{
    /// <summary>Bytes that are read at a time: few enough for a processor's cache.</summary>
    private const int LeastCapacity = 1 << 17;

    private readonly Stream _stream;
    private readonly string _name;
    private PinnedArray<byte> _buffer = new(LeastCapacity + SumPacking.Spare);
    private PinnedArray<int> _sums = new(0);
    private int _capacity = LeastCapacity;
    private int _sumCapacity;
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

        LeastWidth = BinaryPrimitives.ReadInt32LittleEndian(header[(magic + sizeof(int))..]);
        if (LeastWidth < 1)
        {
            throw new EvidenceException($"{name}: holds maps of values of {LeastWidth} columns or more, expected 1 or more");
        }

        if (!header[(magic + (2 * sizeof(int)))..].SequenceEqual(model))
        {
            throw new EvidenceException($"{name}: is evidence of another model");
        }
    }

    /// <summary>The least width of a value whose maps are in it.</summary>
    public int LeastWidth { get; }

    /// <summary>Reads that a product begins.</summary>
    /// <param name="node">The node that must come next.</param>
    /// <param name="head">The head of attention; 0 for a linear map.</param>
    /// <param name="rows">Rows that it must have.</param>
    /// <param name="width">Columns that it must have.</param>
    /// <exception cref="EvidenceException">Another comes, or none.</exception>
    public void Begin(int node, int head, int rows, int width)
    {
        int* header = stackalloc int[EvidenceFormat.ProductHeader];
        TakeNumbers(new Span<int>(header, EvidenceFormat.ProductHeader));
        if ((header[0], header[1], header[2], header[3]) != (node, head, rows, width))
        {
            throw new EvidenceException(
                $"{_name}: product {_products + 1}: expected node {node}, head {head}, {rows} × {width}, found node {header[0]}, head {header[1]}, {header[2]} × {header[3]}");
        }

        _products++;
    }

    /// <summary>Reads sums of the product that began last.</summary>
    /// <param name="count">How many, a multiple of <see cref="SumPacking.Group"/>.</param>
    /// <returns>Where they lie until the next call.</returns>
    /// <exception cref="EvidenceException">The file ends before, or they are written in another way than the shortest.</exception>
    public int* Take(int count)
    {
        Span<int> header = stackalloc int[1];
        TakeNumbers(header);
        int bits = header[0];
        if (!SumPacking.IsAllowed(bits))
        {
            throw new EvidenceException($"{_name}: product {_products}: has sums of {bits} bits, expected 16, 18, … 28 or 32");
        }

        if (count > _sumCapacity)
        {
            (_sums, _sumCapacity) = (new PinnedArray<int>(count), count);
        }

        byte* packed = TakeBytes(count / SumPacking.Group * bits);
        return SumPacking.Unpack(_sums.Start, packed, count, bits)
            ? _sums.Start
            : throw new EvidenceException($"{_name}: product {_products}: has sums of {bits} bits, which need fewer");
    }

    /// <summary>Reads the end: the run is over.</summary>
    /// <exception cref="EvidenceException">There is more, or another end.</exception>
    public void Complete()
    {
        Span<int> end = stackalloc int[3];
        TakeNumbers(end[..1]);
        if (end[0] != EvidenceFormat.End)
        {
            throw new EvidenceException($"{_name}: goes on after product {_products} with node {end[0]}, where the run has ended");
        }

        TakeNumbers(end[1..]);
        long products = (uint)end[1] + ((long)end[2] << 32);
        if (products != _products)
        {
            throw new EvidenceException($"{_name}: says that it has {products} products, found {_products}");
        }

        if (_start < _end || _stream.ReadByte() >= 0)
        {
            throw new EvidenceException($"{_name}: has bytes after its end");
        }
    }

    private void TakeNumbers(Span<int> numbers)
    {
        var bytes = new ReadOnlySpan<byte>(TakeBytes(numbers.Length * sizeof(int)), numbers.Length * sizeof(int));
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(i * sizeof(int))..]);
        }
    }

    private byte* TakeBytes(int count)
    {
        if (_end - _start < count)
        {
            Fill(count);
        }

        byte* taken = _buffer.Start + _start;
        _start += count;
        return taken;
    }

    private void Fill(int count)
    {
        int kept = _end - _start;
        var rest = new Span<byte>(_buffer.Start + _start, kept);
        if (count > _capacity)
        {
            var larger = new PinnedArray<byte>(count + SumPacking.Spare);
            rest.CopyTo(new Span<byte>(larger.Start, kept));
            (_buffer, _capacity) = (larger, count);
        }
        else
        {
            rest.CopyTo(new Span<byte>(_buffer.Start, kept));
        }

        var free = new Span<byte>(_buffer.Start + kept, _capacity - kept);
        (_start, _end) = (0, kept + _stream.ReadAtLeast(free, count - kept, throwOnEndOfStream: false));
        if (_end < count)
        {
            throw new EvidenceException($"{_name}: ends within or after product {_products}, before the run has");
        }
    }
}
