using TinyRecursion.Models;

namespace TinyRecursion.Training.Workflows;

/// <summary>The size of a model.</summary>
/// <param name="Parameters">Parameters.</param>
/// <param name="NotZero">Parameters that are not zero.</param>
/// <param name="Bytes">Bytes of its file.</param>
public readonly record struct ModelSize(int Parameters, int NotZero, long Bytes)
{
    /// <summary>Measures a model.</summary>
    /// <param name="model">The model.</param>
    public static ModelSize Of(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        int count = 0;
        foreach (float parameter in model.Parameters.Span)
        {
            count += parameter != 0 ? 1 : 0;
        }

        using var file = new MemoryStream();
        model.Save(file);
        return new ModelSize(model.Graph.ParameterCount, count, file.Length);
    }
}
