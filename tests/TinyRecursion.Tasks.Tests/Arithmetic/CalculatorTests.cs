using System.Numerics;
using CsCheck;
using TinyRecursion.Execution.Finite;
using TinyRecursion.Execution.Float;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Arithmetic;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Arithmetic;

/// <summary>Sums, differences and products come out exact, by plain code and by the learned rule of one digit.</summary>
public class CalculatorTests
{
    private static readonly Model Shipped = Model.Load(Path.Combine(AppContext.BaseDirectory, "models", "arithmetic.safetensors"));

    private static readonly FiniteMachine Learned = FiniteMachine.Tabulate(
        Shipped.Graph, Shipped.Parameters.Span, DigitSpecification.Instance.Shape.FeatureKinds);

    private static readonly FiniteMachine Plain = FiniteMachine.Of(DigitSpecification.Instance);

    private static readonly Gen<DecimalNumber> Numbers =
        Gen.Select(Gen.OneOf(Gen.Byte[0, 9], Gen.Const((byte)9), Gen.Const((byte)0)).Array[0, 40], Gen.Bool)
            .Select((digits, negative) => new DecimalNumber(digits, negative));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Numbers_of_any_signs_and_lengths(bool learned) => Gen.Select(Numbers, Numbers).Sample((x, y) =>
    {
        var calculator = new Calculator(learned ? Learned : Plain);
        BigInteger left = x.ToBigInteger(), right = y.ToBigInteger();

        Assert.Equal(left + right, calculator.Add(x, y).ToBigInteger());
        Assert.Equal(left - right, calculator.Add(x, y.Negate()).ToBigInteger());
        Assert.Equal(left * right, calculator.Multiply(x, y).ToBigInteger());
    }, iter: 300, threads: 1);

    [Theory]
    [InlineData(ArithmeticOperation.Add)]
    [InlineData(ArithmeticOperation.Subtract)]
    [InlineData(ArithmeticOperation.Multiply)]
    public void Ten_thousand_digits(object operationValue)
    {
        var operation = (ArithmeticOperation)operationValue;
        Expression.Operation expression = ArithmeticGenerator.Generate(seed: 5, index: 0, digits: 10_000, operation);

        Assert.Equal(expression.Expected(), new Calculator(Learned).Evaluate(expression).ToBigInteger());
    }

    [Fact]
    public void A_carry_runs_through_ten_thousand_places()
    {
        var nines = new DecimalNumber(Enumerable.Repeat((byte)9, 10_000).ToArray(), negative: false);
        var calculator = new Calculator(Learned);

        Assert.Equal("1" + new string('0', 10_000), calculator.Add(nines, DecimalNumber.Parse("1")).ToString());
        Assert.InRange(calculator.Steps, 10_000, 10_002);
    }

    [Fact]
    public void The_learned_rule_as_it_runs_takes_the_same_steps_as_its_table()
    {
        // Wirings with every digit of one number against every digit of the other, and the array of a product.
        DecimalNumber x = DecimalNumber.Parse("98765432101234567890"), y = DecimalNumber.Parse("99887766554433221100");
        using var neural = new NeuralRule(Shipped.Graph, Shipped.Parameters.Span);
        using IRuleSession rule = neural.Open(), table = Learned.Open();
        foreach (Problem problem in (Problem[])
            [DigitWiring.Addition(x, y, 20, false), DigitWiring.Addition(x, y, 20, true), .. DigitWiring.Multiplication(x)])
        {
            rule.Bind(problem);
            table.Bind(problem);
            float[] left = new float[problem.Cells * rule.StateWidth], right = new float[left.Length];
            for (int step = 0; step < 24; step++)
            {
                rule.Step();
                table.Step();
                rule.CopyState(left);
                table.CopyState(right);
                Assert.Equal(left, right);
                Assert.Equal(rule.Readout().ToArray(), table.Readout().ToArray());
            }
        }
    }

    [Fact]
    public void A_sum_settles_in_the_same_state_from_every_start() => Gen.Select(Numbers, Numbers, Gen.Int[0, 10_000]).Sample((x, y, seed) =>
    {
        int places = Math.Max(1, Math.Max(x.Digits.Length, y.Digits.Length));
        using FiniteSession session = Learned.OpenFinite();
        session.Bind(DigitWiring.Addition(x, y, places, complement: false));
        var random = new SeededRandom((ulong)seed);
        ushort[] start = [.. Enumerable.Range(0, 3 * places).Select(_ => (ushort)random.NextInt32(10))];
        session.SetSymbols(start);

        LoopResult result = Loop.Run(session, Halting.Any(Halting.Converged(0), Halting.Steps(1000)));

        Assert.InRange(result.Steps, 1, places + 2);
        Assert.Equal(
            BigInteger.Abs(x.ToBigInteger()) + BigInteger.Abs(y.ToBigInteger()),
            DigitWiring.Sum(session.Symbols, places, withCarry: true).ToBigInteger());
    }, iter: 200, threads: 1);

    [Fact]
    public void The_readout_says_the_digit()
    {
        using FiniteSession session = Learned.OpenFinite();
        session.Bind(DigitWiring.Addition(DecimalNumber.Parse("1"), DecimalNumber.Parse("2"), 4, complement: false));
        session.SetSymbols([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]);

        float[] logits = session.Readout().ToArray();

        for (int cell = 0; cell < 12; cell++)
        {
            float[] row = logits[(cell * 10)..((cell + 1) * 10)];
            Assert.Equal(cell % 10, Array.IndexOf(row, row.Max()));
        }
    }

    [Fact]
    public void A_product_can_be_cancelled_and_another_machine_is_refused()
    {
        Expression.Operation expression = ArithmeticGenerator.Generate(1, 0, 2000, ArithmeticOperation.Multiply);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(() => new Calculator(Plain).Evaluate(expression, cancelled.Token));
        Assert.Throws<ArgumentException>(() => new Calculator(FiniteMachine.Of(new Other())));
    }

    private sealed class Other : ILocalSpecification
    {
        public FiniteShape Shape { get; } = new([2, 10], 9, 1, readsOwn: false, "inputs", 2);

        public int Next(ReadOnlySpan<int> inputs) => 0;
    }
}
