using CsCheck;
using TinyRecursion.Execution.Integer;
using Xunit;

namespace TinyRecursion.Tests.Execution.Integer;

public unsafe class IntegerPartialSumsTests
{
    private const int Rows = 4, Lanes = 16;

    /// <summary>Kernels use them only where vectors are short; the sums are right on every processor.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Sums_are_those_of_plain_loops(int vectors)
    {
        Gen.Select(Gen.Int[1, 20], Gen.Int[0, 3], Gen.ULong).Sample((pairs, spare, seed) =>
        {
            var random = new SeededRandom(seed);
            int entries = 2 * pairs, stride = entries + spare, width = vectors * Lanes;
            short[] x = [.. Enumerable.Range(0, Rows * stride).Select(_ => (short)(random.NextInt32(65536) - 32768))];
            short[] weights = [.. Enumerable.Range(0, entries * width).Select(_ => (short)(random.NextInt32(255) - 127))];
            var sums = new int[Rows * width];
            fixed (short* xAt = x, weightsAt = weights)
            fixed (int* sumsAt = sums)
            {
                IntegerPartialSums.Run(sumsAt, xAt, stride, weightsAt, entries, vectors);
            }

            for (int row = 0; row < Rows; row++)
            {
                for (int lane = 0; lane < width; lane++)
                {
                    int expected = 0;
                    for (int k = 0; k < entries; k++)
                    {
                        // Pairs of entries stand together: a weight of each for every lane, side by side.
                        expected += x[(row * stride) + k] * weights[(k / 2 * 2 * width) + (2 * lane) + (k % 2)];
                    }

                    Assert.Equal(expected, sums[(row * width) + lane]);
                }
            }
        }, iter: 100);
    }
}
