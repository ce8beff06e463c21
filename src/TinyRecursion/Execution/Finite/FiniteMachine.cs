using System.Runtime.InteropServices;
using System.Security.Cryptography;
using TinyRecursion.Execution.Float;
using TinyRecursion.Rules;

namespace TinyRecursion.Execution.Finite;

/// <summary>
/// A local rule over a finite alphabet as a table: for every combination of what a cell looks at, the symbol that it
/// takes next. Made by running a rule on every combination (<see cref="Tabulate(RuleGraph, IRule, IReadOnlyList{int}, int, long, CancellationToken)"/>), it takes the very steps of that
/// rule, to the bit, in the time of a look-up, and only where something changed in the step before. Immutable and safe
/// to share between threads.
/// </summary>
/// <remarks>
/// A rule whose state is snapped after each step cannot drift: whatever holds for every entry of the table holds at
/// every cell, after every number of steps, on problems of every size.
/// </remarks>
internal sealed class FiniteMachine : IRule
{
    /// <summary>The most entries that a table has unless a caller asks for more.</summary>
    public const long DefaultMaximumSize = 1L << 24;

    private readonly ushort[] _table;
    private readonly float[] _logits;

    private FiniteMachine(FiniteShape shape, ushort[] table, float[] logits)
    {
        (Shape, _table, _logits) = (shape, table, logits);
    }

    /// <summary>What a cell looks at.</summary>
    public FiniteShape Shape { get; }

    /// <summary>The next symbols, by <see cref="FiniteShape.Key"/>.</summary>
    public ReadOnlySpan<ushort> Table => _table;

    public int StateWidth => Shape.StateWidth;

    /// <summary>Runs a rule in floating point on every combination of what a cell looks at.</summary>
    /// <param name="graph">A local rule whose next state is a snap, see <see cref="FiniteShape.Of"/>.</param>
    /// <param name="parameters">Its flat parameter vector.</param>
    /// <param name="featureKinds">For each feature column, how many values it takes.</param>
    /// <param name="threads">Threads; changes the speed, never the table.</param>
    /// <param name="maximumSize">The most entries; checked before anything is allocated.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ArgumentException">The rule is not local, its parameters are not as many, or the table is too large.</exception>
    public static FiniteMachine Tabulate(
        RuleGraph graph, ReadOnlySpan<float> parameters, IReadOnlyList<int> featureKinds, int threads = 1,
        long maximumSize = DefaultMaximumSize, CancellationToken cancellation = default)
    {
        using var rule = new NeuralRule(graph, parameters);
        return Tabulate(graph, rule, featureKinds, threads, maximumSize, cancellation);
    }

    /// <summary>Runs a rule on every combination of what a cell looks at.</summary>
    /// <param name="graph">The rule's graph: local, its next state a snap, see <see cref="FiniteShape.Of"/>.</param>
    /// <param name="rule">The rule as it runs, such as in integers.</param>
    /// <param name="featureKinds">For each feature column, how many values it takes.</param>
    /// <param name="threads">Threads; changes the speed, never the table.</param>
    /// <param name="maximumSize">The most entries; checked before anything is allocated.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ArgumentException">The rule is not local, or the table is too large.</exception>
    public static FiniteMachine Tabulate(
        RuleGraph graph, IRule rule, IReadOnlyList<int> featureKinds, int threads = 1,
        long maximumSize = DefaultMaximumSize, CancellationToken cancellation = default)
    {
        var shape = FiniteShape.Of(graph, featureKinds);
        RequireSize(shape, maximumSize);
        var runner = new LocalRunner(rule, shape);
        var table = new ushort[shape.Size];
        runner.Run(
            threads,
            (first, states) =>
            {
                for (int i = 0; i * shape.StateWidth < states.Length; i++)
                {
                    table[first + i] = (ushort)shape.Read(states.AsSpan(i * shape.StateWidth, shape.StateWidth));
                }
            },
            cancellation);
        return new FiniteMachine(shape, table, runner.LogitsOfSymbols());
    }

    /// <summary>Writes a specification out as a machine: plain code as a rule.</summary>
    /// <param name="specification">What each cell should do.</param>
    /// <param name="logits">
    /// What is read out of each symbol, symbols × readout width; null for as many logits as symbols, one for a cell's own
    /// and zero for the others.
    /// </param>
    /// <param name="maximumSize">The most entries; checked before anything is allocated.</param>
    /// <exception cref="ArgumentException">
    /// The table is too large, the specification asks for a symbol that there is not, or the logits are no whole rows.
    /// </exception>
    public static FiniteMachine Of(
        ILocalSpecification specification, float[]? logits = null, long maximumSize = DefaultMaximumSize)
    {
        FiniteShape shape = specification.Shape;
        RequireSize(shape, maximumSize);
        var table = new ushort[shape.Size];
        Span<int> inputs = stackalloc int[shape.InputCount];
        for (int key = 0; key < table.Length; key++)
        {
            shape.Inputs(key, inputs);
            int symbol = specification.Next(inputs);
            table[key] = (uint)symbol < (uint)shape.Symbols
                ? (ushort)symbol
                : throw new ArgumentException($"The specification asks for symbol {symbol} of {shape.Symbols}.", nameof(specification));
        }

        if (logits is not null && (logits.Length == 0 || logits.Length % shape.Symbols != 0))
        {
            throw new ArgumentException($"{logits.Length} logits for {shape.Symbols} symbols.", nameof(logits));
        }

        return new FiniteMachine(shape, table, logits is null ? OneForEach(shape.Symbols) : logits.AsSpan().ToArray());
    }

    /// <summary>The symbol that a cell takes.</summary>
    /// <param name="inputs">What it looks at, see <see cref="FiniteShape.Key"/>.</param>
    public int Next(ReadOnlySpan<int> inputs) => _table[Shape.Key(inputs)];

    /// <summary>The SHA-256 of the table, its entries as 16-bit little-endian numbers, in lower-case hexadecimal.</summary>
    public string Digest() => Convert.ToHexStringLower(SHA256.HashData(
        BitConverter.IsLittleEndian
            ? MemoryMarshal.AsBytes<ushort>(_table)
            : MemoryMarshal.AsBytes<ushort>(Array.ConvertAll(_table, System.Buffers.Binary.BinaryPrimitives.ReverseEndianness))));

    /// <summary>Opens a session whose symbols can be looked at.</summary>
    public FiniteSession OpenFinite() => new(Shape, _table, _logits);

    public IRuleSession Open() => OpenFinite();

    private static float[] OneForEach(int symbols)
    {
        var logits = new float[symbols * symbols];
        for (int symbol = 0; symbol < symbols; symbol++)
        {
            logits[(symbol * symbols) + symbol] = 1f;
        }

        return logits;
    }

    private static void RequireSize(FiniteShape shape, long maximumSize)
    {
        if (shape.Size > Math.Min(maximumSize, Array.MaxLength))
        {
            throw new ArgumentException($"The table of {shape} has {shape.Size:n0} entries, at most {maximumSize:n0} are allowed.");
        }
    }
}
