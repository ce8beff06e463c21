using TinyRecursion.Execution.Reference;
using Xunit;

namespace TinyRecursion.Tests.Execution;

/// <summary>The functions of the reference arithmetic are what they are called, to about the last digit.</summary>
public class PyTorchFunctionsTests
{
    [Fact]
    public void The_exponential_is_within_a_unit_in_the_last_place()
    {
        for (float x = -103.9f; x < 88.7f; x += 0.0137f)
        {
            float right = (float)Math.Exp(x);
            int units = Math.Abs(BitConverter.SingleToInt32Bits(right) - BitConverter.SingleToInt32Bits(PyTorchFunctions.Exp(x)));
            Assert.True(units <= 1, $"exp({x:R}) is off by {units} units.");
        }
    }

    [Fact]
    public void The_exponential_has_ends()
    {
        Assert.Equal(1f, PyTorchFunctions.Exp(0f));
        Assert.Equal(1f, PyTorchFunctions.Exp(-0f));
        Assert.Equal(0f, PyTorchFunctions.Exp(-104.1f));
        Assert.Equal(0f, PyTorchFunctions.Exp(float.NegativeInfinity));
        Assert.Equal(float.PositiveInfinity, PyTorchFunctions.Exp(89f));
        Assert.Equal(float.PositiveInfinity, PyTorchFunctions.Exp(float.PositiveInfinity));
        Assert.True(float.IsNaN(PyTorchFunctions.Exp(float.NaN)));
    }

    [Fact]
    public void Sine_and_cosine_are_right_near_and_far()
    {
        for (float x = -70000f; x < 70000f; x += MathF.Abs(x) < 300f ? 0.0137f : 13.7f)
        {
            Assert.Equal(Math.Sin(x), PyTorchFunctions.Sin(x), 6e-8);
            Assert.Equal(Math.Cos(x), PyTorchFunctions.Cos(x), 6e-8);
        }
    }

    [Fact]
    public void Sine_and_cosine_of_what_is_no_angle_are_no_numbers()
    {
        foreach (float x in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity })
        {
            Assert.True(float.IsNaN(PyTorchFunctions.Sin(x)));
            Assert.True(float.IsNaN(PyTorchFunctions.Cos(x)));
        }
    }
}
