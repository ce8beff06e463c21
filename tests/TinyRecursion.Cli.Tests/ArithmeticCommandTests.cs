using System.Numerics;
using System.Text.Json;
using TinyRecursion.Models;
using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary><c>trm calc</c>, <c>prove</c> and <c>check</c>, and training, measuring and making arithmetic.</summary>
public class ArithmeticCommandTests
{
    private static readonly string Shipped = Path.Combine(Trm.Root, "models", "arithmetic.safetensors");

    [Theory]
    [InlineData("121932631112635269", "123456789 * 987654321")]
    [InlineData("-29", "-5 + 3*(2-10)")]
    [InlineData("15", "12", "+", "3")]
    [InlineData("0", "0 * -4")]
    public async Task Calc_prints_the_number_alone_on_the_last_line(string number, params string[] expression)
    {
        Trm.Outcome outcome = await Trm.Run(["calc", .. expression]);

        Assert.Equal((0, number + "\n", string.Empty), (outcome.ExitCode, outcome.Output, outcome.Error));
    }

    [Fact]
    public async Task Calc_reads_ten_thousand_digits_from_standard_input_and_writes_one_object()
    {
        BigInteger left = BigInteger.Pow(7, 11_800), right = BigInteger.Pow(3, 20_900);
        Trm.Outcome plain = await Trm.RunWithInput($"{left} + {right}\n", "calc", "-");
        Trm.Outcome code = await Trm.RunWithInput($"{left} - {right}", "calc", "-", "--rules", "algorithmic", "--json");

        Assert.Equal((0, $"{left + right}\n"), (plain.ExitCode, plain.Output));
        JsonElement json = code.Json();
        Assert.Equal((left - right).ToString(), json.GetProperty("value").GetString());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("model").ValueKind);
        Assert.Equal("solved", json.GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("12a + 3", "column 3: expected an operation (+ - *) or the end, found 'a'")]
    [InlineData("", "column 1: expected a number, found the end")]
    [InlineData("3 *", "column 4: expected a number, found the end")]
    public async Task A_stray_character_is_one_line_and_exit_code_2(string expression, string problem)
    {
        Trm.Outcome outcome = await Trm.Run("calc", expression);

        Assert.Equal((2, string.Empty), (outcome.ExitCode, outcome.Output));
        Assert.Contains(problem, outcome.Error, StringComparison.Ordinal);
        Assert.Single(outcome.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task The_shipped_rule_is_proved_and_its_certificate_checked()
    {
        string certificate = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            Trm.Outcome proved = await Trm.Run("prove", "arithmetic", "--out", certificate);
            Trm.Outcome held = await Trm.Run("check", certificate);
            Trm.Outcome json = await Trm.Run("check", certificate, "--json");
            string text = await File.ReadAllTextAsync(certificate);
            await File.WriteAllTextAsync(certificate, text.Replace("\"pointsChecked\": 20000", "\"pointsChecked\": 20001", StringComparison.Ordinal));
            Trm.Outcome lied = await Trm.Run("check", certificate);
            await File.WriteAllTextAsync(certificate, text[..(text.Length / 2)]);
            Trm.Outcome cut = await Trm.Run("check", certificate);

            Assert.Equal(0, proved.ExitCode);
            foreach (string said in (string[])["theorem arithmetic: For all natural numbers x and y", "20,000 points", "points checked: 20,000", "proved\n"])
            {
                Assert.Contains(said, proved.Output, StringComparison.Ordinal);
            }

            Assert.Equal(0, held.ExitCode);
            Assert.Contains("takes for granted: the induction", held.Output, StringComparison.Ordinal);
            Assert.EndsWith("holds\n", held.Output, StringComparison.Ordinal);
            using JsonDocument parsed = JsonDocument.Parse(json.Output);
            Assert.True(parsed.RootElement.GetProperty("holds").GetBoolean());
            Assert.Equal(1, lied.ExitCode);
            Assert.Contains("does not hold: field 'pointsChecked'", lied.Output, StringComparison.Ordinal);
            Assert.Equal((2, string.Empty), (cut.ExitCode, cut.Output));
            Assert.Single(cut.Error.TrimEnd().Split('\n'));
        }
        finally
        {
            File.Delete(certificate);
        }
    }

    [Fact]
    public async Task The_radius_of_the_shipped_rule_is_said()
    {
        Trm.Outcome said = await Trm.Run("prove", "arithmetic", "--radius", "--perturbations", "4");
        Trm.Outcome json = await Trm.Run("prove", "arithmetic", "--radius", "--perturbations", "4", "--json");
        Trm.Outcome lonely = await Trm.Run("prove", "arithmetic", "--perturbations", "4");

        Assert.Equal(0, said.ExitCode);
        Assert.Contains("radius: with every weight off by at most 0.00089", said.Output, StringComparison.Ordinal);
        Assert.Contains("random changes within the radius: 4,", said.Output, StringComparison.Ordinal);
        using JsonDocument parsed = JsonDocument.Parse(json.Output);
        JsonElement radius = parsed.RootElement.GetProperty("radius");
        Assert.InRange(radius.GetProperty("breaking").GetDouble(), radius.GetProperty("certified").GetDouble(), 0.0009);
        Assert.Equal(0, radius.GetProperty("changed").GetInt32());
        Assert.Equal((2, string.Empty), (lonely.ExitCode, lonely.Output));
    }

    [Fact]
    public async Task A_rule_with_one_wrong_weight_is_refused_with_the_counterexample_and_calc_says_that_it_is_wrong()
    {
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), certificate = file + ".json";
        try
        {
            var model = Model.Load(Shipped);
            float[] parameters = model.Parameters.ToArray();
            parameters[model.Graph.Weights.Single(weight => weight.Name == "digit.bias").Offset + 6] += 60f;
            new Model(model.Task, model.Graph, parameters, model.Card).Save(file);

            Trm.Outcome refused = await Trm.Run("prove", "arithmetic", "--model", file, "--out", certificate);
            Trm.Outcome json = await Trm.Run("prove", "arithmetic", "--model", file, "--json");
            Trm.Outcome wrong = await Trm.Run("calc", "1 + 1", "--model", file);

            Assert.Equal(1, refused.ExitCode);
            Assert.Contains("counterexample: part = digit, a = 0, b = 0, s = 0, c = 0: expected 0, the rule gives 7", refused.Output, StringComparison.Ordinal);
            Assert.False(File.Exists(certificate));
            using JsonDocument parsed = JsonDocument.Parse(json.Output);
            Assert.False(parsed.RootElement.GetProperty("proved").GetBoolean());
            Assert.Equal("7", parsed.RootElement.GetProperty("counterexample").GetProperty("got").GetString());
            Assert.Equal(1, wrong.ExitCode);
            Assert.Contains("wrong: the library's own integers give another number", wrong.Error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Models_and_files_of_another_kind_are_exit_code_2()
    {
        foreach (string[] arguments in (string[][])
        [
            ["prove", "arithmetic", "--model", "models/sudoku.safetensors"],
            ["calc", "1 + 1", "--model", "models/sudoku.safetensors"],
            ["check", "models/arithmetic.safetensors"],
            ["check", "no such file"],
            ["eval", "arithmetic", "no such file"],
        ])
        {
            Trm.Outcome outcome = await Trm.Run(arguments);

            Assert.Equal((2, string.Empty), (outcome.ExitCode, outcome.Output));
            Assert.Single(outcome.Error.TrimEnd().Split('\n'));
        }
    }

    [Fact]
    public async Task Generated_expressions_come_out_right()
    {
        Trm.Outcome made = await Trm.Run("generate", "arithmetic", "--digits", "60", "--count", "7", "--operation", "subtract", "--seed", "3");
        Trm.Outcome measured = await Trm.RunWithInput(made.Output + "1 + 1 = 3\n", "eval", "arithmetic", "-", "--json", "--at-least", "1");

        Assert.Equal(0, measured.ExitCode);
        Assert.Equal((8, 1, 7.0 / 8), (measured.Metric("instanceCount"), measured.Metric("solvedShare"), measured.Metric("exactShare")));
        Assert.True(measured.Metric("stepsMax") >= measured.Metric("stepsMean"));
    }

    [Fact]
    public async Task Training_ends_with_the_same_bytes_and_says_what_is_still_wrong()
    {
        string first = Path.GetTempFileName(), second = Path.GetTempFileName();
        try
        {
            string[] few = ["train", "arithmetic", "--updates", "40", "--batch", "64", "--hidden", "16", "--every", "20", "--out"];
            Trm.Outcome one = await Trm.Run([.. few, first, "--threads", "1", "--json"]);
            Trm.Outcome two = await Trm.Run([.. few, second, "--threads", "2"]);

            Assert.Equal((1, 1), (one.ExitCode, two.ExitCode));
            Assert.Equal(await File.ReadAllBytesAsync(first), await File.ReadAllBytesAsync(second));
            using JsonDocument json = JsonDocument.Parse(one.Output);
            Assert.Equal(20_000, json.RootElement.GetProperty("pointCount").GetInt32());
            Assert.True(json.RootElement.GetProperty("wrongCount").GetInt32() > 0);
            Assert.Equal(1, (await Trm.Run("prove", "arithmetic", "--model", first)).ExitCode);
        }
        finally
        {
            File.Delete(first);
            File.Delete(second);
        }
    }
}
