using System.Text;
using System.Text.Json;
using TinyRecursion.Rules;

namespace TinyRecursion.Models;

/// <summary>
/// A trained rule in one self-describing file: safetensors with the weights by name, and the graph, the task and the
/// training card in the metadata. Immutable and safe to share between threads.
/// </summary>
public sealed class Model
{
    private const string Format = "trm";
    private const string Version = "1";

    private readonly float[] _parameters;

    /// <summary>Creates a model.</summary>
    /// <param name="task">The task that it is for, such as <c>sudoku</c>.</param>
    /// <param name="graph">The rule.</param>
    /// <param name="parameters">The flat parameter vector; copied.</param>
    /// <param name="card">Where it comes from: data, seed, options.</param>
    /// <exception cref="ArgumentException">The number of parameters does not fit the graph, or one is not finite.</exception>
    public Model(string task, RuleGraph graph, ReadOnlySpan<float> parameters, IReadOnlyDictionary<string, string> card)
    {
        ArgumentException.ThrowIfNullOrEmpty(task);
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(card);
        if (parameters.Length != graph.ParameterCount)
        {
            throw new ArgumentException($"{parameters.Length} parameters, the graph has {graph.ParameterCount}.", nameof(parameters));
        }

        foreach (float parameter in parameters)
        {
            if (!float.IsFinite(parameter))
            {
                throw new ArgumentException("A parameter is not finite.", nameof(parameters));
            }
        }

        Task = task;
        Graph = graph;
        Card = new SortedDictionary<string, string>(card.ToDictionary(), StringComparer.Ordinal);
        _parameters = parameters.ToArray();
    }

    /// <summary>The task that the model is for.</summary>
    public string Task { get; }

    /// <summary>The rule.</summary>
    public RuleGraph Graph { get; }

    /// <summary>The flat parameter vector, see <see cref="WeightShape.Offset"/>.</summary>
    public ReadOnlyMemory<float> Parameters => _parameters;

    /// <summary>The training card, in the order of its keys.</summary>
    public IReadOnlyDictionary<string, string> Card { get; }

    /// <summary>Reads a model file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelFormatException">It is not a model; the message names the file and the field.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Model Load(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return Load(stream, path);
    }

    /// <summary>Reads a model from a stream that knows its length.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">The name that errors give.</param>
    /// <exception cref="ModelFormatException">It is not a model.</exception>
    public static Model Load(Stream stream, string name)
    {
        Safetensors file = SafetensorsFile.Read(stream, name);
        Expect("format", Format);
        Expect("trm.version", Version);
        RuleGraph graph = GraphJson.Read(Metadata("trm.graph"), name);
        if ((long)graph.ParameterCount * sizeof(float) > file.Tensors.Sum(tensor => 8L * tensor.Data.Length))
        {
            throw new ModelFormatException(name, $"the graph needs {graph.ParameterCount} parameters, far more than the file holds");
        }

        var parameters = new float[graph.ParameterCount];
        var tensors = file.Tensors.ToDictionary(tensor => tensor.Name);
        foreach (WeightShape weight in graph.Weights)
        {
            if (!tensors.Remove(weight.Name, out Tensor? tensor))
            {
                throw new ModelFormatException(name, $"tensor '{weight.Name}' is missing, expected [{weight.Rows}, {weight.Columns}]");
            }

            Fill(tensor, weight, parameters.AsSpan(weight.Offset, weight.Count), name);
        }

        return tensors.Count == 0
            ? new Model(Metadata("trm.task"), graph, parameters, ReadCard(Metadata("trm.card"), name))
            : throw new ModelFormatException(name, $"tensor '{tensors.Keys.First()}' belongs to no weight of the graph");

        string Metadata(string key) => file.Metadata.GetValueOrDefault(key) is { Length: > 0 } value
            ? value
            : throw new ModelFormatException(name, $"metadata '{key}' is missing: not a model file of this toolkit");

        void Expect(string key, string value)
        {
            if (Metadata(key) != value)
            {
                throw new ModelFormatException(name, $"metadata '{key}' is '{Metadata(key)}', expected '{value}'");
            }
        }
    }

    /// <summary>Writes the model in one step. The same model gives the same bytes.</summary>
    /// <param name="path">The file to create or replace.</param>
    /// <exception cref="IOException">It cannot be written; an older file is left as it was.</exception>
    public void Save(string path)
    {
        var tensors = Graph.Weights.Select(weight => Tensor.FromFloat32(
            weight.Name, [weight.Rows, weight.Columns], _parameters.AsSpan(weight.Offset, weight.Count))).ToList();
        SafetensorsFile.Write(path, tensors, new Dictionary<string, string>
        {
            ["format"] = Format,
            ["trm.version"] = Version,
            ["trm.task"] = Task,
            ["trm.graph"] = GraphJson.Write(Graph),
            ["trm.card"] = WriteCard(),
        });
    }

    private static void Fill(Tensor tensor, WeightShape weight, Span<float> target, string name)
    {
        if (!tensor.Shape.SequenceEqual([weight.Rows, weight.Columns]))
        {
            throw new ModelFormatException(
                name, $"tensor '{weight.Name}' is {tensor.ShapeText}, expected [{weight.Rows}, {weight.Columns}]");
        }

        if (tensor.Type is not (DType.F32 or DType.F16 or DType.BF16 or DType.F64))
        {
            throw new ModelFormatException(name, $"tensor '{weight.Name}' has dtype {tensor.Type}, expected floats");
        }

        tensor.ToFloat32().CopyTo(target);
        for (int i = 0; i < target.Length; i++)
        {
            if (!float.IsFinite(target[i]))
            {
                throw new ModelFormatException(name, $"tensor '{weight.Name}': entry {i} is {target[i]}");
            }
        }
    }

    private static Dictionary<string, string> ReadCard(string text, string name)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 4 });
            return document.RootElement.EnumerateObject()
                .GroupBy(field => field.Name).ToDictionary(fields => fields.Key, fields => fields.Last().Value.GetString() ?? string.Empty);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new ModelFormatException(name, "metadata 'trm.card' is not a JSON object of strings", error);
        }
    }

    private string WriteCard()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach ((string key, string value) in Card)
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
