using System.Text;
using System.Text.Json;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Tasks.Arithmetic;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Arithmetic;

/// <summary>The task as the verbs see it.</summary>
public class ArithmeticTaskTests
{
    private static readonly ArithmeticTask Task = new();

    private static readonly Model Shipped = Model.Load(Path.Combine(AppContext.BaseDirectory, "models", "arithmetic.safetensors"));

    private static readonly Settings PlainCode = Settings.Default.With(ArithmeticTask.Rules, RuleKind.Algorithmic);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_small_file_is_measured(bool learned)
    {
        SourcedInstance[] expressions = Read("1 + 1 = 3\n2 * 3 = 6\n7 - 9\n-(4 - 4)\n");
        using Solver solver = learned ? Task.Open(Shipped) : Task.Open(null, string.Empty, PlainCode);
        var evaluation = Evaluation.Run(solver, expressions, threads: 2);

        Assert.Equal(4, evaluation.Solved);
        Assert.Equal(0.5, evaluation[Metric.Exact]);
        Assert.Equal(["2", "6", "-2", "0"], evaluation.Answers.Cast<ArithmeticAnswer>().Select(answer => answer.Value.ToString()));
        Assert.Equal(learned, solver.Description.EndsWith(" parameters", StringComparison.Ordinal));
    }

    [Fact]
    public void The_held_out_expressions_come_out_right_and_are_always_the_same()
    {
        using Solver solver = Task.Open(Shipped);
        Assert.Equal(100, Evaluation.Run(solver, Task.HeldOut()).Solved);
        Assert.Equal(Task.HeldOut().Select(one => ((ArithmeticInstance)one.Instance).Text), Task.HeldOut().Select(one => ((ArithmeticInstance)one.Instance).Text));
        Assert.Equal([512 + 9, 512 + 9], Task.Calibration(2).Select(problem => problem.Cells));
    }

    [Fact]
    public void Answers_are_written_as_text_that_is_read_back_and_as_json()
    {
        using Solver<ArithmeticInstance, ArithmeticAnswer> solver = Task.Open(Shipped);
        ArithmeticAnswer answer = solver.Solve((ArithmeticInstance)Read("12*12 = 144")[0].Instance);
        ArithmeticAnswer wrong = answer with { IsRight = false, Value = DecimalNumber.Parse("7") };

        Assert.Equal("12*12 = 144\n", Text(answer));
        Assert.Equal("unsolved line 1: 12*12: the rule gives 7, the library's own integers another number\n", Text(wrong));
        Assert.Equal((true, false), (answer.IsAccepted, wrong.IsAccepted));
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            answer.WriteJson(json);
            json.WriteEndObject();
        }

        Assert.Equal("{\"expression\":\"12*12\",\"value\":\"144\",\"digits\":3,\"exact\":true}", Encoding.UTF8.GetString(buffer.ToArray()));
    }

    [Theory]
    [InlineData("digits", "0", "--digits must be 1 to 1000000, not 0")]
    [InlineData("operation", "divide", "--operation must be one of multiply, add, subtract, not 'divide'")]
    public void Settings_out_of_range_are_refused(string name, string value, string message)
    {
        Setting setting = Task.Generator.Settings.Single(one => one.Name == name);
        Assert.Equal(message, Assert.Throws<SettingException>(() => Settings.Default.WithText(setting, [value])).Message);
    }

    [Fact]
    public void Models_of_another_kind_and_models_beside_plain_code_are_refused()
    {
        Model maze = Model.Load(Path.Combine(AppContext.BaseDirectory, "models", "maze.safetensors"));
        Assert.StartsWith("m: ", Assert.Throws<ModelFormatException>(() => Task.Open(maze, "m", Settings.Default)).Message, StringComparison.Ordinal);
        Assert.Equal("m: --rules algorithmic takes no --model", Assert.Throws<SettingException>(() => Task.Open(Shipped, "m", PlainCode)).Message);
    }

    [Fact]
    public void Generated_lines_are_read_back_with_their_values()
    {
        Settings settings = Settings.Default.WithText(Task.Generator.Settings[0], ["30"]).WithText(Task.Generator.Settings[1], ["subtract"]);
        ArithmeticInstance[] made = [.. Enumerable.Range(0, 5).Select(i => (ArithmeticInstance)Task.Generator.Generate(3, (ulong)i, settings))];
        var text = new StringWriter();
        Task.Generator.Write(text, made, settings);
        ArithmeticInstance[] read = [.. Read(text.ToString()).Select(one => (ArithmeticInstance)one.Instance)];

        Assert.Equal(made.Select(one => (one.Text, one.Label)), read.Select(one => (one.Text, one.Label)));
        Assert.All(read, one => Assert.Equal(one.Expression.Expected(), one.Label!.ToBigInteger()));
    }

    [Theory]
    [InlineData("7", 0)]
    [InlineData("0 * 5", 0)]
    [InlineData("0 + 0", 0)]
    [InlineData("12 + 345 * 6", 2)]
    [InlineData("12 + 345", 9)]
    [InlineData("12 - 345", 10)]
    [InlineData("-12 - 345", 9)]
    [InlineData("(1 + 2) * (3 * 44)", 3)]
    public void The_wiring_of_the_first_operation_is_what_the_rule_sees(string text, int cells)
    {
        Problem problem = Task.Encode(Read(text)[0].Instance, "f", Shipped);
        Assert.Equal(cells, problem.Cells);
        Assert.Equal(DigitSpecification.FeatureColumns, problem.FeatureColumns);
    }

    private static SourcedInstance[] Read(string text) =>
        [.. Task.Read(new StringReader(text), "f", Settings.Default).Select(instance => new SourcedInstance(instance, "f"))];

    private static string Text(ArithmeticAnswer answer)
    {
        var text = new StringWriter();
        answer.WriteText(text);
        return text.ToString();
    }
}
