using System.Security.Cryptography;

namespace TinyRecursion.Assurance.NetworkChecker;

/// <summary>
/// Checks proofs that no input of a box makes a network's outputs unsafe. It is given the bytes of the proof and nothing else: no reader of networks or
/// properties, no search, no code of those who wrote it. A proof is about the real-valued function that the stated float32 weights define.
/// </summary>
public static class NetworkProofChecker
{
    private const int MostDepth = 2_000;

    private static ReadOnlySpan<byte> Magic => "TRMNETP1"u8;

    /// <summary>Checks a proof.</summary>
    /// <param name="proof">The whole file, as docs/network-proof-format.md describes it.</param>
    /// <param name="cancellation">Ends the check.</param>
    /// <returns>The verdict, the same on every machine.</returns>
    /// <exception cref="FormatException">The file is no proof; the message names the byte.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static NetworkProofVerdict Check(ReadOnlyMemory<byte> proof, CancellationToken cancellation = default)
    {
        var bytes = new ProofBytes(proof);
        if (!bytes.Take(Math.Min(Magic.Length, bytes.Left)).SequenceEqual(Magic))
        {
            throw bytes.Error("the file does not begin like a proof about a network");
        }

        if (bytes.Left < SHA256.HashSizeInBytes || !SHA256.HashData(proof.Span[..^SHA256.HashSizeInBytes]).AsSpan().SequenceEqual(proof.Span[^SHA256.HashSizeInBytes..]))
        {
            throw bytes.Error("the digest at the end is not that of the file: it was cut off, or changed after it was written");
        }

        bytes = new ProofBytes(proof[..^SHA256.HashSizeInBytes]);
        _ = bytes.Take(Magic.Length);
        CheckedNode[] nodes = StatementReader.Network(bytes);
        CheckedCase[] cases = StatementReader.Cases(bytes, nodes[0].Width, nodes[^1].Width);
        int statement = bytes.At;
        var bounds = new SoundBounds(nodes);
        long boxes = 0;
        for (int number = 0; number < cases.Length; number++)
        {
            if (Tree(bytes, bounds, cases[number], ref boxes, cancellation) is { } failure)
            {
                return new NetworkProofVerdict(boxes, statement, $"case {number + 1} of {cases.Length}, box {boxes} before byte {bytes.At}: {failure}");
            }
        }

        return bytes.Left == 0 ? new NetworkProofVerdict(boxes, statement, null) : throw bytes.Error($"{bytes.Left} bytes behind the proof");
    }

    // Boxes in the order of the file: a split's lower part, then its upper part.
    private static string? Tree(ProofBytes bytes, SoundBounds bounds, CheckedCase own, ref long boxes, CancellationToken cancellation)
    {
        var open = new Stack<(double[] Lower, double[] Upper)>();
        open.Push((own.Lower, own.Upper));
        while (open.TryPop(out (double[] Lower, double[] Upper) box))
        {
            cancellation.ThrowIfCancellationRequested();
            if (open.Count > MostDepth)
            {
                throw bytes.Error($"boxes are split more than {MostDepth} times");
            }

            ((double[] lower, double[] upper), bool empty, string? failure) = (box, false, null);
            int kind = bytes.Byte();
            if (kind == 2)
            {
                boxes++;
                bounds.Run(lower, upper);
                (lower, upper) = ([.. lower], [.. upper]);
                for (int cuts = bytes.Number(1, 2 * lower.Length, "the number of cuts"); cuts > 0 && failure is null; cuts--)
                {
                    failure = Cut(bytes, bounds, own, lower, upper, ref empty);
                }

                kind = failure is null ? bytes.Byte() : 3;
            }

            switch (kind)
            {
                case 0:
                    boxes++;
                    bounds.Run(lower, upper);
                    failure = Leaf(bytes, bounds, own);
                    break;
                case 1:
                    int input = bytes.Number(0, lower.Length - 1, "an input");
                    double value = bytes.Double("where a box is split");
                    if (!(value >= lower[input] && value <= upper[input]))
                    {
                        return $"input {input} is split at {value:R}, outside the box";
                    }

                    (double[] below, double[] above) = ([.. upper], [.. lower]);
                    (below[input], above[input]) = (value, value);
                    open.Push((above, upper));
                    open.Push((lower, below));
                    break;
                case 3:
                    failure ??= empty ? null : "a box is said to be cut to nothing, and something is left";
                    break;
                default:
                    throw bytes.Error($"{kind} is no kind of box");
            }

            if (failure is not null)
            {
                return failure;
            }
        }

        return null;
    }

    private static string? Cut(ProofBytes bytes, SoundBounds bounds, CheckedCase own, double[] lower, double[] upper, ref bool empty)
    {
        int input = bytes.Number(0, lower.Length - 1, "an input");
        bool atLower = bytes.Byte() switch { 0 => false, 1 => true, _ => throw bytes.Error("a cut is at the lower side, 1, or the upper, 0") };
        int row = bytes.Number(0, own.Bounds.Length - 1, "a constraint");
        double value = bytes.Double("where a cut ends");
        double[] form = bounds.Below(own.Coefficients[row], own.Bounds[row]);
        double least = atLower
            ? bounds.Least(form, input, -1, Math.Clamp(bounds.Position(input, value, 1), -1, 1))
            : bounds.Least(form, input, Math.Clamp(bounds.Position(input, value, -1), -1, 1), 1);
        if (!(least > 0))
        {
            return $"constraint {row + 1} may hold in what is cut off input {input} at {value:R}: its left side may be as low as {least:R}";
        }

        if (atLower)
        {
            lower[input] = Math.Max(lower[input], value);
        }
        else
        {
            upper[input] = Math.Min(upper[input], value);
        }

        // What is cut off holds its own end.
        empty |= lower[input] >= upper[input];
        return null;
    }

    private static string? Leaf(ProofBytes bytes, SoundBounds bounds, CheckedCase own)
    {
        ReadOnlySpan<byte> shares = bytes.Take(own.Bounds.Length);
        double[]? sum = null;
        double size = 0;
        for (int row = 0; row < shares.Length; row++)
        {
            if (shares[row] == 0)
            {
                continue;
            }

            double[] form = bounds.Below(own.Coefficients[row], own.Bounds[row]);
            sum ??= new double[form.Length];
            for (int i = 0; i < form.Length; i++)
            {
                sum[i] += shares[row] * form[i];
                size += Math.Abs(shares[row] * form[i]);
            }
        }

        double least = sum is null ? double.NegativeInfinity : bounds.Least(sum) - (size * 1e-13);
        return least > 0 ? null : $"all constraints may hold: their sum may be as low as {least:R}";
    }
}
