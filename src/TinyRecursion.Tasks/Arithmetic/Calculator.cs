using System.Diagnostics;
using TinyRecursion.Execution.Finite;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Recursion;

namespace TinyRecursion.Tasks.Arithmetic;

/// <summary>
/// Works expressions out by repeating the rule of one digit. Plain code does the signs, the comparison that a difference
/// needs, the nines' complement of its second number, and the order of operations; every digit of a sum and a product
/// is the rule's. For use by one thread at a time.
/// </summary>
public sealed class Calculator
{
    private readonly FiniteMachine _machine;

    /// <summary>Creates a calculator from a model of the rule of one digit.</summary>
    /// <param name="model">The model.</param>
    /// <exception cref="ModelFormatException">It is a model of another rule.</exception>
    public Calculator(Model model)
        : this(ArithmeticSolver.Tabulate(model, "the model"))
    {
    }

    /// <summary>Creates a calculator.</summary>
    /// <param name="machine">The rule of one digit, learned or plain, as a table.</param>
    /// <exception cref="ArgumentException">It is a machine of another shape.</exception>
    internal Calculator(FiniteMachine machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        if (!machine.Shape.Matches(DigitSpecification.Instance.Shape))
        {
            throw new ArgumentException($"A rule of one digit is needed, this one looks at {machine.Shape}.", nameof(machine));
        }

        _machine = machine;
    }

    /// <summary>Receives every step, or null.</summary>
    internal ITrace? Trace { get; init; }

    /// <summary>Steps of the recursion so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Works an expression out.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="cancellation">Ends it between steps.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    internal DecimalNumber Evaluate(Expression expression, CancellationToken cancellation = default)
    {
        switch (expression)
        {
            case Expression.Number number:
                return number.Value;
            case Expression.Negation negation:
                return Evaluate(negation.Inner, cancellation).Negate();
            case Expression.Operation operation:
                DecimalNumber left = Evaluate(operation.Left, cancellation), right = Evaluate(operation.Right, cancellation);
                return operation.Sign switch
                {
                    ArithmeticOperation.Add => Add(left, right, cancellation),
                    ArithmeticOperation.Subtract => Add(left, right.Negate(), cancellation),
                    _ => Multiply(left, right, cancellation),
                };
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>The sum of two numbers.</summary>
    /// <param name="left">The first.</param>
    /// <param name="right">The second.</param>
    /// <param name="cancellation">Ends it between steps.</param>
    public DecimalNumber Add(DecimalNumber left, DecimalNumber right, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        (Problem problem, int places, bool complement, bool negative) = DigitWiring.Sum(left, right);
        if (places == 0)
        {
            return DecimalNumber.Zero;
        }

        using FiniteSession session = Bound(problem);
        Steps += Loop.Run(session, Halting.Converged(0), Trace, cancellation).Steps;
        return Signed(DigitWiring.Sum(session.Symbols, places, withCarry: !complement), negative);
    }

    /// <summary>The product of two numbers.</summary>
    /// <param name="left">The first.</param>
    /// <param name="right">The second.</param>
    /// <param name="cancellation">Ends it between steps.</param>
    public DecimalNumber Multiply(DecimalNumber left, DecimalNumber right, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.Digits.IsEmpty || right.Digits.IsEmpty)
        {
            return DecimalNumber.Zero;
        }

        (DecimalNumber held, DecimalNumber fed) = DigitWiring.Factors(left, right);
        Problem[] problems = DigitWiring.Multiplication(held);
        var sessions = new FiniteSession?[problems.Length];
        ReadOnlySpan<ushort> state = new ushort[problems[0].Cells];
        var product = new byte[checked(held.Digits.Length + fed.Digits.Length)];
        for (int step = 0; step < product.Length; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            int digit = fed.DigitAt(step);
            FiniteSession session = sessions[digit] ??= Bound(problems[digit]);
            session.SetSymbols(state);
            Trace?.Begin(session);
            session.Step();
            Trace?.Record(session);
            state = session.Symbols;
            product[step] = (byte)state[0];
        }

        Steps += product.Length;
        return Signed(new DecimalNumber(product, negative: false), left.IsNegative != right.IsNegative);
    }

    private FiniteSession Bound(Problem problem)
    {
        FiniteSession session = _machine.OpenFinite();
        session.Bind(problem);
        return session;
    }

    private static DecimalNumber Signed(DecimalNumber number, bool negative) => negative ? number.Negate() : number;
}
