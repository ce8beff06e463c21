using System.CommandLine;
using TinyRecursion.TorchComparison;
using TorchSharp;

var steps = new Option<int>("--steps") { Description = "Steps per segment.", DefaultValueFactory = _ => 28 };
var batch = new Option<int>("--batch") { Description = "Boards per batch.", DefaultValueFactory = _ => 32 };
var threads = new Option<int>("--threads") { Description = "Threads of either side.", DefaultValueFactory = _ => 2 };
var rounds = new Option<int>("--rounds") { Description = "Measurements of either side.", DefaultValueFactory = _ => 5 };
var seed = new Option<int>("--seed") { Description = "Of everything random.", DefaultValueFactory = _ => 1 };
var puzzles = new Option<string>("--puzzles")
{
    Description = "9×9 puzzles with solutions; samples/sudoku/hard.txt if left out.",
    DefaultValueFactory = _ => Path.Combine(AppContext.BaseDirectory, "hard.txt"),
};
var json = new Option<bool>("--json") { Description = "Print one JSON object." };
foreach (Option<int> count in (Option<int>[])[steps, batch, threads, rounds])
{
    count.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() < 1)
        {
            result.AddError($"{count.Name} must be at least 1.");
        }
    });
}

var root = new RootCommand("Compares training segments of the relational rule in TinyRecursion and in TorchSharp.")
{
    steps, batch, threads, rounds, seed, puzzles, json,
};
root.SetAction(parsed =>
{
    var options = new ComparisonOptions(
        parsed.GetValue(steps), parsed.GetValue(batch), parsed.GetValue(threads), parsed.GetValue(rounds),
        (ulong)parsed.GetValue(seed));
    torch.set_num_threads(options.Threads);
    var comparison = new Comparison(options);
    ComparisonResult[] results =
    [
        comparison.Run("same dense boards", Batches.Full(options.Batch, options.Seed)),
        comparison.Run("hard puzzles, each its best", Batches.FromFile(parsed.GetValue(puzzles)!, options.Batch)),
    ];
    Console.WriteLine(parsed.GetValue(json) ? Report.Json(options, results) : Report.Table(options, results));
});
root.Add(ForwardCommand.Create());
return root.Parse(args).Invoke();
