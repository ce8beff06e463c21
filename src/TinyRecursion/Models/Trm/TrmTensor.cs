using TinyRecursion.Rules;

namespace TinyRecursion.Models.Trm;

/// <summary>A tensor of a published checkpoint and the weights of the rule that it holds.</summary>
/// <param name="Name">The published name, without prefix, such as <c>lm_head.weight</c>.</param>
/// <param name="Shape">The published shape.</param>
/// <param name="Weights">The weights that it holds one after the other.</param>
/// <param name="Transposed">
/// Whether it is a linear map: PyTorch stores output × input, the rule input × output, and several maps of one input are
/// stacked by their outputs.
/// </param>
internal sealed record TrmTensor(string Name, long[] Shape, WeightShape[] Weights, bool Transposed)
{
    /// <summary>Copies the tensor's values into the flat parameter vector.</summary>
    public void Read(ReadOnlySpan<float> values, Span<float> parameters)
    {
        int start = 0;
        foreach (WeightShape weight in Weights)
        {
            for (int i = 0; i < weight.Count; i++)
            {
                parameters[weight.Offset + i] = values[start + PublishedIndex(weight, i)];
            }

            start += weight.Count;
        }
    }

    /// <summary>The tensor's values from a flat parameter vector, or from a gradient of one.</summary>
    public float[] Write(ReadOnlySpan<float> parameters)
    {
        var values = new float[Weights.Sum(weight => weight.Count)];
        int start = 0;
        foreach (WeightShape weight in Weights)
        {
            for (int i = 0; i < weight.Count; i++)
            {
                values[start + PublishedIndex(weight, i)] = parameters[weight.Offset + i];
            }

            start += weight.Count;
        }

        return values;
    }

    /// <summary>Where entry i of a weight lies within its part of the tensor.</summary>
    private int PublishedIndex(WeightShape weight, int i) =>
        Transposed ? (i % weight.Columns * weight.Rows) + (i / weight.Columns) : i;
}
