using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Custom;
using TinyRecursion.Training.Workflows;

// Latin squares with holes, 2,000 to learn from and 200 further ones: the instances say what they are, by cells, groups and labels.
CustomInstance[] squares = [.. Enumerable.Range(0, 2200).Select(number => LatinSquares.Generate(seed: 1, (ulong)number, side: 4))];
var task = new CustomTask();
var plan = task.Plan(squares[200..]);
TrainingResult trained = TrainingRun.Run(plan with { Options = plan.Options with { Updates = 400 } }, new TrainingRunOptions());
using var solver = task.Open(trained.Model);
Console.WriteLine($"{Evaluation.Run(solver, squares[..200]).Solved} of 200 further Latin squares solved by {solver.Description}");
