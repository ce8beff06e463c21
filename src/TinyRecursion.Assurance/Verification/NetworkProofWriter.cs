using System.Numerics;
using System.Security.Cryptography;
using TinyRecursion.Assurance.Properties;
using TinyRecursion.Assurance.Verification.Networks;
using TinyRecursion.Assurance.Verification.Search;

namespace TinyRecursion.Assurance.Verification;

/// <summary>Writes proofs that a network keeps a property, in the form that docs/network-proof-format.md describes.</summary>
internal static class NetworkProofWriter
{
    /// <summary>The statement: what the proof is about. It is the same for the same network and property.</summary>
    /// <param name="network">The network.</param>
    /// <param name="property">The unsafe set.</param>
    public static byte[] Statement(PiecewiseLinearNetwork network, NetworkProperty property)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("TRMNETP1"u8);
        writer.Write(network.Nodes.Count);
        foreach (NetworkNode node in network.Nodes)
        {
            WriteNode(writer, node);
        }

        writer.Write(property.Cases.Count);
        foreach (PropertyCase own in property.Cases)
        {
            WriteCase(writer, own);
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>A whole proof: the statement, a tree for each case, and the digest of both.</summary>
    /// <param name="statement">What the proof is about.</param>
    /// <param name="trees">A tree for each case of the unsafe set, in order.</param>
    /// <param name="constraints">The number of constraints of each case.</param>
    public static byte[] Proof(byte[] statement, IReadOnlyList<SplitTree> trees, IReadOnlyList<int> constraints)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(statement);
        for (int tree = 0; tree < trees.Count; tree++)
        {
            WriteTree(writer, trees[tree], constraints[tree]);
        }

        writer.Flush();
        writer.Write(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        writer.Flush();
        return stream.ToArray();
    }

    private static void WriteNode(BinaryWriter writer, NetworkNode node)
    {
        writer.Write((byte)(node switch { NetworkNode.Input => 0, NetworkNode.Affine => 1, _ => 2 }));
        writer.Write(node.Width);
        if (node is NetworkNode.Relu relu)
        {
            writer.Write(relu.Source);
        }
        else if (node is NetworkNode.Affine affine)
        {
            writer.Write(affine.Sources.Count);
            foreach ((int source, WeightMatrix weights) in affine.Sources)
            {
                writer.Write(source);
                WriteMap(writer, weights);
            }

            foreach (float bias in affine.Bias)
            {
                writer.Write(bias);
            }
        }
    }

    private static void WriteMap(BinaryWriter writer, WeightMatrix weights)
    {
        writer.Write((byte)(weights.Dense is null ? 0 : 1));
        for (int row = 0; row < weights.Outputs; row++)
        {
            ReadOnlySpan<int> columns = weights.Row(row, out ReadOnlySpan<float> values);
            if (weights.Dense is { } dense)
            {
                for (int column = 0; column < weights.Inputs; column++)
                {
                    writer.Write((float)dense[(row * weights.Stride) + column]);
                }

                continue;
            }

            writer.Write(columns.Length);
            for (int k = 0; k < columns.Length; k++)
            {
                writer.Write(columns[k]);
                writer.Write(values[k]);
            }
        }
    }

    private static void WriteCase(BinaryWriter writer, PropertyCase own)
    {
        for (int input = 0; input < own.Lower.Count; input++)
        {
            Write(writer, own.Lower[input]);
            Write(writer, own.Upper[input]);
        }

        writer.Write(own.Constraints.Count);
        foreach (LinearConstraint constraint in own.Constraints)
        {
            writer.Write(constraint.Terms.Count);
            foreach ((int variable, ExactNumber coefficient) in constraint.Terms.OrderBy(term => term.Variable))
            {
                writer.Write(variable);
                Write(writer, coefficient);
            }

            Write(writer, constraint.Bound);
            writer.Write((byte)(constraint.IsStrict ? 1 : 0));
        }
    }

    private static void Write(BinaryWriter writer, ExactNumber number)
    {
        foreach (BigInteger whole in new[] { number.Numerator, number.Denominator })
        {
            byte[] bytes = whole.ToByteArray();
            writer.Write(bytes.Length);
            writer.Write(bytes);
        }
    }

    private static void WriteTree(BinaryWriter writer, SplitTree root, int constraints)
    {
        var open = new Stack<SplitTree>();
        open.Push(root);
        while (open.TryPop(out SplitTree? tree))
        {
            if (tree.Cuts.Count > 0)
            {
                writer.Write((byte)2);
                writer.Write(tree.Cuts.Count);
                foreach (BoxCut cut in tree.Cuts)
                {
                    writer.Write(cut.Input);
                    writer.Write((byte)(cut.IsLower ? 1 : 0));
                    writer.Write(cut.Row);
                    writer.Write(cut.Value);
                }
            }

            if (tree is { Below: { } below, Above: { } above })
            {
                writer.Write((byte)1);
                writer.Write(tree.Input);
                writer.Write(tree.Value);
                open.Push(above);
                open.Push(below);
            }
            else if (tree.Shares is { } shares)
            {
                writer.Write((byte)0);
                writer.Write(shares.AsSpan(0, constraints));
            }
            else
            {
                writer.Write((byte)3);
            }
        }
    }
}
