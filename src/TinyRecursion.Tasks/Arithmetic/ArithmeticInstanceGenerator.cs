namespace TinyRecursion.Tasks.Arithmetic;

/// <summary>Makes random sums, differences and products with their values.</summary>
internal sealed class ArithmeticInstanceGenerator : InstanceGenerator
{
    /// <summary>The most digits whose product is read back with both numbers on a line.</summary>
    private const int MaximumDigits = 1_000_000;

    private static readonly Setting<int> Digits = Setting.Whole("digits", 10, 1, MaximumDigits, "Digits of both numbers.");

    private static readonly Setting<ArithmeticOperation> Operation = Setting.Choice(
        "operation", "The operation between them.", (ArithmeticOperation.Multiply, "multiply", ""), (ArithmeticOperation.Add, "add", ""),
        (ArithmeticOperation.Subtract, "subtract", ""));

    public override VerbHelp Help => new(
        "Make sums, differences or products of random numbers with their values, on standard output, one a line.",
        "trm generate arithmetic --digits 1000 --count 5 --operation add > sums.txt");

    public override IReadOnlyList<Setting> Settings { get; } = [Digits, Operation];

    /// <summary>Makes an expression with its value.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="number">The number of the expression.</param>
    /// <param name="digits">Digits of both numbers.</param>
    /// <param name="operation">The operation between them.</param>
    public static ArithmeticInstance Generate(ulong seed, ulong number, int digits, ArithmeticOperation operation)
    {
        Expression.Operation expression = ArithmeticGenerator.Generate(seed, number, digits, operation);
        return new ArithmeticInstance(ArithmeticGenerator.ToText(expression), expression, DecimalNumber.Of(expression.Expected()), 0);
    }

    public override IInstance Generate(ulong seed, ulong number, Settings settings, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return Generate(seed, number, settings.Get(Digits), settings.Get(Operation));
    }

    public override void Write(TextWriter output, IEnumerable<IInstance> instances, Settings settings)
    {
        foreach (ArithmeticInstance instance in instances.Cast<ArithmeticInstance>())
        {
            output.Write(ArithmeticFile.ToLine(instance) + "\n");
        }
    }
}
