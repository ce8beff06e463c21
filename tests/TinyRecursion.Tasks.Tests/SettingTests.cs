using System.Globalization;
using Xunit;

namespace TinyRecursion.Tasks.Tests;

/// <summary>Settings read and check values the same in every culture.</summary>
public sealed class SettingTests
{
    private enum Side
    {
        Left,
        Right,
    }

    private static readonly Setting<int> Whole = Setting.Whole("whole", 5, 2, 9, "A number.");
    private static readonly Setting<float> Real = Setting.Real("real-one", 0.5f, 0f, 10f, "A number.");
    private static readonly Setting<Side> Choice = Setting.Choice("side", "The side", (Side.Left, "left", "one"), (Side.Right, "right", "other"));

    [Theory]
    [InlineData(",", ".")]
    [InlineData(".", ",")]
    [InlineData(",", "\u00a0")]
    public void Numbers_are_read_without_thousands_separators_in_every_culture(string point, string group)
    {
        // Cultures have no data in a process that is invariant, but their symbols can be set.
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NumberGroupSeparator) = (point, group);
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            Assert.Equal(0.005f, Settings.Default.WithText(Real, ["0.005"]).Get(Real));
            Assert.Throws<SettingException>(() => Settings.Default.WithText(Real, ["0,005"]));
            Assert.Throws<SettingException>(() => Settings.Default.WithText(Whole, ["1,0"]));
            Assert.Equal("0.5", Real.DefaultText);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("1")]
    [InlineData("10")]
    [InlineData("")]
    [InlineData("5.0")]
    [InlineData("99999999999")]
    public void A_value_out_of_range_is_refused_with_the_range(string text)
    {
        var error = Assert.Throws<SettingException>(() => Settings.Default.WithText(Whole, [text]));
        Assert.Equal($"--whole must be 2 to 9, not {text}", error.Message);
    }

    [Fact]
    public void Values_given_in_code_are_checked_too()
    {
        Assert.Throws<SettingException>(() => Settings.Default.With(Whole, 10));
        Assert.Throws<SettingException>(() => Settings.Default.With(Real, float.NaN));
        Assert.Throws<SettingException>(() => Settings.Default.With(StandardSettings.Message(32), 20));
        Assert.Equal(7, Settings.Default.With(Whole, 7).Get(Whole));
        Assert.Equal(5, Settings.Default.Get(Whole));
    }

    [Fact]
    public void A_choice_knows_its_names()
    {
        Assert.Equal(Side.Right, Settings.Default.WithText(Choice, ["right"]).Get(Choice));
        Assert.Equal("The side: left, one; right, other.", Choice.Help);
        var error = Assert.Throws<SettingException>(() => Settings.Default.WithText(Choice, ["up"]));
        Assert.Equal("--side must be one of left, right, not 'up'", error.Message);
    }

    [Fact]
    public void A_name_in_json_is_in_camel_case() => Assert.Equal("realOne", Real.JsonName);
}
