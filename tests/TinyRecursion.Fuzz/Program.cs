using System.CommandLine;
using System.Diagnostics;
using TinyRecursion.Fuzz;

var minutes = new Option<double>("--minutes") { Description = "How long, shared among the readers.", DefaultValueFactory = _ => 1 };
var count = new Option<int>("--count") { Description = "Files for each reader, instead of a time." };
var seed = new Option<int>("--seed") { Description = "The seed: the same one makes the same files.", DefaultValueFactory = _ => 1 };
var only = new Option<string[]>("--only") { Description = "Names of readers. Default: all.", AllowMultipleArgumentsPerToken = true };
var findings = new Option<string>("--out") { Description = "Folder for files that were not taken as they should be.", DefaultValueFactory = _ => "findings" };
var child = new Option<string?>("--child") { Hidden = true };
var files = new Option<string?>("--files") { Hidden = true };
var root = new RootCommand("Attack every reader of trm with changed files.\n\nExample, a night: dotnet run -c Release --project tests/TinyRecursion.Fuzz -- --minutes 480")
{
    minutes, count, seed, only, findings, child, files,
};
root.SetAction(async parse =>
{
    string folder = Directory.CreateTempSubdirectory("fuzz").FullName;
    try
    {
        using TextWriter output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
        var targets = new FuzzTargets(Repository(), folder);
        var fuzzer = new Fuzzer(parse.GetValue(seed), folder);
        if (parse.GetValue(child) is { } name)
        {
            await FuzzChild.Be(fuzzer, await targets.Make(name), parse.GetValue(files)!.Split(',').Select(int.Parse), output);
            return 0;
        }

        string[] names = parse.GetValue(only) is { Length: > 0 } named ? named : [.. targets.Names];
        int each = parse.GetValue(count) is > 0 and int asked ? asked : 100, found = 0, tried = 0;
        var watch = Stopwatch.StartNew();
        for (int first = 0; first == 0 || (parse.GetValue(count) == 0 && watch.Elapsed.TotalMinutes < parse.GetValue(minutes)); first += each)
        {
            foreach (string one in names)
            {
                FuzzTarget target = await targets.Make(one);
                foreach (Finding finding in await fuzzer.Attack(target, first, each))
                {
                    Directory.CreateDirectory(parse.GetValue(findings)!);
                    string path = Path.Combine(parse.GetValue(findings)!, $"{finding.Target}-{finding.Number}-{target.FileName}");
                    await File.WriteAllBytesAsync(path, finding.File);
                    await output.WriteLineAsync($"{path}: {finding.What.Trim()}");
                    found++;
                }

                tried += each;
            }

            await output.WriteLineAsync($"{tried:n0} files, {found} findings, {watch.Elapsed.TotalMinutes:f1} min");
        }

        return found == 0 ? 0 : 1;
    }
    finally
    {
        Directory.Delete(folder, recursive: true);
    }
});
return await root.Parse(args).InvokeAsync();

// The folder with the solution, above the program.
static string Repository()
{
    string? folder = AppContext.BaseDirectory;
    while (folder is not null && !File.Exists(Path.Combine(folder, "TinyRecursion.slnx")))
    {
        folder = Path.GetDirectoryName(folder);
    }

    return folder ?? throw new InvalidOperationException("The program does not lie inside the repository.");
}
