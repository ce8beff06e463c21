using System.Diagnostics;
using TinyRecursion.Learning;
using TinyRecursion.Tasks.Custom;
using TinyRecursion.Training.Workflows;

// Trains the rule of samples/CustomTask twice on one core, once to warm up, and prints the updates a second of the second time.
const int Updates = 150;
var squares = Enumerable.Range(0, 500).Select(number => LatinSquares.Generate(seed: 1, (ulong)number, side: 4)).ToArray();
TrainingPlan plan = new CustomTask().Plan(squares);
double seconds = 0;
for (int run = 0; run < 2; run++)
{
    var watch = Stopwatch.StartNew();
    TrainingRun.Run(plan with { Options = plan.Options with { Updates = Updates, Threads = 1 } }, new TrainingRunOptions());
    seconds = watch.Elapsed.TotalSeconds;
}

Console.WriteLine(FormattableString.Invariant($"{Updates / seconds:f1}"));
