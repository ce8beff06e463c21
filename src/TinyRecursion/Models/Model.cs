using TinyRecursion.Execution.Integer;
using TinyRecursion.IO;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;

namespace TinyRecursion.Models;

/// <summary>
/// A trained rule in one self-describing file: safetensors with the weights by name, and the graph, the task and the
/// training card in the metadata. Immutable and safe to share between threads.
/// </summary>
public sealed class Model
{
    private readonly float[] _parameters;

    /// <summary>Creates a model.</summary>
    /// <param name="task">The task that it is for, such as <c>sudoku</c>.</param>
    /// <param name="graph">The rule.</param>
    /// <param name="parameters">The flat parameter vector; copied.</param>
    /// <param name="card">Where it comes from: data, seed, options. At most 1024 entries of 32768 characters together; copied.</param>
    /// <exception cref="ArgumentException">
    /// The number of parameters does not fit the graph, a number is not finite, or the card is too large.
    /// </exception>
    public Model(string task, RuleGraph graph, ReadOnlySpan<float> parameters, IReadOnlyDictionary<string, string> card)
        : this(task, graph, parameters.ToArray(), card, cycles: null)
    {
    }

    /// <summary>Creates a model that runs in integers.</summary>
    /// <param name="task">The task that it is for.</param>
    /// <param name="graph">The rule.</param>
    /// <param name="quantised">Its numbers.</param>
    /// <param name="card">Where it comes from, as for any model.</param>
    /// <exception cref="ArgumentException">The numbers are of another rule, or the card is too large.</exception>
    internal Model(string task, RuleGraph graph, IntegerConstants quantised, IReadOnlyDictionary<string, string> card)
        : this(task, graph, IntegerTensors.Parameters(graph, quantised), card, cycles: null)
    {
        Quantised = quantised;
    }

    /// <summary>Creates a model that takes the parameters over.</summary>
    /// <param name="task">The task that it is for, such as <c>sudoku</c>.</param>
    /// <param name="graph">The rule.</param>
    /// <param name="parameters">The flat parameter vector; nobody else may change it.</param>
    /// <param name="card">Where it comes from: data, seed, options. At most 1024 entries of 32768 characters together; copied.</param>
    /// <param name="cycles">The nested cycles that the rule was trained in, or null for the plain loop.</param>
    /// <exception cref="ArgumentException">
    /// The number of parameters or the cycles do not fit the graph, a number is not finite, or the card is too large.
    /// </exception>
    internal Model(
        string task, RuleGraph graph, float[] parameters, IReadOnlyDictionary<string, string> card, NestedCyclesOptions? cycles)
    {
        ArgumentException.ThrowIfNullOrEmpty(task);
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(card);
        if (parameters.Length != graph.ParameterCount)
        {
            throw new ArgumentException($"{parameters.Length} parameters, the graph has {graph.ParameterCount}.", nameof(parameters));
        }

        if (FirstNotFinite(parameters) is >= 0 and var index)
        {
            throw new ArgumentException($"Parameter {index} is {parameters[index]}.", nameof(parameters));
        }

        if (card.Count > CardJson.MaximumEntries
            || card.Sum(pair => (long)pair.Key.Length + pair.Value.Length) > CardJson.MaximumCharacters)
        {
            throw new ArgumentException(
                $"The card has more than {CardJson.MaximumEntries} entries or {CardJson.MaximumCharacters} characters.", nameof(card));
        }

        cycles?.Validate(graph.StateWidth);
        Task = task;
        Cycles = cycles;
        Graph = graph;
        Card = new SortedList<string, string>(card.ToDictionary(), StringComparer.Ordinal).AsReadOnly();
        _parameters = parameters;
    }

    /// <summary>Model files as something to write: safetensors with the metadata of this format.</summary>
    internal static OutputKind FileKind { get; } = new(
        "a model", path => SafetensorsFile.Read(path).Metadata.GetValueOrDefault(ModelReader.FormatKey) == ModelReader.Format);

    /// <summary>The task that the model is for.</summary>
    public string Task { get; }

    /// <summary>The rule.</summary>
    public RuleGraph Graph { get; }

    /// <summary>The nested cycles that the rule was trained in, or null for the plain loop.</summary>
    internal NestedCyclesOptions? Cycles { get; }

    /// <summary>The numbers of a model that runs in integers, or null for one that runs in floating point.</summary>
    internal IntegerConstants? Quantised { get; private init; }

    /// <summary>Who has the sums of the products of every step of rules that are opened, or null.</summary>
    internal ProductWitness? Witness { get; private init; }

    /// <summary>
    /// The flat parameter vector, see <see cref="WeightShape.Offset"/>; all finite. For a model that runs in integers what they
    /// stand for.
    /// </summary>
    public ReadOnlyMemory<float> Parameters => _parameters;

    /// <summary>The training card, in the ordinal order of its keys.</summary>
    public IReadOnlyDictionary<string, string> Card { get; }

    /// <summary>The same model, whose rules ask a witness for the sums of their products.</summary>
    /// <param name="witness">The witness; one run at a time.</param>
    /// <exception cref="ArgumentException">The model runs in floating point, in which sums depend on their order.</exception>
    internal Model WithWitness(ProductWitness witness)
    {
        if (Quantised is null)
        {
            throw new ArgumentException("The model runs in floating point, whose sums other machines may round otherwise; 'trm compress --int8' makes one that runs in integers.", nameof(witness));
        }

        return new Model(Task, Graph, _parameters, Card, Cycles) { Quantised = Quantised, Witness = witness };
    }

    /// <summary>Lays the weights out for running. Its sessions run until it is disposed.</summary>
    public ModelRule Open() => new(this);

    /// <summary>Reads a model file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelFormatException">It is not a model; the message names the file, the place and the field.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Model Load(string path)
    {
        using FileStream stream = RegularFile.OpenRead(path);
        return Load(stream, path);
    }

    /// <summary>Reads a model from a stream's position to its end.</summary>
    /// <param name="stream">A stream that knows its length.</param>
    /// <param name="name">The name that errors give.</param>
    /// <exception cref="ModelFormatException">It is not a model; the message names the place and the field.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Model Load(Stream stream, string name) => ModelReader.Read(SafetensorsFile.Read(stream, name), name);

    /// <summary>Loads a model that comes with the product, by name: of the package <c>TinyRecursion.ShippedModels</c>, from the folder <c>models</c> beside the program.</summary>
    /// <param name="name">Its name, such as <c>sudoku</c>.</param>
    /// <exception cref="FileNotFoundException">There is none of this name; the message lists the known ones, or names the package that has them.</exception>
    /// <exception cref="ModelFormatException">The file is damaged.</exception>
    public static Model Shipped(string name) => Load(ShippedModels.File(name));

    /// <summary>Writes the model in one step. The same model gives the same bytes.</summary>
    /// <param name="path">The file to create or replace.</param>
    /// <exception cref="ArgumentException">The graph is too large for a file, see <see cref="GraphJson"/>; nothing was written.</exception>
    /// <exception cref="IOException">It cannot be written; an older file is left as it was.</exception>
    public void Save(string path) => SafetensorsFile.Write(path, Tensors(), Metadata());

    /// <summary>Writes the model to a stream. The same model gives the same bytes.</summary>
    /// <param name="stream">The stream.</param>
    /// <exception cref="ArgumentException">The graph is too large for a file, see <see cref="GraphJson"/>; nothing was written.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Save(Stream stream) => SafetensorsFile.Write(stream, Tensors(), Metadata());

    /// <summary>The index of the first value that is infinite or not a number, or -1.</summary>
    internal static int FirstNotFinite(ReadOnlySpan<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private List<Tensor> Tensors()
    {
        if (Quantised is { } quantised)
        {
            return IntegerTensors.Write(Graph, quantised);
        }

        List<Tensor> tensors = [.. Graph.Weights.Select(weight => Tensor.FromFloat32(
            weight.Name, [weight.Rows, weight.Columns], _parameters.AsSpan(weight.Offset, weight.Count)))];
        if (Cycles is { } cycles)
        {
            tensors.AddRange(CyclesJson.Tensors(cycles, Graph.StateWidth));
        }

        return tensors;
    }

    private Dictionary<string, string> Metadata()
    {
        var metadata = new Dictionary<string, string>
        {
            [ModelReader.FormatKey] = ModelReader.Format,
            [ModelReader.VersionKey] = ModelReader.Version,
            [ModelReader.TaskKey] = Task,
            [ModelReader.GraphKey] = GraphJson.Write(Graph),
            [ModelReader.CardKey] = CardJson.Write(Card),
        };
        if (Quantised is not null)
        {
            metadata.Add(ModelReader.ExecutionKey, ModelReader.IntegerExecution);
        }

        if (Cycles is { } cycles)
        {
            metadata.Add(ModelReader.RecursionKey, CyclesJson.Write(cycles));
        }

        return metadata;
    }
}
