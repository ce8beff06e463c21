using TinyRecursion.Execution;
using TinyRecursion.Execution.Integer;

namespace TinyRecursion.Tests.Execution.Integer;

/// <summary>What examples of an operation are drawn from; the same on every machine.</summary>
internal sealed class VectorSource
{
    private SeededRandom _random;

    /// <summary>Starts a source.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="number">The number of the example, from 0.</param>
    public VectorSource(string operation, int number)
    {
        Number = number;
        _random = SeededRandom.For((ulong)operation.Sum(letter => letter), (ulong)number);
    }

    /// <summary>The number of the example, from 0; the last one has large entries.</summary>
    public int Number { get; }

    /// <summary>A number from zero to below a bound.</summary>
    public int Next(int bound) => _random.NextInt32(bound);

    /// <summary>Numbers from a least one to below a bound.</summary>
    public int[] Numbers(int count, int least, int bound) => [.. Enumerable.Range(0, count).Select(_ => least + Next(bound - least))];

    /// <summary>Entries of values, of all sizes; now and then the largest or the smallest that there is.</summary>
    public short[] Entries(int count) => [.. Enumerable.Range(0, count).Select(_ => Next(12) switch
    {
        0 => short.MaxValue,
        1 => short.MinValue,
        _ => (short)((Next(65536) - 32768) >> (Number == 3 ? 0 : Next(12))),
    })];

    /// <summary>A value of such entries.</summary>
    public Matrix<short> Matrix(int rows, int columns) => new(rows, columns, Entries(rows * columns));

    /// <summary>Groups of cells; a cell may be in none, in several, or in one twice.</summary>
    public int[][] Groups(int cells) => [.. Enumerable.Range(0, 1 + Next(3)).Select(_ => Numbers(1 + Next(6), 0, cells))];
}
