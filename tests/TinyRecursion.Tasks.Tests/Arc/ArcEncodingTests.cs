using CsCheck;
using TinyRecursion.Tasks.Arc;
using TinyRecursion.Tasks.Sequences;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Arc;

public class ArcEncodingTests
{
    [Fact]
    public void Decoding_at_the_offset_gives_both_grids_of_every_pair_back() =>
        Gen.Select(ArcSamples.Pair, Gen.ULong).Sample((pair, seed) =>
        {
            var random = new SeededRandom(seed);
            ArcOffset offset = ArcEncoding.DrawOffset(pair, ref random);
            TokenExample example = ArcEncoding.Encode(pair, offset, 5);
            int[] labels = [.. example.Labels.Select(label => label == TokenExample.Ignored ? ArcEncoding.Pad : label)];
            return pair.Input.Equals(ArcEncoding.Decode(example.Inputs, offset)) && pair.Output!.Equals(ArcEncoding.Decode(labels, offset))
                && pair.Output.Equals(ArcEncoding.Decode(example.Labels, offset)) && example.Puzzle == 5
                && !example.Labels.Contains(ArcEncoding.Pad);
        });

    [Fact]
    public void Ends_stand_below_and_right_of_a_grid_and_padding_elsewhere()
    {
        int[] tokens = ArcEncoding.Encode(ArcGrid.Parse("09/12"), new ArcOffset(1, 2));
        Assert.Equal([0, 0, 0, 0, 0, 0], tokens[..6]);
        Assert.Equal([0, 0, 2, 11, 1, 0], tokens[30..36]);
        Assert.Equal([0, 0, 3, 4, 1, 0], tokens[60..66]);
        Assert.Equal([0, 0, 1, 1, 0, 0], tokens[90..96]);
        Assert.Equal((900, 8), (tokens.Length, tokens.Count(token => token != 0)));
    }

    [Fact]
    public void A_grid_at_the_edge_has_no_end_there()
    {
        Assert.Equal(900, ArcEncoding.Encode(new ArcGrid(30, 30, new byte[900])).Count(token => token == 2));
        int[] tokens = ArcEncoding.Encode(ArcGrid.Parse("5"), new ArcOffset(29, 29));
        Assert.Equal((7, 1), (tokens[899], tokens.Count(token => token != 0)));
        Assert.Equal("5", ArcEncoding.Decode(tokens, new ArcOffset(29, 29))!.ToString());
    }

    [Fact]
    public void Padding_is_not_scored_and_nothing_is_where_the_output_is_not_known()
    {
        TokenExample example = ArcEncoding.Encode(ArcSamples.PairOf("1", "23"));
        Assert.Equal([4, 5, 1, TokenExample.Ignored], example.Labels[..4]);
        Assert.Equal(895, example.Labels.Count(label => label == TokenExample.Ignored));
        Assert.All(ArcEncoding.Encode(new ArcPair(ArcGrid.Parse("1"), null)).Labels, label => Assert.Equal(TokenExample.Ignored, label));
    }

    [Theory]
    [InlineData("234/2", "012")] // Three wide by one high beats one by two.
    [InlineData("23/2/2", "0/0/0")] // One wide by three high beats two by one.
    [InlineData("23/2", "01")] // Of equal ones that of fewest rows.
    [InlineData("234/235/29", "012/013")] // A ragged edge is cut off.
    [InlineData("2/", "0")]
    [InlineData("12", null)] // An end in the corner.
    [InlineData("", null)]
    public void The_largest_rectangle_of_colours_in_the_corner_is_read(string rows, string? expected)
    {
        var tokens = new int[ArcEncoding.Length];
        foreach ((string text, int row) in rows.Split('/').Select((text, row) => (text, row)))
        {
            for (int column = 0; column < text.Length; column++)
            {
                tokens[(row * 30) + column] = text[column] - '0';
            }
        }

        Assert.Equal(expected, ArcEncoding.Decode(tokens)?.ToString());
    }

    [Fact]
    public void The_largest_rectangle_is_what_trying_every_size_finds() =>
        Gen.Int[0, 12].Array[900].Select(Gen.Int[0, 29], Gen.Int[0, 29], Gen.Int[0, 100]).Sample((tokens, row, column, dense) =>
        {
            // Mostly colours, or hardly a rectangle would be larger than a cell or two.
            tokens = [.. tokens.Select((token, i) => (i * 7919) % 101 < dense ? 2 + (i % 10) : token)];
            int best = 0;
            for (int height = 1; row + height <= 30; height++)
            {
                for (int width = 1; column + width <= 30; width++)
                {
                    bool colours = true;
                    for (int cell = 0; cell < height * width && colours; cell++)
                    {
                        colours = tokens[((row + (cell / width)) * 30) + column + (cell % width)] is >= 2 and <= 11;
                    }

                    best = Math.Max(best, colours ? height * width : 0);
                }
            }

            return (ArcEncoding.Decode(tokens, new ArcOffset(row, column))?.Cells.Length ?? 0) == best;
        }, iter: 100);

    [Fact]
    public void Offsets_reach_every_place_where_both_grids_fit_and_no_other()
    {
        var random = new SeededRandom(1);
        ArcPair pair = new(new ArcGrid(28, 3, new byte[84]), new ArcGrid(2, 29, new byte[58]));
        var found = new HashSet<ArcOffset>();
        for (int i = 0; i < 200; i++)
        {
            found.Add(ArcEncoding.DrawOffset(pair, ref random));
        }

        Assert.Equal(6, found.Count);
        Assert.All(found, offset => Assert.True(offset is { Row: >= 0 and <= 2, Column: >= 0 and <= 1 }));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ArcEncoding.Encode(ArcGrid.Parse("12"), new ArcOffset(0, 29)));
        Assert.Throws<ArgumentOutOfRangeException>(() => ArcEncoding.Encode(ArcGrid.Parse("12"), new ArcOffset(-1, 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => ArcEncoding.Decode(new int[900], new ArcOffset(30, 0)));
        Assert.Throws<ArgumentException>(() => ArcEncoding.Decode(new int[899]));
    }
}
