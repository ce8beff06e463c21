using System.CommandLine;
using TinyRecursion.Scaling;

var root = new RootCommand("Measures rules at sizes that they were never trained on, and draws accuracy against size and steps.")
{
    Create("maze", "maze", "The maze rule that was learned end to end.", 100, (model, count, seed, threads) => new MazeScaling(model, count, seed, threads)),
    Create("graph", "graphs", "The rule of shortest paths in graphs.", 20, (model, count, seed, threads) => new GraphScaling(model, count, seed, threads)),
};
return root.Parse(args).Invoke();

static Command Create(string name, string shipped, string description, int defaultCount, Func<string, int, ulong, int, IScaling> create)
{
    var model = new Option<FileInfo>("--model") { Description = "The model.", DefaultValueFactory = _ => new FileInfo(Path.Combine("models", $"{shipped}.safetensors")) };
    var count = new Option<int>("--count") { Description = "Instances of each size.", DefaultValueFactory = _ => defaultCount };
    var seed = new Option<ulong>("--seed") { Description = "Seed of the instances.", DefaultValueFactory = _ => 2 };
    var largest = new Option<int>("--largest") { Description = "The largest size.", DefaultValueFactory = _ => int.MaxValue };
    var threads = new Option<int>("--threads") { Description = "Instances at once.", DefaultValueFactory = _ => Environment.ProcessorCount };
    var output = new Option<string>("--out") { Description = "Folder to write to.", DefaultValueFactory = _ => Path.Combine("docs", "results") };
    foreach (Option<int> number in (Option<int>[])[count, largest, threads])
    {
        number.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError($"{number.Name} must be at least 1.");
            }
        });
    }

    var command = new Command(name, description) { model, count, seed, largest, threads, output };
    command.SetAction(parsed =>
    {
        if (!parsed.GetValue(model)!.Exists)
        {
            Console.Error.WriteLine($"{parsed.GetValue(model)!.FullName}: there is no such file");
            return 1;
        }

        IScaling task = create(
            parsed.GetValue(model)!.FullName, parsed.GetValue(count), parsed.GetValue(seed), parsed.GetValue(threads));
        var points = new List<SizePoint>();
        foreach (int size in task.Sizes.Where(size => size <= parsed.GetValue(largest)))
        {
            SizePoint point = task.Measure(size);
            points.Add(point);
            Console.Out.WriteLine($"{task.SizeLabel} {size}: {point.Accuracy:p2} of {point.Answers}, on the first start {point.AtOnce:p2}");
        }

        foreach (string path in ScalingReport.Write(parsed.GetValue(output)!, task, points))
        {
            Console.Error.WriteLine($"wrote {path}");
        }

        return 0;
    });
    return command;
}
