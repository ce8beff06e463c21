// Prints what an exported program prints with --digest, worked out here: EdgeDigests MODEL STEPS < FILE
using System.Globalization;
using TinyRecursion.Models;
using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Common;
using TinyRecursion.Tasks.Standard;

if (args.Length != 2 || !int.TryParse(args[1], CultureInfo.InvariantCulture, out int steps))
{
    Console.Error.WriteLine("usage: EdgeDigests MODEL STEPS < FILE");
    return 2;
}

Model model = Model.Load(args[0]);
TaskDefinition task = StandardTasks.All.Require(model.Task, args[0]);
var digest = new InstanceDigest(model, args[0], steps);
foreach (IInstance instance in task.Read(Console.In, "input", Settings.Default))
{
    Console.Out.WriteLine(digest.Of(task.Encode(instance, "input", model)));
}

return 0;
