namespace TinyRecursion.Assurance.Verification.Search;

/// <summary>
/// A constraint of an unsafe set in doubles: <c>inputs · x + outputs · y + constant ≤ 0</c>. Where it is above zero on a whole box, nothing in the box is unsafe.
/// </summary>
/// <param name="Inputs">A coefficient an input.</param>
/// <param name="Outputs">A coefficient an output.</param>
/// <param name="Constant">What is added.</param>
internal sealed record UnsafeRow(double[] Inputs, double[] Outputs, double Constant)
{
    /// <summary>Its value at a point.</summary>
    public double At(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = Constant;
        for (int i = 0; i < x.Length; i++)
        {
            sum += Inputs[i] * x[i];
        }

        for (int i = 0; i < Outputs.Length; i++)
        {
            sum += Outputs[i] * y[i];
        }

        return sum;
    }
}
