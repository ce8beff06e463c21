using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Custom;
using TinyRecursion.Training.Compression;

namespace TinyRecursion.Run.Tests;

/// <summary>Models that run in integers, written to a folder of their own: shipped ones, and one of a task that is described by data.</summary>
public sealed class IntegerModels : IDisposable
{
    private const int Squares = 6;
    private readonly string _folder = Directory.CreateTempSubdirectory("integer-models").FullName;

    /// <summary>The model of a task, calibrated on a few of its samples.</summary>
    public string PathOf(string task, string samples)
    {
        string path = Path.Combine(_folder, task + ".safetensors");
        if (!File.Exists(path))
        {
            Write(path, Model.Load(TrmRun.InRepository($"models/{task}.safetensors")), TrmRun.InRepository(samples));
        }

        return path;
    }

    /// <summary>A model of Latin squares with weights drawn at random, and a file of such squares.</summary>
    public (string Model, string File) Custom()
    {
        string model = Path.Combine(_folder, "custom.safetensors"), file = Path.Combine(_folder, "squares.jsonl");
        if (!File.Exists(model))
        {
            CustomInstance[] squares = [.. Enumerable.Range(0, Squares).Select(i => LatinSquares.Generate(3, (ulong)i, side: 4))];
            File.WriteAllLines(file, squares.Select(CustomFile.ToLine));
            RuleGraph graph = CustomShape.Of([.. squares.Select(square => new SourcedInstance(square, file))]).ToRule(stateWidth: 16, messageWidth: 16, hiddenWidth: 16);
            var random = new SeededRandom(5);
            float[] parameters = [.. Enumerable.Range(0, graph.ParameterCount).Select(_ => 0.5f * random.NextGaussian())];
            Write(model, new Model("custom", graph, parameters, new Dictionary<string, string>()), file);
        }

        return (model, file);
    }

    /// <summary>The instances of a file as the rule of a model sees them.</summary>
    internal static List<Problem> Problems(Model model, string file)
    {
        TaskDefinition task = RunTasks.Find(model.Task, file);
        return [.. task.ReadFiles([file], Settings.Default).Select(one => task.Encode(one.Instance, one.Source, model))];
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Write(string path, Model model, string samples)
    {
        List<Problem> problems = [.. Problems(model, samples).Where(problem => problem.Cells > 0).Take(4)];
        Calibration calibration = Calibration.Collect(model.Graph, model.Parameters, problems, steps: 16);
        new Model(model.Task, model.Graph, Quantiser.Quantise(model.Graph, model.Parameters.Span, calibration), model.Card).Save(path);
    }
}
