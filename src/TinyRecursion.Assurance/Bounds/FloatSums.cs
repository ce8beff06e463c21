using TinyRecursion.Execution;
using TinyRecursion.Operations;
using TinyRecursion.Problems;

namespace TinyRecursion.Assurance.Bounds;

/// <summary>
/// Intervals through the operations that are sums. Kernels may add the terms of a map or a spread straight into a later sum
/// (<see cref="ExecutionPlan"/>), so what such an operation is before rounding goes along; the bound of a sum holds for every order of its terms.
/// </summary>
internal static class FloatSums
{
    /// <summary><see cref="Operation.Linear"/>.</summary>
    public static FloatRange Linear(Box<double> x, Matrix<double> weight, Matrix<double>? bias)
    {
        int columns = weight.Columns;
        var exact = new Box<double>(new Matrix<double>(x.Rows, columns), new Matrix<double>(x.Rows, columns));
        var sizes = new double[x.Rows * columns];
        for (int i = 0; i < x.Rows; i++)
        {
            Span<double> low = exact.Low.Row(i), high = exact.High.Row(i), size = sizes.AsSpan(i * columns, columns);
            bias?.Row(0).CopyTo(low);
            low.CopyTo(high);
            for (int j = 0; j < columns; j++)
            {
                size[j] = Math.Abs(low[j]);
            }

            for (int k = 0; k < x.Columns; k++)
            {
                double least = x.Low[i, k], most = x.High[i, k], largest = Math.Max(Math.Abs(least), Math.Abs(most));
                Span<double> row = weight.Row(k);
                for (int j = 0; j < columns; j++)
                {
                    double w = row[j];
                    low[j] += w * (w >= 0 ? least : most);
                    high[j] += w * (w >= 0 ? most : least);
                    size[j] += Math.Abs(w) * largest;
                }
            }
        }

        return Rounded(new FloatRange.Terms(exact, sizes, x.Columns + 2));
    }

    /// <summary><see cref="Operation.Add"/>. Nothing is added straight into a sum of sums.</summary>
    public static FloatRange Add(IReadOnlyList<FloatRange> inputs) => new(Rounded(TermsOf(inputs)).Box);

    /// <summary>All terms of a sum of values, those that such a value is a sum of among them.</summary>
    public static FloatRange.Terms TermsOf(IReadOnlyList<FloatRange> inputs)
    {
        Box<double> first = inputs[0].Box;
        var exact = new Box<double>(new Matrix<double>(first.Rows, first.Columns), new Matrix<double>(first.Rows, first.Columns));
        var sizes = new double[exact.Low.Values.Length];
        int roundings = inputs.Count;
        foreach (FloatRange input in inputs)
        {
            Box<double> term = input.Sum?.Exact ?? input.Box;
            for (int i = 0; i < sizes.Length; i++)
            {
                exact.Low.Values[i] += term.Low.Values[i];
                exact.High.Values[i] += term.High.Values[i];
                sizes[i] += input.Sum?.Sizes[i] ?? Size(term, i);
            }

            roundings += input.Sum?.Roundings ?? 1;
        }

        return new FloatRange.Terms(exact, sizes, roundings);
    }

    /// <summary><see cref="Operation.Spread"/>.</summary>
    public static FloatRange Spread(Box<double> x, GroupRelation relation)
    {
        var exact = new Box<double>(new Matrix<double>(relation.Cells, x.Columns), new Matrix<double>(relation.Cells, x.Columns));
        var sizes = new double[relation.Cells * x.Columns];
        int most = 0;
        for (int cell = 0; cell < relation.Cells; cell++)
        {
            ReadOnlySpan<int> groups = relation.GroupsOf(cell);
            most = Math.Max(most, groups.Length);
            foreach (int group in groups)
            {
                for (int j = 0; j < x.Columns; j++)
                {
                    exact.Low[cell, j] += x.Low[group, j];
                    exact.High[cell, j] += x.High[group, j];
                    sizes[(cell * x.Columns) + j] += Size(x, (group * x.Columns) + j);
                }
            }
        }

        return Rounded(new FloatRange.Terms(exact, sizes, most + 1));
    }

    /// <summary>The means of groups, without the maxima that <see cref="Operation.Pool"/> puts beside them.</summary>
    public static Box<double> Means(Box<double> x, GroupRelation relation)
    {
        var y = new Box<double>(new Matrix<double>(relation.GroupCount, x.Columns), new Matrix<double>(relation.GroupCount, x.Columns));
        for (int group = 0; group < y.Rows; group++)
        {
            ReadOnlySpan<int> members = relation.MembersOf(group);
            for (int j = 0; j < x.Columns; j++)
            {
                double low = 0, high = 0, size = 0;
                foreach (int cell in members)
                {
                    low += x.Low[cell, j];
                    high += x.High[cell, j];
                    size += Size(x, (cell * x.Columns) + j);
                }

                // The sum, one over the number of members, and the product of both.
                (y.Low[group, j], y.High[group, j]) = FloatRounding.Widen(
                    low / members.Length, high / members.Length, FloatRounding.OfSum(members.Length + 2, size / members.Length));
            }
        }

        return y;
    }

    /// <summary>The size of an entry, at most.</summary>
    public static double Size(Box<double> x, int entry) => Math.Max(Math.Abs(x.Low.Values[entry]), Math.Abs(x.High.Values[entry]));

    /// <summary>What a sum is as it is computed, in any order of its terms.</summary>
    public static FloatRange Rounded(FloatRange.Terms sum)
    {
        var box = new Box<double>(new Matrix<double>(sum.Exact.Rows, sum.Exact.Columns), new Matrix<double>(sum.Exact.Rows, sum.Exact.Columns));
        for (int i = 0; i < sum.Sizes.Length; i++)
        {
            double error = FloatRounding.OfSum(sum.Roundings, sum.Sizes[i]);
            // Parts of a sum may be larger than the whole.
            (box.Low.Values[i], box.High.Values[i]) = sum.Sizes[i] + error <= float.MaxValue
                ? FloatRounding.Widen(sum.Exact.Low.Values[i], sum.Exact.High.Values[i], error)
                : (double.NegativeInfinity, double.PositiveInfinity);
        }

        return new FloatRange(box, sum);
    }
}
