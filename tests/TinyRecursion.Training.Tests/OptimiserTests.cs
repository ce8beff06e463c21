using CsCheck;
using TinyRecursion.Rules;
using TinyRecursion.Training.Optimisation;
using Xunit;

namespace TinyRecursion.Training.Tests;

/// <summary>What an update does to parameters.</summary>
public class OptimiserTests
{
    [Fact]
    public void Orthogonalising_agrees_with_the_iteration_written_plainly() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.ULong).Sample((rows, columns, seed) =>
        {
            float[] matrix = Gaussian(rows * columns, seed);
            double[,] expected = Plain(matrix, rows, columns);
            using var orthogonaliser = new Orthogonaliser([new WeightShape("w", 40, 40, 0), new WeightShape("v", rows, columns, 0)]);

            orthogonaliser.Apply(matrix, rows, columns);

            for (int i = 0; i < matrix.Length; i++)
            {
                Assert.Equal(expected[i / columns, i % columns], matrix[i], 1e-3);
            }
        }, iter: 40);

    [Fact]
    public void Orthogonalising_brings_every_direction_to_about_the_same_length()
    {
        // 16 rows in 64 dimensions are far from dependent, whatever the draw; scaled apart, they become alike.
        float[] matrix = Gaussian(16 * 64, 3);
        for (int i = 0; i < matrix.Length; i++)
        {
            matrix[i] *= 1 + (i / 64);
        }

        using var orthogonaliser = new Orthogonaliser([new WeightShape("w", 16, 64, 0)]);
        orthogonaliser.Apply(matrix, 16, 64);

        for (ulong seed = 0; seed < 20; seed++)
        {
            float[] direction = Gaussian(16, seed);
            double image = 0;
            for (int j = 0; j < 64; j++)
            {
                double sum = 0;
                for (int i = 0; i < 16; i++)
                {
                    sum += direction[i] * matrix[(i * 64) + j];
                }

                image += sum * sum;
            }

            double length = direction.Sum(x => (double)x * x);
            Assert.InRange(Math.Sqrt(image / length), 0.6, 1.3);
        }
    }

    [Fact]
    public void A_matrix_of_zeros_stays_as_it_is()
    {
        var matrix = new float[12];
        using var orthogonaliser = new Orthogonaliser([new WeightShape("w", 3, 4, 0)]);
        orthogonaliser.Apply(matrix, 3, 4);
        Assert.All(matrix, value => Assert.Equal(0f, value));
    }

    [Fact]
    public void Muon_moves_matrices_by_their_directions_and_leaves_the_rest_to_AdamW()
    {
        RuleGraph graph = RelationalRule.Create(new RelationalRuleOptions
        {
            StateWidth = 8, MessageWidth = 16, HiddenWidth = 12, Relations = ["pair"], FeatureTables = ["mark"], FeatureRows = 2,
        });
        float[] start = Gaussian(graph.ParameterCount, 1), gradient = Gaussian(graph.ParameterCount, 2);
        float[] byMuon = [.. start], byAdam = [.. start];
        using var muon = new Muon(graph, weightDecay: 0f);
        var adam = new AdamW(graph.ParameterCount) { WeightDecay = 0f };

        muon.Update(byMuon, gradient, 0.01f);
        adam.Update(byAdam, gradient, 0.01f);

        Assert.Equal(1, muon.Updates);
        foreach (WeightShape weight in graph.Weights)
        {
            Span<float> moved = byMuon.AsSpan(weight.Offset, weight.Count);
            bool matrix = weight.Name.EndsWith(".weight", StringComparison.Ordinal) && !weight.Name.StartsWith("readout", StringComparison.Ordinal);
            if (!matrix)
            {
                Assert.Equal(byAdam.AsSpan(weight.Offset, weight.Count).ToArray(), moved.ToArray());
                continue;
            }

            double squares = 0;
            for (int i = 0; i < weight.Count; i++)
            {
                double move = moved[i] - start[weight.Offset + i];
                squares += move * move;
            }

            // 0.2 of the learning rate, if all singular values were one.
            Assert.InRange(Math.Sqrt(squares / weight.Count), 0.5 * 0.2 * 0.01, 1.3 * 0.2 * 0.01);
        }
    }

    [Fact]
    public void AdamW_takes_the_first_step_of_the_paper()
    {
        float[] parameters = [1f, -2f, 0.5f];
        new AdamW(3) { WeightDecay = 0.1f }.Update(parameters, [4f, -0.25f, 0f], 0.01f);

        // The corrected moments of a first step are g and g², so it moves by the learning rate against g's sign.
        Assert.Equal(0.999f - 0.01f, parameters[0], 1e-6f);
        Assert.Equal(-1.998f + 0.01f, parameters[1], 1e-6f);
        Assert.Equal(0.4995f, parameters[2], 1e-6f);
    }

    private static float[] Gaussian(int count, ulong seed)
    {
        var random = new SeededRandom(seed);
        var values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = random.NextGaussian();
        }

        return values;
    }

    /// <summary>The Newton–Schulz iteration in double precision, as published.</summary>
    private static double[,] Plain(float[] matrix, int rows, int columns)
    {
        bool transposed = rows > columns;
        double norm = Math.Sqrt(matrix.Sum(x => (double)x * x));
        var x = new double[Math.Min(rows, columns), Math.Max(rows, columns)];
        for (int i = 0; i < matrix.Length; i++)
        {
            int row = i / columns, column = i % columns;
            x[transposed ? column : row, transposed ? row : column] = matrix[i] / norm;
        }

        for (int iteration = 0; iteration < 5; iteration++)
        {
            double[,] gram = Product(x, Transpose(x)), square = Product(gram, gram), change = new double[x.GetLength(0), x.GetLength(0)];
            for (int i = 0; i < gram.GetLength(0); i++)
            {
                for (int j = 0; j < gram.GetLength(0); j++)
                {
                    change[i, j] = (i == j ? 3.4445 : 0) + (-4.7750 * gram[i, j]) + (2.0315 * square[i, j]);
                }
            }

            x = Product(change, x);
        }

        return transposed ? Transpose(x) : x;
    }

    private static double[,] Product(double[,] a, double[,] b)
    {
        var c = new double[a.GetLength(0), b.GetLength(1)];
        for (int i = 0; i < c.GetLength(0); i++)
        {
            for (int j = 0; j < c.GetLength(1); j++)
            {
                for (int k = 0; k < b.GetLength(0); k++)
                {
                    c[i, j] += a[i, k] * b[k, j];
                }
            }
        }

        return c;
    }

    private static double[,] Transpose(double[,] a)
    {
        var t = new double[a.GetLength(1), a.GetLength(0)];
        for (int i = 0; i < t.GetLength(0); i++)
        {
            for (int j = 0; j < t.GetLength(1); j++)
            {
                t[i, j] = a[j, i];
            }
        }

        return t;
    }
}
