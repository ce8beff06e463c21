using System.Buffers.Binary;
using System.Security.Cryptography;
using TinyRecursion.Assurance.Audits.Fast;
using TinyRecursion.Execution;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Models;
using TinyRecursion.Operations;
using TinyRecursion.Rules;
using TinyRecursion.Training.Compression;

namespace TinyRecursion.Assurance.Tests.Audits.Fast;

/// <summary>A short run of a random rule, with evidence of it.</summary>
internal sealed class AuditedRun
{
    /// <summary>Steps of a run.</summary>
    public const int Steps = 3;

    private readonly SampleCase _sample;

    public AuditedRun(SampleCase sample)
    {
        _sample = sample;
        Calibration calibration = Calibration.Collect(sample.Graph, sample.Parameters, [sample.Problem], Steps);
        Model = new Model("sample", sample.Graph, Quantiser.Quantise(sample.Graph, sample.Parameters, calibration), new Dictionary<string, string>());
        Digest = SHA256.HashData(Proved.Bytes(Model));
        Evidence = Record(out float[] states);
        States = states;
    }

    public Model Model { get; }

    public byte[] Digest { get; }

    public byte[] Evidence { get; }

    /// <summary>The states after each step, as they were recorded.</summary>
    public float[] States { get; }

    /// <summary>A rule with maps, groups and attention, some of whose maps are worked out once for a problem.</summary>
    public static AuditedRun WithEverything(int seed = 0) => new(SampleWithEverything(seed));

    public static SampleCase SampleWithEverything(int seed)
    {
        var c = new SampleContext(seed, maximumWidth: 40);
        RuleGraphBuilder b = c.Builder();
        int z = b.State();
        int once = b.Linear(b.Embed(0, SampleContext.FeatureRows, 20, "table"), c.StateWidth, "once", bias: false);
        int u = b.RmsNorm(b.Add(z, once));
        int attention = b.Attention(b.Linear(u, 24, "q", bias: false), b.Linear(u, 24, "k", bias: false), b.Linear(u, 24, "v", bias: true), 2);
        int heard = b.Spread(b.Linear(b.Pool(b.Linear(u, 32, "said", bias: false), "box"), c.StateWidth, "heard", bias: false), "box");
        return c.Finish(b, b.RmsNorm(b.Add(z, b.Linear(attention, c.StateWidth, "mixed", bias: false), heard)));
    }

    /// <summary>Runs a model, which may be this one with a witness.</summary>
    public float[] Run(Model model)
    {
        var states = new float[Steps * _sample.InitialState.Length];
        using ModelRule rule = model.Open();
        using IRuleSession session = rule.Open();
        session.Bind(_sample.Problem);
        session.SetState(_sample.InitialState);
        for (int step = 0; step < Steps; step++)
        {
            session.Step();
            session.CopyState(states.AsSpan(step * _sample.InitialState.Length, _sample.InitialState.Length));
        }

        return states;
    }

    public float[] Check(byte[] evidence, Challenge? challenge = null) => FastAudit.Check(
        Model, Digest, () => new MemoryStream(evidence), "e", challenge ?? Challenge.Secret(), Run);

    /// <summary>Evidence of a run with some sums changed, which goes on from what they make.</summary>
    public byte[] Forge(ForgingWitness.Change change)
    {
        var stream = new MemoryStream();
        var writer = new EvidenceWriter(stream, Digest, leastWidth: 1);
        Run(Model.WithWitness(new ForgingWitness(writer, change)));
        writer.Complete();
        return stream.ToArray();
    }

    /// <summary>Where products lie in evidence.</summary>
    public List<EvidenceProduct> Products(byte[] evidence)
    {
        var products = new List<EvidenceProduct>();
        for (int at = EvidenceFormat.HeaderLength; Number(at) != EvidenceFormat.End;)
        {
            int start = at, node = Number(at), head = Number(at + 4), rows = Number(at + 8), width = Number(at + 12);
            at += 16;
            bool attention = Model.Graph.Nodes[node].Operation is Operation.Attention;
            int atOnce = attention ? Padding.RowTile : ProductWitness.RowsAtOnce(Padding.Stride(width));
            for (int row = 0; row < rows; row += atOnce)
            {
                int count = Math.Min(atOnce, rows - row);
                at += attention ? Length(at, count * Padding.Stride(rows)) : 0;
                at += Length(at, count * Padding.Stride(width));
            }

            products.Add(new EvidenceProduct(node, head, rows, width, start, at - start));
        }

        return products;

        int Number(int at) => BinaryPrimitives.ReadInt32LittleEndian(evidence.AsSpan(at));

        int Length(int at, int sums) => sizeof(int) + (sums / SumPacking.Group * Number(at));
    }

    private byte[] Record(out float[] states)
    {
        var stream = new MemoryStream();
        states = FastAudit.Record(Model, Digest, stream, Run, leastWidth: 1);
        return stream.ToArray();
    }
}
