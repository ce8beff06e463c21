using TinyRecursion.Learning;
using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Custom;
using TinyRecursion.Training.Workflows;

// Latin squares with holes, 2,000 to learn from and 200 further ones. What they are, the instances say: cells, rows and columns as groups
// that must be distinct, the symbols that are given, and the completion as labels.
var squares = Enumerable.Range(0, 2200).Select(number => LatinSquares.Generate(seed: 1, (ulong)number, side: 4)).ToArray();
var task = new CustomTask();

TrainingPlan plan = task.Plan(squares[200..]);
TrainingResult trained = TrainingRun.Run(plan with { Options = plan.Options with { Updates = 400 } }, new TrainingRunOptions());

using var solver = task.Open(trained.Model);
Evaluation evaluation = Evaluation.Run(solver, squares[..200], Environment.ProcessorCount);
Console.WriteLine($"{evaluation.Solved} of 200 further Latin squares solved by {solver.Description}");
