using TinyRecursion.Assurance.Bounds;
using TinyRecursion.Execution;
using TinyRecursion.Execution.Float;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Operations;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using TinyRecursion.Tests.Execution;
using Xunit;

namespace TinyRecursion.Assurance.Tests.Bounds;

/// <summary>What zonotopes know beyond intervals, and that it holds for several steps.</summary>
public class ZonotopeTests
{
    [Fact]
    public void What_two_values_have_in_common_cancels()
    {
        var builder = new RuleGraphBuilder(3, 0);
        int next = builder.Add(builder.State(), builder.Scale(builder.State(), -1f));
        RuleGraph graph = builder.Build(next, builder.Linear(next, 1, "readout", bias: false));
        Box<double> box = Box<double>.Filled(1, 3, -1, 2);

        Box<double> zonotope = Steps(graph, new float[graph.ParameterCount], box, 1);

        Assert.InRange(Width(zonotope), 0, 1e-5);
        Assert.InRange(Width(new FloatBounds(graph, new float[graph.ParameterCount]).Step(Alone, box)), 5.9, 6.1);
    }

    [Fact]
    public void A_turning_rule_keeps_its_size_over_many_steps()
    {
        // An eighth of a turn: intervals grow by the root of two at every step.
        float side = MathF.Sqrt(0.5f);
        var builder = new RuleGraphBuilder(2, 0);
        int next = builder.Linear(builder.State(), 2, "turn", bias: false);
        RuleGraph graph = builder.Build(next, builder.Linear(next, 1, "readout", bias: false));
        float[] parameters = [side, side, -side, side, 0, 0];
        Box<double> box = Box<double>.Filled(1, 2, -1, 1), interval = box;
        for (int step = 0; step < 16; step++)
        {
            interval = new FloatBounds(graph, parameters).Step(Alone, interval);
        }

        Assert.InRange(Width(Steps(graph, parameters, box, 16)), 1.99, 2.01);
        Assert.InRange(Width(interval), 500, 520);
    }

    [Theory]
    [InlineData(nameof(Operation.Silu))]
    [InlineData(nameof(Operation.Gather))]
    [InlineData(nameof(Operation.Pool))]
    [InlineData(nameof(Operation.Multiply))]
    [InlineData(nameof(Operation.Transpose))]
    public void Runs_of_several_steps_stay_within(string operation)
    {
        const int Count = 3;
        for (int seed = 0; seed < 6; seed++)
        {
            SampleCase sample = OperationSamples.Draw(operation, seed, maximumWidth: 16);
            var random = new SeededRandom((ulong)seed);
            double side = seed % 2 == 0 ? 0.01 : 0.2;
            double[] centres = Array.ConvertAll(sample.InitialState, entry => (double)entry);
            var box = new Box<double>(
                new Matrix<double>(sample.Problem.Cells, sample.Graph.StateWidth, Array.ConvertAll(centres, entry => entry - side)),
                new Matrix<double>(sample.Problem.Cells, sample.Graph.StateWidth, Array.ConvertAll(centres, entry => entry + side)));
            var zonotopes = new FloatZonotopes(new FloatBounds(sample.Graph, sample.Parameters), limit: 60);
            var bounds = new List<Enclosure<double>> { zonotopes.Start(box) };
            for (int step = 0; step < Count; step++)
            {
                bounds.Add(zonotopes.Step(sample.Problem, bounds[^1]));
            }

            using var weights = new FloatWeights(sample.Graph, sample.Parameters);
            using var session = new FloatSession(weights);
            session.Bind(sample.Problem);
            var state = new float[centres.Length];
            for (int at = 0; at < 60; at++)
            {
                for (int i = 0; i < state.Length; i++)
                {
                    double share = at % 2 == 0 ? random.NextSingle() : random.NextInt32(2);
                    state[i] = (float)(centres[i] + ((0.999 * side) * ((2 * share) - 1)));
                }

                session.SetState(state);
                for (int step = 1; step <= Count; step++)
                {
                    session.Step();
                    session.CopyState(state);
                    double[] wide = Array.ConvertAll(state, entry => (double)entry);
                    Assert.True(bounds[step].Box.FirstOutside(wide) < 0 && bounds[step].Forms.Bounds().FirstOutside(wide) < 0, $"seed {seed}, step {step}");
                }
            }
        }
    }

    [Fact]
    public void Runs_of_several_steps_in_integers_stay_within()
    {
        for (int seed = 0; seed < 12; seed++)
        {
            SampleCase sample = RandomRules.Draw(seed, maximumWidth: 16);
            IntegerRule rule = IntegerEscape.RuleOf(sample);
            var random = new SeededRandom((ulong)seed);
            int exponent = rule.Constants.Exponents[sample.Graph.NextState], side = seed % 2 == 0 ? 3 : 200;
            short[] centres = Array.ConvertAll(sample.InitialState, entry => IntegerArithmetic.Saturate16((long)MathF.ScaleB(entry, exponent)));
            var box = new Box<short>(
                new Matrix<short>(sample.Problem.Cells, sample.Graph.StateWidth, Array.ConvertAll(centres, entry => IntegerArithmetic.Saturate16(entry - side))),
                new Matrix<short>(sample.Problem.Cells, sample.Graph.StateWidth, Array.ConvertAll(centres, entry => IntegerArithmetic.Saturate16(entry + side))));
            var zonotopes = new IntegerZonotopes(new IntegerBounds(sample.Graph, rule.Constants), limit: 60);
            Enclosure<short> one = zonotopes.Step(sample.Problem, zonotopes.Start(box)), two = zonotopes.Step(sample.Problem, one);
            var oracle = new IntegerOracle(sample.Graph, rule.Constants);
            for (int at = 0; at < 30; at++)
            {
                short[] drawn = [.. centres.Select(entry => IntegerArithmetic.Saturate16(entry - side + random.NextInt32((2 * side) + 1)))];
                Matrix<short> first = oracle.Evaluate(sample.Problem, new Matrix<short>(box.Rows, box.Columns, drawn))[sample.Graph.NextState]!;
                Matrix<short> second = oracle.Evaluate(sample.Problem, first)[sample.Graph.NextState]!;

                Assert.True(one.Box.FirstOutside(first.Values) < 0 && two.Box.FirstOutside(second.Values) < 0, $"seed {seed}");
            }
        }
    }

    [Fact]
    public void Forms_that_lose_a_symbol_are_caught()
    {
        bool caught = false;
        for (int seed = 0; seed < 5 && !caught; seed++)
        {
            SampleCase sample = OperationSamples.Draw(nameof(Operation.Linear), seed, maximumWidth: 16);
            caught = FloatEscape.Find(
                sample,
                box =>
                {
                    var zonotopes = new FloatZonotopes(new FloatBounds(sample.Graph, sample.Parameters), limit: 1000);
                    return [.. zonotopes.Evaluate(sample.Problem, zonotopes.Start(box)).Select(value => WithoutOne(value.Forms))];
                },
                200, (ulong)seed) is not null;
        }

        Assert.True(caught);
    }

    [Theory]
    [InlineData(-3.0, 2.0)]
    [InlineData(-0.5, 40.0)]
    [InlineData(-30.0, -2.0)]
    [InlineData(0.25, 0.250001)]
    public void Lines_lie_along_their_functions(double low, double high)
    {
        ZonotopeCurves.Line silu = ZonotopeCurves.Silu(low, high), relu = ZonotopeCurves.Relu(low, high);
        ZonotopeCurves.Line root = ZonotopeCurves.InverseRoot(low + 31, high + 31, 1e-6);
        for (int i = 0; i <= 1000; i++)
        {
            double x = low + ((high - low) * i / 1000);
            Near(silu, x, FloatIntervals.Silu(x));
            Near(relu, x, Math.Max(0, x));
            Near(root, x + 31, 1 / Math.Sqrt(x + 31 + 1e-6));
        }

        static void Near(ZonotopeCurves.Line line, double x, double value) =>
            Assert.InRange(value, (line.Slope * x) + line.Offset - line.Noise - 1e-12, (line.Slope * x) + line.Offset + line.Noise + 1e-12);
    }

    private static Problem Alone => new(new Topology(1), 0, []);

    private static Box<double> Steps(RuleGraph graph, float[] parameters, Box<double> box, int count)
    {
        var zonotopes = new FloatZonotopes(new FloatBounds(graph, parameters));
        Enclosure<double> state = zonotopes.Start(box);
        for (int step = 0; step < count; step++)
        {
            state = zonotopes.Step(Alone, state);
        }

        return state.Box;
    }

    private static double Width(Box<double> box) => box.High.Values.Zip(box.Low.Values, (high, low) => high - low).Max();

    private static Box<double> WithoutOne(Zonotope forms)
    {
        Box<double> box = forms.Bounds();
        if (forms.Factors.Count > 0)
        {
            double[] lost = forms.Factors.MaxBy(pair => pair.Value.Sum(Math.Abs)).Value;
            for (int i = 0; i < lost.Length; i++)
            {
                (box.Low.Values[i], box.High.Values[i]) = (box.Low.Values[i] + Math.Abs(lost[i]), box.High.Values[i] - Math.Abs(lost[i]));
            }
        }

        return box;
    }
}
