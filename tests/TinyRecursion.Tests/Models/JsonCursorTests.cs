using TinyRecursion.Models;
using Xunit;

namespace TinyRecursion.Tests.Models;

/// <summary>Limits of the JSON that files hold.</summary>
public sealed class JsonCursorTests
{
    [Fact]
    public void A_text_ends_at_its_limit()
    {
        Assert.Equal(3, Read("123", 3).Length);
        Assert.Equal("f: place: expected at most 2 characters, found 3", Refusal(() => Read("123", 2)));

        static string Read(string text, int limit) => JsonCursor.Read(text, limit, "f", "place", (ref JsonCursor cursor) => $"{cursor.Int(0)}");
    }

    [Fact]
    public void Values_within_each_other_end_at_their_limit()
    {
        Assert.True(Read(8));
        Assert.StartsWith("f: place: expected JSON, found an error in it: ", Refusal(() => Read(9)), StringComparison.Ordinal);

        static bool Read(int depth) => JsonCursor.Read(
            new string('[', depth) + new string(']', depth), 100, "f", "place", (ref JsonCursor cursor) =>
            {
                cursor.Skip();
                cursor.Finish();
                return true;
            });
    }

    [Theory]
    [InlineData("{\"a\":1,\"b\":2}", 2)]
    [InlineData("{\"a\":{\"x\":[1,{}]},\"b\":2}", 2)]
    public void A_value_of_any_kind_is_passed_over(string text, int expected) => Assert.Equal(
        expected,
        JsonCursor.Read(text, 100, "f", "place", (ref JsonCursor cursor) =>
        {
            cursor.StartObject();
            cursor.NextField();
            cursor.Skip();
            cursor.NextField();
            return cursor.Int(0);
        }));

    [Theory]
    [InlineData("1e999")]
    [InlineData("true")]
    public void A_number_is_finite(string text)
    {
        Assert.Equal($"f: place: expected a number, found {text}", Refusal(() => JsonCursor.Read(text, 9, "f", "place", (ref JsonCursor cursor) => cursor.Double())));
        Assert.Equal($"f: place: expected a number, found {text}", Refusal(() => JsonCursor.Read(text, 9, "f", "place", (ref JsonCursor cursor) => cursor.Real())));
    }

    [Fact]
    public void What_the_reader_says_of_long_words_is_cut_in_the_middle()
    {
        string whole = new string('a', 40) + new string('b', 120);

        Assert.EndsWith(": " + whole, Message(whole), StringComparison.Ordinal);
        Assert.EndsWith(
            $"found an error in it: {new string('a', 40)}…{new string('b', 120)}", Message($"{whole[..40]}cut{whole[40..]}"), StringComparison.Ordinal);

        static string Message(string text) => JsonCursor.Malformed("f", "place", new FormatException(text)).Message;
    }

    private static string Refusal(Func<object> read) => Assert.Throws<ModelFormatException>(read).Message;
}
