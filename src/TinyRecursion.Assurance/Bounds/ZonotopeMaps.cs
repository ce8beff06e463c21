using System.Numerics;
using TinyRecursion.Execution;
using TinyRecursion.Operations;
using TinyRecursion.Problems;

namespace TinyRecursion.Assurance.Bounds;

/// <summary>
/// Affine forms through what is linear, in exact arithmetic but for what double precision rounds, which is added to the noise; the rounding of a rule's own arithmetic is
/// added by the caller.
/// </summary>
internal static class ZonotopeMaps
{
    /// <summary><c>y = x W + b</c> row by row, as in <see cref="Operation.Linear"/>.</summary>
    public static Zonotope Linear(Zonotope x, Matrix<double> weight, ReadOnlySpan<double> bias)
    {
        var y = new Zonotope(x.Rows, weight.Columns);
        double[] sizes = x.Radii();
        for (int i = 0; i < sizes.Length; i++)
        {
            sizes[i] = Loss(x.Factors.Count + x.Columns) * (sizes[i] + Math.Abs(x.Centres[i]));
        }

        Multiply(x.Centres, y.Centres, x.Rows, weight, sized: false);
        Multiply(x.Noise, y.Noise, x.Rows, weight, sized: true);
        Multiply(sizes, y.Noise, x.Rows, weight, sized: true);
        foreach ((int symbol, double[] factors) in x.Factors)
        {
            Multiply(factors, y.FactorsOf(symbol), x.Rows, weight, sized: false);
        }

        for (int i = 0; i < y.Count && !bias.IsEmpty; i++)
        {
            y.Centres[i] += bias[i % weight.Columns];
        }

        return y;
    }

    /// <summary>The sum of values of one shape.</summary>
    public static Zonotope Add(IReadOnlyList<Zonotope> inputs)
    {
        var y = new Zonotope(inputs[0].Rows, inputs[0].Columns);
        foreach (Zonotope input in inputs)
        {
            Accumulate(y, input, Enumerable.Range(0, y.Count), Enumerable.Range(0, y.Count), _ => 1);
        }

        return y;
    }

    /// <summary>Each entry of the result is one entry of the input, or zero for -1.</summary>
    public static Zonotope Select(Zonotope x, int rows, int columns, ReadOnlySpan<int> from)
    {
        var y = new Zonotope(rows, columns);
        for (int i = 0; i < from.Length; i++)
        {
            if (from[i] >= 0)
            {
                (y.Centres[i], y.Noise[i]) = (x.Centres[from[i]], x.Noise[from[i]]);
            }
        }

        foreach ((int symbol, double[] factors) in x.Factors)
        {
            double[] into = y.FactorsOf(symbol);
            for (int i = 0; i < from.Length; i++)
            {
                into[i] = from[i] >= 0 ? factors[from[i]] : 0;
            }
        }

        return y;
    }

    /// <summary>For each row of the result the sum of some rows, times a factor.</summary>
    /// <param name="x">The value.</param>
    /// <param name="rows">Rows of the result.</param>
    /// <param name="terms">The rows that are added up for a row.</param>
    /// <param name="factor">The factor of a row.</param>
    public static Zonotope SumRows(Zonotope x, int rows, Func<int, int[]> terms, Func<int, double> factor)
    {
        var y = new Zonotope(rows, x.Columns);
        for (int row = 0; row < rows; row++)
        {
            foreach (int term in terms(row))
            {
                Accumulate(
                    y, x, Enumerable.Range(term * x.Columns, x.Columns), Enumerable.Range(row * x.Columns, x.Columns), _ => factor(row));
            }
        }

        return y;
    }

    /// <summary>Where each entry of <see cref="Operation.Gather"/> comes from, -1 for none.</summary>
    public static int[] Gathered(NeighbourRelation relation, int width)
    {
        var from = new int[relation.Cells * relation.Degree * width];
        for (int i = 0; i < from.Length; i++)
        {
            int neighbour = relation.NeighboursOf(i / (relation.Degree * width))[i / width % relation.Degree];
            from[i] = neighbour == NeighbourRelation.None ? -1 : (neighbour * width) + (i % width);
        }

        return from;
    }

    /// <summary>Where each entry of <see cref="Operation.Transpose"/> comes from.</summary>
    public static int[] Transposed(int rows, int columns) => [.. Enumerable.Range(0, rows * columns).Select(i => (i % rows * columns) + (i / rows))];

    /// <summary>Adds entries of a value, each times a factor, to entries of a sum.</summary>
    public static void Accumulate(Zonotope y, Zonotope x, IEnumerable<int> from, IEnumerable<int> to, Func<int, double> factor)
    {
        int[] source = [.. from], target = [.. to];
        double[] scale = [.. Enumerable.Range(0, source.Length).Select(factor)];
        var size = new double[source.Length];
        foreach ((int symbol, double[] factors) in x.Factors)
        {
            double[]? into = null;
            for (int i = 0; i < source.Length; i++)
            {
                if (factors[source[i]] != 0)
                {
                    into ??= y.FactorsOf(symbol);
                    double term = scale[i] * factors[source[i]];
                    into[target[i]] += term;
                    size[i] += Math.Abs(term) + Math.Abs(into[target[i]]);
                }
            }
        }

        for (int i = 0; i < source.Length; i++)
        {
            double term = scale[i] * x.Centres[source[i]];
            y.Centres[target[i]] += term;
            size[i] += Math.Abs(term) + Math.Abs(y.Centres[target[i]]);
            y.Noise[target[i]] += (Math.Abs(scale[i]) * x.Noise[source[i]]) + (1e-15 * size[i]);
        }
    }

    /// <summary>What sums of some terms may lose, relative to the sizes of all.</summary>
    private static double Loss(int terms) => 1e-15 * (terms + 2);

    private static void Multiply(double[] x, double[] y, int rows, Matrix<double> weight, bool sized)
    {
        for (int i = 0; i < rows; i++)
        {
            Span<double> sums = y.AsSpan(i * weight.Columns, weight.Columns);
            for (int k = 0; k < weight.Rows; k++)
            {
                double factor = x[(i * weight.Rows) + k];
                if (factor == 0)
                {
                    continue;
                }

                AddTimes(sums, weight.Row(k), factor, sized);
            }
        }
    }

    /// <summary>Adds a row times a factor, or the sizes of its entries; each entry is rounded alike whatever the width of vectors.</summary>
    private static void AddTimes(Span<double> sums, ReadOnlySpan<double> row, double factor, bool sized)
    {
        int j = 0;
        for (var factors = new Vector<double>(factor); j + Vector<double>.Count <= sums.Length; j += Vector<double>.Count)
        {
            var entries = new Vector<double>(row[j..]);
            (new Vector<double>(sums[j..]) + (factors * (sized ? Vector.Abs(entries) : entries))).CopyTo(sums[j..]);
        }

        for (; j < sums.Length; j++)
        {
            sums[j] += factor * (sized ? Math.Abs(row[j]) : row[j]);
        }
    }
}
