using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Training;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Common;
using TinyRecursion.Training.Supervision;

namespace TinyRecursion.Cli.Compression;

/// <summary>What compression needs to know of a task: problems to calibrate on, examples to train on, and how answers are measured.</summary>
internal abstract class CompressionTask
{
    private ITrainingSource? _source;

    /// <summary>How its rules are trained, where nothing else is said; null for rules that are trained in another way.</summary>
    public virtual TrainingOptions? Training => null;

    /// <summary>The task of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">Files of instances that are looked at and learned from.</param>
    /// <param name="test">File of instances to measure answers on, or null.</param>
    /// <exception cref="InputException">Models of its task cannot be compressed.</exception>
    public static CompressionTask Of(Model model, string[] data, string? test) => model.Task switch
    {
        "sudoku" => new SudokuCompression(data, test),
        "maze" => new MazeCompression(data, test),
        "graphs" => new GraphCompression(data, test),
        "sat" => new SatisfiabilityCompression(data, test),
        "tiles" => new TilesCompression(data, test),
        "arithmetic" => new ArithmeticCompression(),
        _ => throw new InputException(
            $"models of task '{model.Task}' cannot be compressed, those of sudoku, maze, graphs, sat, tiles and arithmetic can"),
    };

    /// <summary>Instances as the rule sees them, to calibrate on.</summary>
    /// <param name="limit">Most instances.</param>
    /// <exception cref="InputException">There is none.</exception>
    public List<Problem> Problems(int limit)
    {
        List<Problem> read = [.. Read(limit)];
        // An instance that is solved before the first step has no cells.
        List<Problem> problems = [.. read.Where(problem => problem.Cells > 0).Take(limit)];
        return problems.Count > 0 ? problems : throw new InputException(
            read.Count == 0 ? "there is no instance to calibrate on: give a file that holds some with --data" : $"--data: of {read.Count} instances none leaves the rule anything to do: give harder ones");
    }

    /// <summary>Examples to train on; they are read once.</summary>
    /// <exception cref="InputException">The data does not say what is right.</exception>
    public ITrainingSource Source => _source ??= OpenSource();

    /// <summary>What training works towards.</summary>
    /// <param name="graph">The rule.</param>
    public virtual ITrainingGoal Goal(RuleGraph graph) => throw new NotSupportedException();

    /// <summary>The rule as it learns, which may read out more than the one that runs.</summary>
    public virtual (RuleGraph Graph, float[] Parameters) Learner(RuleGraph graph, float[] parameters) => (graph, parameters);

    /// <summary>Takes the parameters of the rule that runs out of those of <see cref="Learner"/>.</summary>
    public virtual float[] OfLearner(RuleGraph graph, float[] parameters) => parameters;

    /// <summary>Answers the instances that were given to be measured on.</summary>
    /// <param name="model">The model.</param>
    /// <param name="threads">Instances at once.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>How well it did, or null where no instances were given.</returns>
    public abstract AnswerQuality? Measure(Model model, int threads, CancellationToken cancellation);

    /// <summary>Reads instances, more than the limit perhaps.</summary>
    protected abstract IEnumerable<Problem> Read(int limit);

    /// <summary>Opens the examples to train on.</summary>
    protected virtual ITrainingSource OpenSource() => throw new NotSupportedException();

    /// <summary>Reads the instances of files in the format of a task.</summary>
    /// <param name="task">One of <see cref="InstanceProblems.Tasks"/>.</param>
    /// <param name="files">The files.</param>
    /// <param name="limit">Most instances of each.</param>
    protected static IEnumerable<Problem> Read(string task, string[] files, int limit) => files.SelectMany(
        file => InputText.Read(file, limit, (reader, name) => InstanceProblems.Read(task, reader, name))).Select(instance => instance.Problem);
}
