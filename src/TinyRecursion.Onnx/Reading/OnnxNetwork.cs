using TinyRecursion.IO;
using TinyRecursion.Models;
using TinyRecursion.Onnx.Format;
using TinyRecursion.Onnx.Reading.Drafts;
using TinyRecursion.Onnx.Reading.Values;
using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Onnx.Reading;

/// <summary>
/// A feed-forward network of an ONNX file (onnx.ai, opsets 8 to 28) as a rule with one cell: the state's first entries are the inputs, one step makes
/// the outputs, and the logits are they. Every number in single precision of the file stands in the rule as it is; none is multiplied or added up
/// with rounding, so that what is proved of the rule in exact arithmetic holds for the file. Immutable and safe to share between threads.
/// </summary>
/// <remarks>
/// A file is not trusted: lengths, shapes and what they multiply to are checked before anything is allocated, nothing outside the file is opened, and
/// memory stays within a small multiple of its length.
/// </remarks>
/// <example>
/// <code>
/// OnnxNetwork network = OnnxNetwork.Read("ACASXU_run2a_1_1_batch_2000.onnx");
/// float[] scores = network.Run([0.6f, 0, 0, 0.45f, -0.45f]);
/// </code>
/// </example>
public sealed class OnnxNetwork
{
    private readonly float[] _parameters;

    private OnnxNetwork(RuleGraph graph, float[] parameters, IReadOnlyList<OnnxTensor> inputs, IReadOnlyList<OnnxTensor> outputs)
    {
        (Graph, _parameters, Inputs, Outputs) = (graph, parameters, inputs, outputs);
    }

    /// <summary>The rule; its state is as wide as all inputs or all outputs, whichever is more.</summary>
    public RuleGraph Graph { get; }

    /// <summary>The rule's flat parameter vector; all finite.</summary>
    public ReadOnlyMemory<float> Parameters => _parameters;

    /// <summary>The inputs in the order of the file, constants left out.</summary>
    public IReadOnlyList<OnnxTensor> Inputs { get; }

    /// <summary>The outputs in the order of the file.</summary>
    public IReadOnlyList<OnnxTensor> Outputs { get; }

    /// <summary>Elements of all inputs.</summary>
    public int InputCount => Inputs.Sum(input => input.Count);

    /// <summary>Elements of all outputs.</summary>
    public int OutputCount => Graph.ReadoutWidth;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelFormatException">It is no such network, or has operators that rules do not have; the message is one line that names the node or tensor.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static OnnxNetwork Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = RegularFile.OpenRead(path);
        if (stream.Length > Array.MaxLength)
        {
            throw new ModelFormatException(path, $"expected at most {Array.MaxLength} bytes, found {stream.Length}");
        }

        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)stream.Length);
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return Read(bytes.AsMemory(0, length), path);
    }

    /// <summary>Reads the bytes of a file.</summary>
    /// <param name="bytes">The bytes; nobody may change them while they are read.</param>
    /// <param name="name">The name that errors give.</param>
    /// <exception cref="ModelFormatException">They are no such network.</exception>
    public static OnnxNetwork Read(ReadOnlyMemory<byte> bytes, string name) => Read(bytes, name, new Dictionary<string, TensorProto>());

    /// <summary>Reads the bytes of a file, some of whose inputs are given.</summary>
    internal static OnnxNetwork Read(ReadOnlyMemory<byte> bytes, string name, IReadOnlyDictionary<string, TensorProto> given)
    {
        NetworkReader.Result read = NetworkReader.Read(bytes, name, given);
        try
        {
            return Of(read);
        }
        catch (OnnxProblem problem)
        {
            throw new ModelFormatException(name, problem.Message, problem);
        }
    }

    /// <summary>Makes the rule of what was read.</summary>
    internal static OnnxNetwork Of(NetworkReader.Result read)
    {
        if (read.Inputs.Count == 0)
        {
            throw new OnnxProblem("expected inputs, found none");
        }

        var outputs = new List<OnnxTensor>();
        var elements = new List<Element>();
        foreach ((string name, Value value) in read.Outputs)
        {
            if (value.Type != ElementType.Float || value.Count == 0)
            {
                throw new OnnxProblem($"output {ModelFormatException.Quote(name)}: expected elements of type float, found {(value.Count == 0 ? "none" : Value.Name(value.Type))}");
            }

            outputs.Add(new OnnxTensor(name, value.Dims, elements.Count, value.Count));
            read.Draft.Budget.Take(value.Count);
            elements.AddRange(value.Elements);
        }

        (RuleGraph graph, float[] parameters) = DraftEmitter.Emit(read.Draft, [.. elements]);
        return new OnnxNetwork(graph, parameters, read.Inputs, outputs);
    }

    /// <summary>Runs the network once. For many runs open <see cref="ToModel"/> and keep a session.</summary>
    /// <param name="inputs">All inputs, one after the other.</param>
    /// <returns>All outputs, one after the other.</returns>
    /// <exception cref="ArgumentException">They are not as many as the network has.</exception>
    public float[] Run(ReadOnlySpan<float> inputs)
    {
        if (inputs.Length != InputCount)
        {
            throw new ArgumentException($"{inputs.Length} numbers, the network has {InputCount} inputs.", nameof(inputs));
        }

        using ModelRule rule = ToModel(new Dictionary<string, string>()).Open();
        using IRuleSession session = rule.Open();
        session.Bind(new Problem(new Topology(cells: 1), featureColumns: 0, []));
        var state = new float[Graph.StateWidth];
        inputs.CopyTo(state);
        session.SetState(state);
        session.Step();
        return session.Readout().ToArray();
    }

    /// <summary>The network as a model of the toolkit, of the task <c>network</c>. Its card says which entries are which inputs and outputs.</summary>
    /// <param name="card">More for the card.</param>
    /// <exception cref="ArgumentException">The card is too large.</exception>
    public Model ToModel(IReadOnlyDictionary<string, string> card)
    {
        ArgumentNullException.ThrowIfNull(card);
        var whole = new Dictionary<string, string>(card)
        {
            ["inputs"] = Described(Inputs),
            ["outputs"] = Described(Outputs),
        };
        return new Model(TaskName, Graph, _parameters, whole, cycles: null);
    }

    /// <summary>What models of networks name as their task.</summary>
    internal const string TaskName = "network";

    private static string Described(IReadOnlyList<OnnxTensor> tensors) => string.Join(", ", tensors.Select(tensor => $"{tensor.Name} [{string.Join(", ", tensor.Shape)}]"));
}
