namespace TinyRecursion.Onnx.Reading.Values;

/// <summary>Arithmetic in single precision that says whether it rounded: constants of a file are put together only where it does not.</summary>
internal static class Exact
{
    /// <summary>The sum of two numbers.</summary>
    /// <returns>Whether it is exact (Møller 1965, two-sum).</returns>
    public static bool Sum(float left, float right, out float sum)
    {
        sum = left + right;
        float part = sum - left;
        return float.IsFinite(sum) && (left - (sum - part)) + (right - part) == 0;
    }

    /// <summary>The product of two numbers.</summary>
    /// <returns>Whether it is exact: the product in double precision always is.</returns>
    public static bool Product(float left, float right, out float product)
    {
        double wide = (double)left * right;
        product = (float)wide;
        return product == wide;
    }

    /// <summary>The quotient of two numbers.</summary>
    /// <returns>Whether it is exact: times the divisor, in double precision, it gives the dividend.</returns>
    public static bool Quotient(float left, float right, out float quotient)
    {
        quotient = (float)((double)left / right);
        return float.IsFinite(quotient) && (double)quotient * right == left && (quotient != 0 || left == 0);
    }
}
