using System.Buffers.Binary;
using System.Security.Cryptography;

namespace TinyRecursion.Assurance.Audits.Fast;

/// <summary>
/// Where the random vectors of an audit come from. Either drawn afresh, known to nobody, or, for an auditor who cannot keep a secret, what
/// follows from a seed: SHA-256 of all that is claimed, see <see cref="AuditStatement"/>.
/// </summary>
internal sealed class Challenge
{
    private const int SecretAtOnce = 1 << 10;
    private const int SeedLength = SHA256.HashSizeInBytes;

    private static readonly byte[] Domain = "TinyRecursion fast audit challenge v1"u8.ToArray();

    private readonly byte[]? _seed;

    private Challenge(byte[]? seed, int repetitions) => (_seed, Repetitions) = (seed, repetitions);

    /// <summary>How many independent tests there are of everything.</summary>
    public int Repetitions { get; }

    /// <summary>A challenge that is drawn from the system's source of random numbers when it is needed, and never told.</summary>
    public static Challenge Secret() => new(null, repetitions: 1);

    /// <summary>A challenge that follows from a statement, which two independent tests make safe from being looked for.</summary>
    /// <param name="seed">The statement's digest, 32 bytes.</param>
    /// <param name="repetitions">Independent tests of everything.</param>
    /// <exception cref="ArgumentException">It has another length.</exception>
    public static Challenge Of(ReadOnlySpan<byte> seed, int repetitions = 2) => seed.Length == SeedLength
        ? new Challenge(seed.ToArray(), repetitions)
        : throw new ArgumentException($"A seed has {SeedLength} bytes, this one {seed.Length}.", nameof(seed));

    /// <summary>Draws field elements, each equally likely.</summary>
    /// <param name="repetition">The test that they are for, below <see cref="Repetitions"/>.</param>
    /// <param name="node">The node whose product they test.</param>
    /// <param name="part">Which of the node's vectors they are.</param>
    /// <param name="elements">Receives canonical elements.</param>
    public void Draw(int repetition, int node, int part, Span<ulong> elements)
    {
        byte[] block = new byte[_seed is null ? SecretAtOnce : SHA256.HashSizeInBytes];
        byte[]? text = _seed is null ? null : [.. Domain, .. _seed, .. new byte[(3 * sizeof(int)) + sizeof(long)]];
        if (text is not null)
        {
            Span<byte> place = text.AsSpan(Domain.Length + SeedLength);
            BinaryPrimitives.WriteInt32LittleEndian(place, repetition);
            BinaryPrimitives.WriteInt32LittleEndian(place[4..], node);
            BinaryPrimitives.WriteInt32LittleEndian(place[8..], part);
        }

        long counter = 0;
        for (int i = 0; i < elements.Length;)
        {
            if (text is null)
            {
                RandomNumberGenerator.Fill(block);
            }
            else
            {
                BinaryPrimitives.WriteInt64LittleEndian(text.AsSpan(text.Length - sizeof(long)), counter++);
                SHA256.HashData(text, block);
            }

            for (int at = 0; at < block.Length && i < elements.Length; at += sizeof(ulong))
            {
                // Sixty-one bits, all ones excepted: those would be a second zero.
                ulong drawn = BinaryPrimitives.ReadUInt64LittleEndian(block.AsSpan(at)) & MersenneField.Prime;
                if (drawn != MersenneField.Prime)
                {
                    elements[i++] = drawn;
                }
            }
        }

        CryptographicOperations.ZeroMemory(block);
    }
}
