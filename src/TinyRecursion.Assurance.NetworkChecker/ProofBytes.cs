using System.Buffers.Binary;
using System.Numerics;

namespace TinyRecursion.Assurance.NetworkChecker;

/// <summary>Reads the bytes of a proof in order; nothing is allocated that they are not long enough for.</summary>
internal sealed class ProofBytes(ReadOnlyMemory<byte> bytes)
{
    /// <summary>The place of the next byte.</summary>
    public int At { get; private set; }

    /// <summary>The bytes that are left.</summary>
    public int Left => bytes.Length - At;

    /// <summary>Takes bytes.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > Left)
        {
            throw Error($"{count} bytes are needed, {Left} are left");
        }

        At += count;
        return bytes.Span.Slice(At - count, count);
    }

    /// <summary>A byte.</summary>
    public byte Byte() => Take(1)[0];

    /// <summary>A whole number of 32 bits within bounds.</summary>
    public int Number(int least, int most, string name) =>
        BinaryPrimitives.ReadInt32LittleEndian(Take(4)) is var number && number >= least && number <= most
            ? number
            : throw Error($"{name} is {number}, expected {least} to {most}");

    /// <summary>A count of things that take at least so many bytes each.</summary>
    public int Count(int bytesEach, string name) => Number(0, Left / bytesEach, name);

    /// <summary>A finite float32.</summary>
    public float Single(string name) => BinaryPrimitives.ReadSingleLittleEndian(Take(4)) is var value && float.IsFinite(value) ? value : throw Error($"{name} is not finite");

    /// <summary>A finite float64.</summary>
    public double Double(string name) => BinaryPrimitives.ReadDoubleLittleEndian(Take(8)) is var value && double.IsFinite(value) ? value : throw Error($"{name} is not finite");

    /// <summary>An exact fraction: numerator and denominator, each behind the number of its bytes.</summary>
    public Fraction Fraction(string name)
    {
        var fraction = new Fraction(Whole(name), Whole(name));
        return fraction.Denominator.Sign > 0 ? fraction : throw Error($"{name} has a denominator that is not positive");
    }

    /// <summary>An error at the place that was read last.</summary>
    public NetworkProofException Error(string problem) => new($"byte {At}: {problem}");

    private BigInteger Whole(string name) => new(Take(Number(1, 1024, $"the length of {name}")));
}
