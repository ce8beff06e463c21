using TinyRecursion.Models;
using TinyRecursion.Tasks.Common;
using TinyRecursion.Training.Compression;

namespace TinyRecursion.Run.Tests;

/// <summary>Shipped models as models that run in integers, written to a folder of their own.</summary>
public sealed class IntegerModels : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("integer-models").FullName;

    /// <summary>The model of a task, calibrated on a few of its samples.</summary>
    public string PathOf(string task, string samples)
    {
        string path = Path.Combine(_folder, task + ".safetensors");
        if (!File.Exists(path))
        {
            Model model = Model.Load(TrmRun.InRepository($"models/{task}.safetensors"));
            using var reader = new StreamReader(TrmRun.InRepository(samples));
            var problems = InstanceProblems.Read(task, reader, samples).Select(instance => instance.Problem).Where(problem => problem.Cells > 0).Take(4).ToList();
            Calibration calibration = Calibration.Collect(model.Graph, model.Parameters, problems, steps: 16);
            new Model(task, model.Graph, Quantiser.Quantise(model.Graph, model.Parameters.Span, calibration), model.Card).Save(path);
        }

        return path;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
