using TinyRecursion.Execution.Reference;
using Xunit;

namespace TinyRecursion.Tests.Execution;

/// <summary>Sums that differ with the order of their terms: beside 2^24 a single 1 is lost, two of them are not.</summary>
public class PyTorchSumsTests
{
    private const float Large = 1 << 24;

    [Fact]
    public void The_rest_of_a_row_comes_before_its_vectors()
    {
        float[] row = [1, 1, 1, 1, 1, 1, 1, 1, Large];

        Assert.Equal(Large, PyTorchSums.OfRow(row));
        Assert.Equal(Large + 8, row.Sum());
    }

    [Fact]
    public void Every_fourth_vector_of_a_row_goes_into_one_sum()
    {
        Assert.Equal(Large + 2, PyTorchSums.OfRow(Sparse(64, 8, 40)));
        Assert.Equal(Large, PyTorchSums.OfRow(Sparse(64, 8, 16)));
    }

    [Fact]
    public void Every_fourth_entry_of_a_short_row_goes_into_one_sum()
    {
        // Of seven entries only the first four are whole; the others are added to the first sum.
        Assert.Equal(Large, PyTorchSums.OfRow([Large, 0, 0, 0, 1, 1, 0]));
        Assert.Equal(Large + 2, PyTorchSums.OfRow([0, 2, 0, 0, Large, 0, 0]));
    }

    [Fact]
    public void Sixteen_rows_of_a_column_are_one_block()
    {
        Assert.Equal(Large + 2, Column(columns: 32, column: 3, Sparse(18, 16, 17)));
        Assert.Equal(Large, Column(columns: 32, column: 3, Sparse(18, 14, 15)));
    }

    [Fact]
    public void Columns_beyond_the_last_four_vectors_are_summed_like_rows()
    {
        float[] terms = Sparse(8, 1, 5);

        Assert.Equal(Large, Column(columns: 33, column: 31, terms));
        Assert.Equal(Large + 2, Column(columns: 33, column: 32, terms));
        Assert.Equal(Large, Column(columns: 7, column: 3, terms));
        Assert.Equal(Large + 2, Column(columns: 7, column: 4, terms));
    }

    [Fact]
    public void A_single_column_is_a_row()
    {
        float[] terms = [1, 1, 1, 1, 1, 1, 1, 1, Large];

        Assert.Equal(Large, Column(columns: 1, column: 0, terms));
        Assert.Equal(Large + 8, Column(columns: 2, column: 0, terms));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(1000)]
    [InlineData(70000)]
    public void Nothing_is_lost(int count)
    {
        float[] terms = [.. Enumerable.Range(0, count).Select(i => (float)(i % 3))];
        float sum = terms.Sum(term => (int)term);

        Assert.Equal(sum, PyTorchSums.OfRow(terms));
        Assert.Equal(sum, Column(columns: 3, column: 2, terms));
        Assert.Equal(sum, Column(columns: 5, column: 2, terms));
    }

    private static float[] Sparse(int count, int first, int second)
    {
        var terms = new float[count];
        (terms[0], terms[first], terms[second]) = (Large, 1, 1);
        return terms;
    }

    private static float Column(int columns, int column, float[] terms)
    {
        var matrix = new float[terms.Length * columns];
        for (int i = 0; i < terms.Length; i++)
        {
            matrix[(i * columns) + column] = terms[i];
        }

        return PyTorchSums.OfColumn(matrix, columns, column);
    }
}
