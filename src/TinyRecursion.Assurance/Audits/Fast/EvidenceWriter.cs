using System.Buffers.Binary;
using TinyRecursion.Execution.Integer;

namespace TinyRecursion.Assurance.Audits.Fast;

/// <summary>Writes an evidence file while a rule runs.</summary>
internal sealed class EvidenceWriter
{
    private readonly Stream _stream;
    private byte[] _packed = [];
    private long _products;

    /// <summary>Begins a file.</summary>
    /// <param name="stream">Where it goes.</param>
    /// <param name="model">The digest of the model, <see cref="EvidenceFormat.DigestLength"/> bytes.</param>
    /// <param name="leastWidth">The least width of a value whose maps are written down, at least 1.</param>
    /// <exception cref="ArgumentException">The digest has another length.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public EvidenceWriter(Stream stream, ReadOnlySpan<byte> model, int leastWidth = ProductWitness.UsualLeastWidth)
    {
        if (model.Length != EvidenceFormat.DigestLength)
        {
            throw new ArgumentException($"A digest has {EvidenceFormat.DigestLength} bytes, this one {model.Length}.", nameof(model));
        }

        (_stream, LeastWidth) = (stream, leastWidth);
        _stream.Write(EvidenceFormat.Magic);
        Numbers([EvidenceFormat.Version, leastWidth]);
        _stream.Write(model);
    }

    /// <summary>The least width of a value whose maps are written down.</summary>
    public int LeastWidth { get; }

    /// <summary>A product begins.</summary>
    /// <param name="node">Its node.</param>
    /// <param name="head">The head of attention; 0 for a linear map.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="width">Columns.</param>
    public void Begin(int node, int head, int rows, int width)
    {
        Numbers([node, head, rows, width]);
        _products++;
    }

    /// <summary>Its next sums.</summary>
    /// <param name="sums">The sums, a multiple of <see cref="SumPacking.Group"/>.</param>
    public void Write(ReadOnlySpan<int> sums)
    {
        int bits = SumPacking.BitsOf(sums), length = sums.Length / SumPacking.Group * bits;
        if (_packed.Length < length)
        {
            _packed = new byte[length];
        }

        Numbers([bits]);
        SumPacking.Pack(_packed, sums, bits);
        _stream.Write(_packed, 0, length);
    }

    /// <summary>Ends the file.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Complete()
    {
        Numbers([EvidenceFormat.End, (int)_products, (int)(_products >> 32)]);
        _stream.Flush();
    }

    private void Numbers(ReadOnlySpan<int> numbers)
    {
        Span<byte> bytes = stackalloc byte[numbers.Length * sizeof(int)];
        for (int i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes[(i * sizeof(int))..], numbers[i]);
        }

        _stream.Write(bytes);
    }
}
