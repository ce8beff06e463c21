using TinyRecursion.Cli.Common;
using TinyRecursion.Execution.Float;
using TinyRecursion.Models;
using TinyRecursion.Tasks.Custom;

namespace TinyRecursion.Cli.Custom;

/// <summary>Loads a model of a task that is described by data.</summary>
internal static class CustomModel
{
    /// <summary>The task that such models name.</summary>
    public const string Task = "custom";

    /// <summary>Loads a model and makes sure that it takes every instance before anything is run.</summary>
    /// <param name="file">The model file.</param>
    /// <param name="instances">The instances.</param>
    /// <param name="data">Their file, for messages.</param>
    /// <exception cref="InputException">It is of another task, or its rule is of another kind.</exception>
    public static (Model Model, string Path, long Bytes, CustomShape Shape) Load(
        FileInfo file, IReadOnlyList<CustomInstance> instances, string data)
    {
        (Model model, string path, long bytes) = ModelOption.Load(file, Task);
        var shape = CustomShape.Of(model.Graph);
        foreach (CustomInstance instance in instances)
        {
            shape.Require(instance, data);
        }

        try
        {
            using var weights = new FloatWeights(model.Graph, model.Parameters.Span);
            using var session = new FloatSession(weights);
            session.Bind(CustomEncoding.Encode(instances[0], shape));
        }
        catch (ArgumentException error)
        {
            throw new InputException($"{path}: does not fit {data}: {error.Message}");
        }

        return (model, path, bytes, shape);
    }
}
