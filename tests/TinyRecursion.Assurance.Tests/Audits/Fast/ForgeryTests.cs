using System.Numerics;
using TinyRecursion.Assurance.Audits.Fast;
using TinyRecursion.Execution;
using Xunit;

namespace TinyRecursion.Assurance.Tests.Audits.Fast;

/// <summary>What a forger can do who knows the random vectors, and why nobody may know them.</summary>
public class ForgeryTests
{
    private static readonly AuditedRun Audited = AuditedRun.WithEverything(2);
    private static readonly byte[] Known = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Fact]
    public void A_forger_who_knows_the_vectors_passes_and_a_fresh_challenge_finds_it()
    {
        byte[] forged = ForgeFor(Challenge.Of(Known, repetitions: 1), out int node);

        Assert.NotEqual(Audited.Evidence, forged);
        Assert.NotEqual(Audited.States, Audited.Check(forged, Challenge.Of(Known, repetitions: 1)));
        string reason = Assert.Throws<EvidenceException>(() => Audited.Check(forged)).Message;
        Assert.StartsWith($"e: step 1, node {node} (linear), row 0, column 0: expected the sum", reason, StringComparison.Ordinal);
        byte[] other = [.. Known];
        other[31]++;
        Assert.Equal(reason, Assert.Throws<EvidenceException>(() => Audited.Check(forged, Challenge.Of(other, repetitions: 1))).Message);
    }

    [Fact]
    public void The_second_test_of_a_public_challenge_finds_what_passes_the_first() =>
        Assert.Throws<EvidenceException>(() => Audited.Check(ForgeFor(Challenge.Of(Known, repetitions: 1), out _), Challenge.Of(Known)));

    [Fact]
    public void A_challenge_that_follows_from_forged_evidence_finds_it()
    {
        byte[] forged = ForgeFor(Challenge.Of(SeedOf(Audited.Evidence), repetitions: 1), out _);

        // Reused, the challenge of the honest evidence lets it pass; its own does not.
        Assert.NotEqual(Audited.States, Audited.Check(forged, Challenge.Of(SeedOf(Audited.Evidence), repetitions: 1)));
        Assert.Throws<EvidenceException>(() => Audited.Check(forged, Challenge.Of(SeedOf(forged), repetitions: 1)));
    }

    [Fact]
    public void Every_byte_of_the_statement_changes_the_challenge()
    {
        byte[][] fields = [[1, 2], [3, 4, 5], [6], [7, 8, 9, 10]];
        var seeds = new HashSet<string> { Seed(fields) };
        for (int field = 0; field < fields.Length; field++)
        {
            for (int at = 0; at < fields[field].Length; at++)
            {
                fields[field][at] ^= 1;
                Assert.True(seeds.Add(Seed(fields)));
                fields[field][at] ^= 1;
            }

            byte[][] longer = [.. fields];
            longer[field] = [.. longer[field], 0];
            Assert.True(seeds.Add(Seed(longer)));
        }

        // Bytes cannot move from one field to the next.
        Assert.True(seeds.Add(Seed([[1, 2, 3], [4, 5], [6], [7, 8, 9, 10]])));
        Assert.True(seeds.Add(Seed([[1, 2], [3, 4, 5], [6, 7], [8, 9, 10]])));

        static string Seed(byte[][] fields) => Convert.ToHexString(AuditStatement.Digest(fields[0], fields[1], fields[2], new MemoryStream(fields[3])));
    }

    [Fact]
    public void Vectors_differ_by_seed_repetition_node_and_part_and_secret_ones_each_time()
    {
        var drawn = new HashSet<ulong>();
        foreach (Challenge challenge in (Challenge[])[Challenge.Of(Known), Challenge.Of(SeedOf([])), Challenge.Secret(), Challenge.Secret()])
        {
            foreach ((int repetition, int node, int part) in ((int, int, int)[])[(0, 1, 0), (1, 1, 0), (0, 2, 0), (0, 1, 1)])
            {
                var elements = new ulong[9];
                challenge.Draw(repetition, node, part, elements);
                Assert.All(elements, element => Assert.True(element < MersenneField.Prime && drawn.Add(element)));
            }
        }

        Assert.Throws<ArgumentException>(() => Challenge.Of(new byte[31]));
    }

    private static byte[] SeedOf(byte[] evidence) => AuditStatement.Digest(Audited.Digest, [1], [2], new MemoryStream(evidence));

    /// <summary>Two sums of one row are changed by amounts whose products with the vector come to a multiple of the prime.</summary>
    private static byte[] ForgeFor(Challenge challenge, out int forgedNode)
    {
        // The first map of the step.
        EvidenceProduct product = Audited.Products(Audited.Evidence)[1];
        var r = new ulong[Padding.Stride(product.Width)];
        challenge.Draw(repetition: 0, product.Node, part: 0, r);
        (int other, int first, int second) = Enumerable.Range(1, product.Width - 1).Select(column =>
        {
            (int a, int b) = Relation(r[0], r[column]);
            return (column, a, b);
        }).First(found => Math.Abs((long)found.a) < 1L << 30 && Math.Abs((long)found.b) < 1L << 30);
        int node = product.Node;
        bool done = false;
        forgedNode = node;
        return Audited.Forge((_, at, sums, _) =>
        {
            if (at == node && !done)
            {
                done = true;
                sums[0] += first;
                sums[other] += second;
            }
        });
    }

    /// <summary>Small numbers, not both zero, with <c>a x + b y = 0</c> in the field: a remainder of Euclid's algorithm halfway.</summary>
    private static (int A, int B) Relation(ulong x, ulong y)
    {
        BigInteger p = MersenneField.Prime, ratio = x * BigInteger.ModPow(y, p - 2, p) % p;
        (BigInteger before, BigInteger rest) = (p, ratio);
        (BigInteger beforeFactor, BigInteger factor) = (0, 1);
        while (rest >= BigInteger.One << 30)
        {
            BigInteger quotient = before / rest;
            (before, rest) = (rest, before - (quotient * rest));
            (beforeFactor, factor) = (factor, beforeFactor - (quotient * factor));
        }

        Assert.Equal(0, (((factor * x) - (rest * y)) % p + p) % p);
        return BigInteger.Abs(factor) < int.MaxValue ? ((int)factor, -(int)rest) : (int.MaxValue, int.MaxValue);
    }
}
