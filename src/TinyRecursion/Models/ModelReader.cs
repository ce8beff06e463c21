using TinyRecursion.Execution.Integer;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;

namespace TinyRecursion.Models;

/// <summary>Makes a model of a safetensors file: checks everything against the graph before it allocates.</summary>
internal sealed class ModelReader
{
    /// <summary>The value of <see cref="FormatKey"/>.</summary>
    public const string Format = "trm";

    /// <summary>The value of <see cref="VersionKey"/>.</summary>
    public const string Version = "1";

    /// <summary>Metadata key of the format's name.</summary>
    public const string FormatKey = "format";

    /// <summary>Metadata key of the format's version.</summary>
    public const string VersionKey = "trm.version";

    /// <summary>Metadata key of the task.</summary>
    public const string TaskKey = "trm.task";

    /// <summary>Metadata key of the graph, see <see cref="GraphJson"/>.</summary>
    public const string GraphKey = "trm.graph";

    /// <summary>Metadata key of the training card, see <see cref="CardJson"/>.</summary>
    public const string CardKey = "trm.card";

    /// <summary>Metadata key of the recursion, see <see cref="CyclesJson"/>; absent for the plain loop.</summary>
    public const string RecursionKey = "trm.recursion";

    /// <summary>Metadata key of the execution: <see cref="IntegerExecution"/>, or absent for floating point.</summary>
    public const string ExecutionKey = "trm.execution";

    /// <summary>The value of <see cref="ExecutionKey"/> of a model that runs in integers.</summary>
    public const string IntegerExecution = "integer";

    private readonly Safetensors _file;
    private readonly string _name;

    private ModelReader(Safetensors file, string name) => (_file, _name) = (file, name);

    /// <summary>Reads a model.</summary>
    /// <param name="file">The file's contents.</param>
    /// <param name="name">The file's name for errors.</param>
    public static Model Read(Safetensors file, string name) => new ModelReader(file, name).Read();

    private Model Read()
    {
        Expect(FormatKey, Format);
        Expect(VersionKey, Version);
        string task = Metadata(TaskKey);
        RuleGraph graph = GraphReader.Read(Metadata(GraphKey), _name);
        Dictionary<string, string> card = CardJson.Read(Metadata(CardKey), _name);
        NestedCyclesOptions? cycles = _file.Metadata.TryGetValue(RecursionKey, out string? recursion)
            ? CyclesJson.Read(recursion, _name)
            : null;
        var rest = _file.Tensors.ToDictionary(tensor => tensor.Name);
        if (_file.Metadata.ContainsKey(ExecutionKey))
        {
            Expect(ExecutionKey, IntegerExecution);
            return cycles is null
                ? new Model(task, graph, Integers(graph, rest), card)
                : throw new ModelFormatException(_name, $"metadata '{RecursionKey}': nested cycles do not run in integers");
        }

        Tensor[] tensors = graph.Weights.Select(weight => Take(rest, weight.Name, DType.F32, weight.Rows, weight.Columns)).ToArray();
        if (cycles is not null)
        {
            cycles = cycles with
            {
                HighStart = Start(rest, CyclesJson.HighStart, graph.StateWidth),
                LowStart = Start(rest, CyclesJson.LowStart, graph.StateWidth),
            };
        }

        RequireEmpty(rest);
        // Every weight has its bytes in the file by now, so this is in proportion to the file.
        var parameters = new float[graph.ParameterCount];
        for (int i = 0; i < tensors.Length; i++)
        {
            WeightShape weight = graph.Weights[i];
            Span<float> target = parameters.AsSpan(weight.Offset, weight.Count);
            tensors[i].CopyFloat32(target);
            if (Model.FirstNotFinite(target) is >= 0 and var at)
            {
                throw Error(
                    weight.Name, $"entry {at} (row {at / weight.Columns}, column {at % weight.Columns}): expected a finite number, found {target[at]}");
            }
        }

        return new Model(task, graph, parameters, card, cycles);
    }

    private IntegerConstants Integers(RuleGraph graph, Dictionary<string, Tensor> rest)
    {
        try
        {
            IntegerConstants constants = IntegerTensors.Read(graph, (name, type, shape) => Take(rest, name, type, shape));
            RequireEmpty(rest);
            return constants;
        }
        catch (ArgumentException error)
        {
            throw new ModelFormatException(_name, error.Message.TrimEnd('.'));
        }
    }

    private void RequireEmpty(Dictionary<string, Tensor> rest)
    {
        if (_file.Tensors.FirstOrDefault(tensor => rest.ContainsKey(tensor.Name)) is { } extra)
        {
            throw Error(extra.Name, "expected only weights of the graph, found another tensor");
        }
    }

    /// <summary>Takes a tensor out of those that are left.</summary>
    private Tensor Take(Dictionary<string, Tensor> rest, string name, DType type, params long[] shape)
    {
        if (!rest.Remove(name, out Tensor? tensor))
        {
            throw Error(name, $"is missing, expected {SafetensorsHeader.NameOf(type)} {ModelFormatException.Quote(shape)}");
        }

        if (tensor.Type != type)
        {
            throw Error(name, $"field 'dtype': expected {SafetensorsHeader.NameOf(type)}, found {SafetensorsHeader.NameOf(tensor.Type)}");
        }

        return tensor.Shape.SequenceEqual(shape)
            ? tensor
            : throw Error(name, $"field 'shape': expected {ModelFormatException.Quote(shape)}, found {tensor.ShapeText}");
    }

    private float[] Start(Dictionary<string, Tensor> rest, string name, int width)
    {
        float[] start = Take(rest, name, DType.F32, width).ToFloat32();
        return Model.FirstNotFinite(start) is >= 0 and var at
            ? throw Error(name, $"entry {at}: expected a finite number, found {start[at]}")
            : start;
    }

    private void Expect(string key, string value)
    {
        string found = Metadata(key);
        if (found != value)
        {
            throw new ModelFormatException(_name, $"metadata '{key}': expected '{value}', found {ModelFormatException.Quote(found)}");
        }
    }

    private string Metadata(string key) => _file.Metadata.GetValueOrDefault(key) is { Length: > 0 } value
        ? value
        : throw new ModelFormatException(_name, $"metadata '{key}' is missing: not a model file of this toolkit");

    private ModelFormatException Error(string tensor, string problem) =>
        new(_name, $"tensor {ModelFormatException.Quote(tensor)}: {problem}");
}
