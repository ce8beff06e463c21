using CsCheck;
using TinyRecursion.Tasks.Grids;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Grids;

public class DihedralTests
{
    private static readonly Gen<(byte[] Cells, int Rows, int Columns)> Grid =
        from rows in Gen.Int[1, 7]
        from columns in Gen.Int[1, 7]
        from cells in Gen.Byte.Array[rows * columns]
        select (cells, rows, columns);

    [Theory]
    [InlineData(0, 2, 3, "123456")]
    [InlineData(1, 3, 2, "362514")]
    [InlineData(2, 2, 3, "654321")]
    [InlineData(3, 3, 2, "415263")]
    [InlineData(4, 2, 3, "321654")]
    [InlineData(5, 2, 3, "456123")]
    [InlineData(6, 3, 2, "142536")]
    [InlineData(7, 3, 2, "635241")]
    public void Symmetries_are_numbered_as_published(int symmetry, int rows, int columns, string expected)
    {
        byte[] result = Dihedral.Apply(symmetry, "123456"u8, 2, 3);
        Assert.Equal((rows, columns), Dihedral.SizeAfter(symmetry, 2, 3));
        Assert.Equal(expected, System.Text.Encoding.ASCII.GetString(result));
    }

    [Fact]
    public void The_inverse_gives_every_grid_back() => Grid.Sample(grid =>
    {
        for (int symmetry = 0; symmetry < Dihedral.Count; symmetry++)
        {
            (int rows, int columns) = Dihedral.SizeAfter(symmetry, grid.Rows, grid.Columns);
            byte[] there = Dihedral.Apply(symmetry, grid.Cells, grid.Rows, grid.Columns);
            if (!Dihedral.Apply(Dihedral.Inverse(symmetry), there, rows, columns).AsSpan().SequenceEqual(grid.Cells))
            {
                return false;
            }
        }

        return true;
    });

    [Fact]
    public void The_group_table_says_what_doing_one_after_another_does() => Grid.Sample(grid =>
    {
        for (int pair = 0; pair < Dihedral.Count * Dihedral.Count; pair++)
        {
            (int first, int second) = (pair / Dihedral.Count, pair % Dihedral.Count);
            (int rows, int columns) = Dihedral.SizeAfter(first, grid.Rows, grid.Columns);
            byte[] steps = Dihedral.Apply(second, Dihedral.Apply(first, grid.Cells, grid.Rows, grid.Columns), rows, columns);
            byte[] once = Dihedral.Apply(Dihedral.Compose(first, second), grid.Cells, grid.Rows, grid.Columns);
            if (!steps.AsSpan().SequenceEqual(once))
            {
                return false;
            }
        }

        return true;
    });

    [Fact]
    public void The_group_table_is_that_of_a_group_of_eight()
    {
        for (int a = 0; a < Dihedral.Count; a++)
        {
            Assert.Equal(a, Dihedral.Compose(0, a));
            Assert.Equal(0, Dihedral.Compose(a, Dihedral.Inverse(a)));
            Assert.Equal(Dihedral.Count, Enumerable.Range(0, Dihedral.Count).Select(b => Dihedral.Compose(a, b)).Distinct().Count());
        }

        // Not commutative: a turn and a mirror.
        Assert.NotEqual(Dihedral.Compose(1, 4), Dihedral.Compose(4, 1));
        Assert.Equal(7, Dihedral.Compose(1, 4));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Dihedral.Inverse(8));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dihedral.Apply(-1, new byte[4], 2, 2));
        Assert.Throws<ArgumentException>(() => Dihedral.Apply(0, new byte[5], 2, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dihedral.Apply(0, [], 0, 2));
    }
}
