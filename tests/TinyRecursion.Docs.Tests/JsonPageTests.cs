using System.Text.Json;
using TinyRecursion.Cli.Tests;
using TinyRecursion.Tasks.Standard;
using Xunit;

namespace TinyRecursion.Docs.Tests;

/// <summary>Every key that a command prints stands in <c>docs/json.md</c>.</summary>
public class JsonPageTests
{
    /// <summary>Objects whose keys are those of something else: options, training cards, published configs.</summary>
    private static readonly string[] Open = ["settings", "card", "config"];

    [Theory]
    [InlineData("solve sudoku samples/sudoku/hard.txt --limit 1")]
    [InlineData("solve sudoku samples/sudoku/hard.txt --limit 1 --max-steps 1")]
    [InlineData("solve sudoku samples/sudoku/hard.txt --limit 1 --search")]
    [InlineData("solve maze samples/maze/small.txt")]
    [InlineData("solve sat samples/sat/random50.txt --limit 1")]
    [InlineData("solve sat samples/sat/unsatisfiable.cnf --search --rules algorithmic")]
    [InlineData("solve graphs samples/graphs/roads.txt --max-steps 2")]
    [InlineData("solve graphs samples/graphs/roads.txt --rules algorithmic")]
    [InlineData("solve tiles samples/tiles/fifteen.txt --limit 1 --rules algorithmic --beam 50")]
    [InlineData("solve tiles samples/tiles/fifteen.txt --limit 1 --rules algorithmic --max-nodes 1")]
    [InlineData("eval maze samples/maze/small.txt --rules algorithmic")]
    [InlineData("show sudoku samples/sudoku/hard.txt --limit 1")]
    [InlineData("show maze samples/maze/small.txt")]
    [InlineData("show sat samples/sat/random50.txt --limit 1")]
    [InlineData("show graphs samples/graphs/roads.txt")]
    [InlineData("show tiles samples/tiles/fifteen.txt --limit 1")]
    [InlineData("show arc tests/TinyRecursion.Tasks.Tests/fixtures/arc/lines.jsonl")]
    [InlineData("generate arithmetic --count 1")]
    [InlineData("generate custom latin --count 1")]
    [InlineData("calc 1+2")]
    [InlineData("prove arithmetic")]
    [InlineData("info models/sudoku.safetensors")]
    [InlineData("compare sudoku sudoku --data samples/sudoku/hard.txt --limit 2")]
    [InlineData("list")]
    [InlineData("models")]
    [InlineData("doctor")]
    [InlineData("measure docs/run.md sudoku4")]
    public async Task Every_key_is_documented(string command)
    {
        IEnumerable<string> words = command.Split(' ').Select(word => Path.Combine(Repository.Root, word) is var path && File.Exists(path) ? path : word);
        (int code, string output, string error) = await CapturedConsole.Run(string.Empty, () => Cli.Trm.RunAsync([.. words, "--json"], StandardTasks.All));
        Assert.True(code is 0 or 1, error);
        using var document = JsonDocument.Parse(output);
        string page = Repository.Read("docs/json.md");
        Assert.All(Keys(document.RootElement).Distinct(), key => Assert.Contains($"`{key}`", page, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Keys(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(field => Open.Contains(field.Name) ? [field.Name] : Keys(field.Value).Prepend(field.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Keys),
        _ => [],
    };
}
