using System.CommandLine;
using System.Text.Json;
using TinyRecursion.IntegerComparison;

var models = new Option<DirectoryInfo>("--models") { Description = "Folder of the shipped models.", DefaultValueFactory = _ => new DirectoryInfo("models") };
var count = new Option<int>("--count") { Description = "Instances of each task.", DefaultValueFactory = _ => 40 };
var rounds = new Option<int>("--rounds") { Description = "Times that both sides take their turn; the best counts.", DefaultValueFactory = _ => 5 };
var json = new Option<bool>("--json") { Description = "Print one JSON object." };
foreach (Option<int> number in (Option<int>[])[count, rounds])
{
    number.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() < 1)
        {
            result.AddError($"{number.Name} must be at least 1.");
        }
    });
}

var root = new RootCommand("Compares shipped rules in integers (int8 weights, made here) with the same rules in floating point, end to end, on one core, by turns.")
{
    models, count, rounds, json,
};
root.SetAction(parse =>
{
    string folder = parse.GetValue(models)!.FullName;
    if (!Directory.Exists(folder))
    {
        Console.Error.WriteLine($"{folder}: there is no such folder");
        return 1;
    }

    var results = ComparedTask.All.Select(task => Comparison.Run(task, folder, parse.GetValue(count), parse.GetValue(rounds))).ToList();
    if (parse.GetValue(json))
    {
        Console.Out.WriteLine(JsonSerializer.Serialize(results, new JsonSerializerOptions { WriteIndented = true }));
        return 0;
    }

    Console.Out.WriteLine($"{"task",-8}{"float",14}{"integers",14}{"ratio",8}   {"one step alone",16}   solved");
    foreach (ComparisonResult result in results)
    {
        Console.Out.WriteLine(
            $"{result.Task,-8}{result.FloatMicroseconds,9:f1} µs   {result.IntegerMicroseconds,8:f1} µs   {result.Ratio,5:f2}   {result.StepRatio,13:f2}      {result.FloatSolved} / {result.IntegerSolved} of {result.Instances}");
    }

    Console.Out.WriteLine("Time per step of whole answers: encoding, steps, reading out and checking after each, on one core.");
    return 0;
});

var audit = new Command("audit", "Compares the fast audit with a plain replay of the same runs, 64 of each rule, on one core, by turns.") { models, rounds, json };
audit.SetAction(parse =>
{
    if (parse.GetValue(json))
    {
        Console.Out.WriteLine(JsonSerializer.Serialize(
            AuditComparison.All(parse.GetValue(models)!.FullName, parse.GetValue(rounds)).ToList(), new JsonSerializerOptions { WriteIndented = true }));
        return 0;
    }

    Console.Out.WriteLine($"{"rule",-15}{"width",6}{"steps",7}{"replay",12}{"recording",11}{"fast audit",12}{"public",9}{"receipt",10}{"bytes a step",14}");
    foreach (AuditResult result in AuditComparison.All(parse.GetValue(models)!.FullName, parse.GetValue(rounds)))
    {
        Console.Out.WriteLine(
            $"{result.Rule,-15}{result.Width,6}{result.Steps,7}{1e6 * result.Replay / result.Steps,9:f1} µs{result.Record / result.Replay,10:p0}{result.Fast / result.Replay,12:p1}{result.Public / result.Replay,9:p0}{result.Receipt / result.Replay,10:p1}{result.Bytes / result.Steps,14:n0}");
    }

    Console.Out.WriteLine("Replay: time per step. The others in per cent of it: runs that write evidence, the fast audit with a secret challenge and with a public one, and runs that write a receipt.");
    return 0;
});
root.Subcommands.Add(audit);
return root.Parse(args).Invoke();
