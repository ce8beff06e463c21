using System.Numerics;
using TinyRecursion.Assurance.Properties;

namespace TinyRecursion.Assurance.Verification.Networks;

/// <summary>A network's outputs at a point in exact arithmetic: whole numbers over one denominator and a power of two, so nothing is rounded.</summary>
internal static class ExactValues
{
    /// <summary>Runs a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="point">The inputs.</param>
    /// <returns>The outputs.</returns>
    public static ExactNumber[] Run(PiecewiseLinearNetwork network, IReadOnlyList<ExactNumber> point)
    {
        BigInteger denominator = BigInteger.One;
        foreach (ExactNumber x in point)
        {
            denominator = denominator / BigInteger.GreatestCommonDivisor(denominator, x.Denominator) * x.Denominator;
        }

        // Each value is its whole number, divided by the denominator and by two to the node's power.
        var values = new BigInteger[network.Nodes.Count][];
        var powers = new int[network.Nodes.Count];
        values[0] = [.. point.Select(x => x.Numerator * (denominator / x.Denominator))];
        for (int node = 1; node < values.Length; node++)
        {
            if (network.Nodes[node] is NetworkNode.Relu relu)
            {
                values[node] = [.. values[relu.Source].Select(value => BigInteger.Max(value, BigInteger.Zero))];
                powers[node] = powers[relu.Source];
            }
            else if (network.Nodes[node] is NetworkNode.Affine affine)
            {
                powers[node] = Math.Max(PowerOf(affine.Bias), affine.Sources.Max(source => powers[source.Node] + PowerOf(source.Weights)));
                values[node] = Map(affine, values, powers, powers[node], denominator);
            }
        }

        BigInteger last = denominator << powers[^1];
        return [.. values[^1].Select(value => new ExactNumber(value, last))];
    }

    private static BigInteger[] Map(NetworkNode.Affine affine, BigInteger[][] values, int[] powers, int power, BigInteger denominator)
    {
        var result = new BigInteger[affine.Width];
        for (int row = 0; row < result.Length; row++)
        {
            BigInteger sum = Whole(affine.Bias[row], power) * denominator;
            foreach ((int source, WeightMatrix weights) in affine.Sources)
            {
                ReadOnlySpan<int> columns = weights.Row(row, out ReadOnlySpan<float> entries);
                for (int k = 0; k < columns.Length; k++)
                {
                    sum += Whole(entries[k], power - powers[source]) * values[source][columns[k]];
                }
            }

            result[row] = sum;
        }

        return result;
    }

    private static int PowerOf(WeightMatrix weights)
    {
        int most = 0;
        for (int row = 0; row < weights.Outputs; row++)
        {
            _ = weights.Row(row, out ReadOnlySpan<float> entries);
            most = Math.Max(most, PowerOf(entries));
        }

        return most;
    }

    // The least power of two that makes every number whole.
    private static int PowerOf(ReadOnlySpan<float> numbers)
    {
        int most = 0;
        foreach (float number in numbers)
        {
            if (number != 0)
            {
                (int mantissa, int exponent) = Parts(number);
                most = Math.Max(most, -(exponent + BitOperations.TrailingZeroCount(mantissa)));
            }
        }

        return most;
    }

    private static BigInteger Whole(float number, int power)
    {
        (int mantissa, int exponent) = Parts(number);
        int shift = exponent + power;
        BigInteger whole = shift >= 0 ? (BigInteger)mantissa << shift : mantissa >> -shift;
        return number < 0 ? -whole : whole;
    }

    private static (int Mantissa, int Exponent) Parts(float number)
    {
        int bits = BitConverter.SingleToInt32Bits(number), exponent = (bits >> 23) & 0xFF, fraction = bits & 0x7FFFFF;
        return exponent == 0 ? (fraction, -149) : (fraction | 0x800000, exponent - 150);
    }
}
