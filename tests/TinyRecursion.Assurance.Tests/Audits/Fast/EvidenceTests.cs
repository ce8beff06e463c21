using System.Buffers.Binary;
using TinyRecursion.Assurance.Audits.Fast;
using TinyRecursion.Execution;
using Xunit;

namespace TinyRecursion.Assurance.Tests.Audits.Fast;

/// <summary>Evidence files: what is not of the run, or written otherwise, is refused with its place.</summary>
public class EvidenceTests
{
    private static readonly AuditedRun Audited = AuditedRun.WithEverything(1);
    private static readonly byte[] Evidence = Audited.Evidence;
    private static readonly List<EvidenceProduct> Products = Audited.Products(Evidence);

    [Fact]
    public void The_form_is_what_the_page_says()
    {
        Assert.Equal("TRMEVIDE"u8.ToArray(), Evidence[..8]);
        Assert.Equal(1, BinaryPrimitives.ReadInt32LittleEndian(Evidence.AsSpan(8)));
        Assert.Equal(1, BinaryPrimitives.ReadInt32LittleEndian(Evidence.AsSpan(12)));
        Assert.Equal(Audited.Digest, Evidence[16..48]);
        Assert.Equal(Evidence.Length, Products[^1].End + 12);
        Assert.Equal(Products.Count, BinaryPrimitives.ReadInt64LittleEndian(Evidence.AsSpan(Products[^1].End + 4)));
    }

    [Fact]
    public void Another_version_and_another_file_are_unreadable()
    {
        EvidenceException version = Refused(Changed(8, 2)), other = Refused("something else"u8.ToArray());

        Assert.Equal(("e: has version 2, expected 1", true), (version.Message, version.IsUnreadable));
        Assert.Equal((true, true), (other.Message.StartsWith("e: is no evidence file", StringComparison.Ordinal), other.IsUnreadable));
    }

    [Fact]
    public void Evidence_of_another_model_is_refused() =>
        Assert.Equal(("e: is evidence of another model", false), (Refused(Changed(20, (byte)~Evidence[20])).Message, Refused(Changed(20, (byte)~Evidence[20])).IsUnreadable));

    [Fact]
    public void Evidence_of_another_run_of_the_model_is_refused()
    {
        byte[] other = Audited.Forge((part, _, _, _) => { });
        Assert.Equal(Evidence, other);
        SampleCase sample = AuditedRun.SampleWithEverything(1);
        float[] state = [.. sample.InitialState.Select(entry => entry / 2)];
        using var stream = new MemoryStream();
        FastAudit.Record(Audited.Model, Audited.Digest, stream, opened =>
        {
            using var rule = opened.Open();
            using var session = rule.Open();
            session.Bind(sample.Problem);
            session.SetState(state);
            for (int step = 0; step < AuditedRun.Steps; step++)
            {
                session.Step();
            }

            return 0;
        }, leastWidth: 1);

        Assert.StartsWith("e: step 1, node", Refused(stream.ToArray()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Truncated_evidence_is_refused_wherever_it_ends()
    {
        for (int length = 0; length < Evidence.Length; length += 1 + (length % 37))
        {
            string reason = Refused(Evidence[..length]).Message;

            Assert.True(reason.Contains(length < EvidenceFormat.HeaderLength ? "is no evidence file" : "ends within or after product", StringComparison.Ordinal), reason);
        }

        Assert.Equal($"e: ends within or after product {Products.Count}, before the run has", Refused(Evidence[..^1]).Message);
    }

    [Fact]
    public void Extended_evidence_is_refused()
    {
        EvidenceProduct last = Products[^1];

        Assert.Equal("e: has bytes after its end", Refused([.. Evidence, 0]).Message);
        Assert.Equal("e: has bytes after its end", Refused([.. Evidence, .. Evidence]).Message);
        Assert.Equal(
            $"e: goes on after product {Products.Count} with node {last.Node}, where the run has ended",
            Refused([.. Evidence[..last.End], .. Evidence[last.Start..]]).Message);
        Assert.Equal($"e: says that it has {Products.Count + 1} products, found {Products.Count}", Refused(Changed(last.End + 4, (byte)(Products.Count + 1))).Message);
    }

    [Fact]
    public void Missing_repeated_and_exchanged_products_are_refused()
    {
        (EvidenceProduct first, EvidenceProduct second) = (Products[1], Products[2]);
        string expected = $"e: product 2: expected node {first.Node}, head 0, {first.Rows} × {first.Width}, found node {second.Node}, head 0, {second.Rows} × {second.Width}";
        byte[] missing = [.. Evidence[..first.Start], .. Evidence[second.Start..]];
        byte[] exchanged = [.. Evidence[..first.Start], .. Part(second), .. Part(first), .. Evidence[second.End..]];
        byte[] repeated = [.. Evidence[..first.End], .. Part(first), .. Evidence[second.Start..]];

        Assert.Equal(expected, Refused(missing).Message);
        Assert.Equal(expected, Refused(exchanged).Message);
        Assert.StartsWith("e: product 3: expected node", Refused(repeated).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_product_of_another_step_is_refused()
    {
        EvidenceProduct first = Products[1], later = Products.Last(product => product.Node == first.Node);
        byte[] spliced = [.. Evidence[..first.Start], .. Part(later), .. Evidence[first.End..]];

        Assert.StartsWith($"e: step 1, node {first.Node} (linear), row", Refused(spliced).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, "head")]
    [InlineData(8, "rows")]
    [InlineData(12, "columns")]
    public void Other_sizes_than_the_run_has_are_refused(int field, string name)
    {
        EvidenceProduct product = Products[1];

        Assert.StartsWith($"e: product 2: expected node {product.Node}, head 0", Refused(Changed(product.Start + field, 99)).Message, StringComparison.Ordinal);
        Assert.NotEmpty(name);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(14)]
    [InlineData(17)]
    [InlineData(30)]
    [InlineData(34)]
    [InlineData(255)]
    public void Sums_of_a_number_of_bits_that_is_none_are_refused(byte bits) => Assert.Equal(
        $"e: product 2: has sums of {bits} bits, expected 16, 18, … 28 or 32", Refused(Changed(Products[1].Start + 16, bits)).Message);

    [Fact]
    public unsafe void Sums_in_more_bits_than_they_need_are_refused()
    {
        EvidenceProduct product = Products[1];
        int bits = Evidence[product.Start + 16], count = product.Rows * Padding.Stride(product.Width);
        var sums = new int[count];
        fixed (byte* packed = (byte[])[.. Evidence, .. new byte[SumPacking.Spare]])
        fixed (int* to = sums)
        {
            Assert.True(SumPacking.Unpack(to, packed + product.Start + 20, count, bits));
        }

        foreach (int more in new[] { bits + 2, 32 })
        {
            byte[] longer = new byte[count / SumPacking.Group * more];
            SumPacking.Pack(longer, sums, more);
            byte[] evidence = [.. Evidence[..(product.Start + 16)], (byte)more, 0, 0, 0, .. longer, .. Evidence[product.End..]];

            Assert.Equal($"e: product 2: has sums of {more} bits, which need fewer", Refused(evidence).Message);
        }
    }

    [Fact]
    public void Changed_bytes_are_never_accepted()
    {
        var random = new SeededRandom(5);
        for (int i = 0; i < 700; i++)
        {
            byte[] changed = Changed(random.NextInt32(Evidence.Length), (byte)random.NextInt32(256));
            if (!changed.AsSpan().SequenceEqual(Evidence))
            {
                Refused(changed);
            }
        }
    }

    private static EvidenceException Refused(byte[] evidence) => Assert.Throws<EvidenceException>(() => Audited.Check(evidence));

    private static byte[] Changed(int at, byte value)
    {
        byte[] changed = [.. Evidence];
        changed[at] = value;
        return changed;
    }

    private static byte[] Part(EvidenceProduct product) => Evidence[product.Start..product.End];
}
