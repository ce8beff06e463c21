using System.Numerics;
using TinyRecursion.Assurance.Bounds;
using TinyRecursion.Execution;
using TinyRecursion.Execution.Float;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Rules;
using System.Runtime.Intrinsics;
using Xunit;

namespace TinyRecursion.Assurance.Tests.Bounds;

/// <summary>The facts that bounds rest on: orders that tables keep, the error of the exponential, exact sums.</summary>
public class BoundArithmeticTests
{
    [Fact]
    public void What_a_row_is_multiplied_with_does_not_grow_with_its_squares()
    {
        // The root of every normalised number, and the step from the last of them to the first of the next size, for every factor.
        int before = int.MaxValue;
        for (int mantissa = 1 << 14; mantissa < 1 << 16; mantissa++)
        {
            int root = IntegerArithmetic.InverseRoot((long)mantissa << 44).Multiplier;
            Assert.True(root <= before);
            before = root;
        }

        for (int factor = 1 << 14; factor <= short.MaxValue; factor++)
        {
            int last = IntegerArithmetic.Multiply((short)before, (short)factor);
            int first = IntegerArithmetic.Multiply((short)IntegerArithmetic.InverseRoot(1L << 58).Multiplier, (short)factor);
            Assert.True(2 * last >= first, $"factor {factor}");
        }
    }

    [Fact]
    public void Exponentials_in_integers_lie_between_their_envelopes()
    {
        // They fall, but for steps of one unit up, so that the ends of an interval alone do not say what lies between.
        for (int low = 0; low < 3200; low += 7)
        {
            for (int high = low; high < low + 100; high++)
            {
                (int least, int most) = ExponentialEnvelope.Range(low, high);
                Assert.InRange(IntegerTables.Exp(low), least, most);
                Assert.InRange(IntegerTables.Exp(high), least, most);
                Assert.InRange(least, IntegerTables.Exp(high) - 1, IntegerTables.Exp(high));
                Assert.InRange(most, IntegerTables.Exp(low), IntegerTables.Exp(low) + 1);
            }
        }
    }

    [Fact]
    public unsafe void The_exponential_of_the_kernels_is_as_near_as_is_said()
    {
        var arguments = new float[16];
        double largest = 0;
        // Every 4,099th number of both signs up to the least and the greatest argument; in a long run all of them.
        uint stride = BoundMeaningsTests.Samples >= 1_000_000 ? 1u : 4099;
        for (uint bits = 0; bits <= BitConverter.SingleToUInt32Bits(87f); bits += stride * 8)
        {
            for (int lane = 0; lane < 16; lane++)
            {
                float size = BitConverter.UInt32BitsToSingle(Math.Min(bits + ((uint)(lane / 2) * stride), BitConverter.SingleToUInt32Bits(87f)));
                arguments[lane] = lane % 2 == 0 ? size : -size;
            }

            Vector512<float> results = RowKernels.Exp(Vector512.Create(arguments));
            for (int lane = 0; lane < 16; lane++)
            {
                double exact = Math.Exp(arguments[lane]);
                largest = Math.Max(largest, Math.Abs(results[lane] - exact) / exact);
            }
        }

        Assert.InRange(largest, FloatRounding.Exponential / 8, FloatRounding.Exponential);
        Assert.InRange(RowKernels.Exp(Vector512.Create(float.MinValue))[0], 0, FloatRounding.LeastExponential);
    }

    [Fact]
    public void Sums_hold_the_exact_rational_values_at_every_corner()
    {
        for (ulong seed = 0; seed < 40; seed++)
        {
            var random = new SeededRandom(seed);
            int inner = 1 + random.NextInt32(6), columns = 1 + random.NextInt32(4);
            Matrix<double> weight = Draw(inner, columns, ref random), low = Draw(1, inner, ref random), high = new(1, inner);
            for (int k = 0; k < inner; k++)
            {
                high[0, k] = (float)(low[0, k] + random.NextSingle());
            }

            Box<double> box = FloatSums.Linear(new Box<double>(low, high), weight, null).Box;

            for (int corner = 0; corner < 1 << inner; corner++)
            {
                for (int j = 0; j < columns; j++)
                {
                    Rational sum = Rational.Of(0);
                    for (int k = 0; k < inner; k++)
                    {
                        sum += Rational.Of((corner >> k & 1) == 0 ? low[0, k] : high[0, k]) * Rational.Of(weight[k, j]);
                    }

                    Assert.True(Rational.Of(box.Low[0, j]).CompareTo(sum) <= 0 && sum.CompareTo(Rational.Of(box.High[0, j])) <= 0);
                }
            }
        }

        static Matrix<double> Draw(int rows, int columns, ref SeededRandom random)
        {
            var drawn = new Matrix<double>(rows, columns);
            for (int i = 0; i < drawn.Values.Length; i++)
            {
                // Sizes far apart, so that sums cancel and round.
                drawn.Values[i] = MathF.ScaleB(random.NextGaussian(), random.NextInt32(40) - 20);
            }

            return drawn;
        }
    }

    [Fact]
    public void A_small_rule_holds_its_exact_rational_values()
    {
        // Two maps with a rectifier and a product between them: all exact in rational numbers.
        for (ulong seed = 0; seed < 30; seed++)
        {
            var random = new SeededRandom(seed);
            var builder = new RuleGraphBuilder(3, 0);
            int inner = builder.Relu(builder.Linear(builder.State(), 4, "in", bias: true));
            int product = builder.Multiply(inner, builder.Linear(builder.State(), 4, "gate", bias: false));
            int next = builder.Add(builder.State(), builder.Linear(product, 3, "out", bias: false));
            RuleGraph graph = builder.Build(next, builder.Linear(next, 1, "readout", bias: false));
            float[] parameters = [.. Enumerable.Range(0, graph.ParameterCount).Select(_ => random.NextGaussian())];
            double[] low = [.. Enumerable.Range(0, 3).Select(_ => (double)random.NextGaussian())];
            double[] high = [.. low.Select(value => (double)(float)(value + 0.25))];
            Box<double> bounds = new FloatBounds(graph, parameters).Step(
                new Problems.Problem(new Problems.Topology(1), 0, []), new Box<double>(new Matrix<double>(1, 3, low), new Matrix<double>(1, 3, high)));

            for (int at = 0; at < 20; at++)
            {
                Rational[] state = [.. low.Zip(high, (a, b) => Rational.Of(at % 2 == 0 ? (random.NextInt32(2) == 0 ? a : b) : (float)(a + (random.NextSingle() * (b - a)))))];
                Rational[] exact = RationalStep(graph, parameters, state);
                for (int j = 0; j < 3; j++)
                {
                    Assert.True(Rational.Of(bounds.Low[0, j]).CompareTo(exact[j]) <= 0 && exact[j].CompareTo(Rational.Of(bounds.High[0, j])) <= 0, $"seed {seed}");
                }
            }
        }
    }

    private static Rational[] RationalStep(RuleGraph graph, float[] parameters, Rational[] state)
    {
        Rational[] Map(Rational[] x, string name, bool bias) =>
        [
            .. Enumerable.Range(0, Shape(name + ".weight").Columns).Select(j => x.Select((entry, k) => entry * Weight(name + ".weight", k, j))
                .Aggregate(bias ? Weight(name + ".bias", 0, j) : Rational.Of(0), (sum, term) => sum + term)),
        ];
        WeightShape Shape(string name) => graph.Weights.Single(weight => weight.Name == name);
        Rational Weight(string name, int row, int column) => Rational.Of(parameters[Shape(name).Offset + (row * Shape(name).Columns) + column]);
        Rational[] inner = [.. Map(state, "in", bias: true).Select(entry => entry.CompareTo(Rational.Of(0)) > 0 ? entry : Rational.Of(0))];
        Rational[] product = [.. inner.Zip(Map(state, "gate", bias: false), (a, b) => a * b)];
        return [.. state.Zip(Map(product, "out", bias: false), (a, b) => a + b)];
    }

    /// <summary>A number n · 2^e, exact.</summary>
    private readonly record struct Rational(BigInteger Number, int Exponent)
    {
        public static Rational Of(double value)
        {
            long bits = BitConverter.DoubleToInt64Bits(value);
            int exponent = (int)(bits >> 52 & 0x7FF);
            long mantissa = (bits & ((1L << 52) - 1)) | (exponent == 0 ? 0 : 1L << 52);
            return new Rational(bits < 0 ? -mantissa : mantissa, Math.Max(exponent, 1) - 1075);
        }

        public static Rational operator +(Rational a, Rational b)
        {
            int exponent = Math.Min(a.Exponent, b.Exponent);
            return new Rational((a.Number << (a.Exponent - exponent)) + (b.Number << (b.Exponent - exponent)), exponent);
        }

        public static Rational operator *(Rational a, Rational b) => new(a.Number * b.Number, a.Exponent + b.Exponent);

        public int CompareTo(Rational other) => (this + new Rational(-other.Number, other.Exponent)).Number.Sign;
    }
}
