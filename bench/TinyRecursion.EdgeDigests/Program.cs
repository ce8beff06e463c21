// Prints what an exported program prints with --digest, worked out here: EdgeDigests MODEL STEPS < FILE
using System.Globalization;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Tasks.Common;

if (args.Length != 2 || !int.TryParse(args[1], CultureInfo.InvariantCulture, out int steps))
{
    Console.Error.WriteLine("usage: EdgeDigests MODEL STEPS < FILE");
    return 2;
}

Model model = Model.Load(args[0]);
if (model.Quantised is not { } constants)
{
    Console.Error.WriteLine($"{args[0]}: runs in floating point");
    return 2;
}

var rule = new IntegerRule(model.Graph, constants);
foreach ((_, Problem problem) in InstanceProblems.Read(model.Task, Console.In, "input"))
{
    Console.Out.WriteLine(IntegerDigest.Of(rule, problem, steps).ToString("x16", CultureInfo.InvariantCulture));
}

return 0;
