using System.Globalization;
using TinyRecursion.Execution.Float;
using TinyRecursion.Models;
using TinyRecursion.Models.Trm;
using TinyRecursion.Problems;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using TinyRecursion.Rules.Trm;
using TinyRecursion.Training.Gradients;

namespace TinyRecursion.Training.Parity;

/// <summary>
/// One configuration of the published code of tiny recursive models with weights, inputs and everything that it
/// computes of them, compared with what is computed here.
/// </summary>
/// <remarks>
/// Three files: <c>NAME.config.json</c>, <c>NAME.weights.safetensors</c> and <c>NAME.expected.safetensors</c>. The last
/// one holds <c>inputs</c> and <c>labels</c> (batch × tokens), <c>puzzle_identifiers</c>, and any of: <c>stepN.logits</c>
/// and <c>stepN.q_halt_logits</c> after each supervision step, <c>final.z_H</c> and <c>final.z_L</c>, the first step's
/// <c>train.loss</c>, <c>train.lm_loss</c> and <c>train.q_halt_loss</c> summed over the batch, and <c>grad.*</c> of that
/// loss divided by the batch size; <c>grad.puzzle_emb.local_weights</c> has a row for each instance.
/// </remarks>
public sealed class ParityCase
{
    /// <summary>Allowed difference of logits and states.</summary>
    public const double ValueTolerance = 1e-4;

    /// <summary>Allowed difference of losses, relative to the loss.</summary>
    public const double LossTolerance = 1e-6;

    /// <summary>Allowed difference of gradients, relative to the largest entry of the tensor.</summary>
    public const double GradientTolerance = 1e-3;

    private const string PuzzleRows = "grad.puzzle_emb.local_weights";
    private const string GradientPrefix = "grad.";

    private readonly string _path;
    private readonly Safetensors _expected;
    private readonly TrmModel _model;
    private readonly int[] _inputs;
    private readonly int[] _labels;
    private readonly int[] _puzzles;
    private readonly List<ParityDifference> _differences = [];

    private ParityCase(string name, string path, TrmModel model, Safetensors expected)
    {
        (Name, _path, _model, _expected) = (name, path, model, expected);
        _puzzles = Find("puzzle_identifiers").ToInt32();
        int tokens = _puzzles.Length * model.Config.SequenceLength;
        _inputs = Numbers("inputs", tokens);
        _labels = Numbers("labels", tokens);
    }

    /// <summary>The configuration's name.</summary>
    public string Name { get; }

    /// <summary>The names of the configurations in a folder, in ordinal order.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyList<string> NamesIn(string folder) =>
    [
        .. Directory.GetFiles(folder, "*.config.json")
            .Select(file => Path.GetFileName(file)[..^".config.json".Length]).Order(StringComparer.Ordinal),
    ];

    /// <summary>Reads a configuration.</summary>
    /// <param name="folder">The folder of the three files.</param>
    /// <param name="name">Its name.</param>
    /// <exception cref="FormatException">A file is broken, or they do not fit each other; the message names file and tensor.</exception>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    public static ParityCase Read(string folder, string name)
    {
        string weights = Path.Combine(folder, name + ".weights.safetensors");
        string expected = Path.Combine(folder, name + ".expected.safetensors");
        TrmConfig config = TrmConfigJson.ReadFile(Path.Combine(folder, name + ".config.json"));
        TrmModel model = TrmCheckpoint.Read(SafetensorsFile.Read(weights), weights, config);
        return new ParityCase(name, expected, model, SafetensorsFile.Read(expected));
    }

    /// <summary>Computes everything that the expected file has.</summary>
    /// <returns>The largest difference of each quantity, in the order of the file.</returns>
    /// <exception cref="FormatException">A tensor has another shape than the config makes it.</exception>
    public IReadOnlyList<ParityDifference> Run()
    {
        _differences.Clear();
        RunForward();
        RunTraining();
        List<string> order = [.. _expected.Tensors.Select(tensor => tensor.Name)];
        return [.. _differences.OrderBy(difference => order.IndexOf(difference.Quantity))];
    }

    private void RunForward()
    {
        int steps = 0;
        while (_expected.Find(StepName(steps + 1, "logits")) is not null)
        {
            steps++;
        }

        int width = _model.Config.Width, prefix = _model.Config.PuzzleSlots * _model.Config.VocabularySize;
        int scores = _model.Config.SequenceLength * _model.Config.VocabularySize;
        var logits = new List<float>[steps];
        var halting = new List<float>[steps];
        var high = new List<float>();
        var low = new List<float>();
        for (int step = 0; step < steps; step++)
        {
            (logits[step], halting[step]) = ([], []);
        }

        using var inner = new NeuralRule(_model.Graph, _model.Parameters.Span);
        using IRuleSession session = new NestedCycles(inner, _model.Cycles).Open();
        for (int i = 0; i < _puzzles.Length; i++)
        {
            Problem problem = ProblemOf(i);
            session.Bind(problem);
            for (int step = 0; step < steps; step++)
            {
                session.Step();
                logits[step].AddRange(session.Readout().Slice(prefix, scores));
                halting[step].Add(session.HaltScore()!.Value);
            }

            var state = new float[problem.Cells * 2 * width];
            session.CopyState(state);
            for (int at = 0; at < state.Length; at += 2 * width)
            {
                high.AddRange(state.AsSpan(at, width));
                low.AddRange(state.AsSpan(at + width, width));
            }
        }

        for (int step = 0; step < steps; step++)
        {
            Compare(StepName(step + 1, "logits"), logits[step]);
            Compare(StepName(step + 1, "q_halt_logits"), halting[step]);
        }

        Compare("final.z_H", high);
        Compare("final.z_L", low);
    }

    private void RunTraining()
    {
        var gradient = new float[_model.Graph.ParameterCount];
        double tokens = 0, halting = 0;
        int? puzzleTable = _model.Config.PuzzleWidth == 0 ? null
            : _model.Graph.Weights.ToList().FindIndex(weight => weight.Name == TrmRule.PuzzleTable);
        var puzzleRows = new List<float>();
        using var weights = new FloatWeights(_model.Graph, _model.Parameters.Span);
        using var nested = new NestedGradient(weights, _model.Cycles);
        using var buffer = new GradientBuffer(_model.Graph, puzzleTable);
        for (int i = 0; i < _puzzles.Length; i++)
        {
            Problem problem = ProblemOf(i);
            var state = new float[problem.Cells * 2 * _model.Config.Width];
            _model.Cycles.FillStart(state, _model.Config.Width);
            int length = _model.Config.SequenceLength;
            var loss = new TokenLoss(_model.Config.PuzzleSlots, _labels[(i * length)..((i + 1) * length)]);
            buffer.Clear();
            NestedLoss result = nested.Run(problem, state, loss, buffer);
            tokens += result.Tokens;
            halting += result.Halting;
            buffer.AddTo(gradient, 1f / _puzzles.Length);
            if (puzzleTable is { } table)
            {
                puzzleRows.AddRange(buffer.CopyRow(table, _puzzles[i]).Select(g => g / _puzzles.Length));
            }
        }

        CompareLoss("train.loss", tokens + (NestedGradient.HaltingShare * halting));
        CompareLoss("train.lm_loss", tokens);
        CompareLoss("train.q_halt_loss", halting);
        foreach ((string name, float[] values) in TrmCheckpoint.ByName(_model, gradient))
        {
            Compare(GradientPrefix + name, values, GradientTolerance, relative: true);
        }

        Compare(PuzzleRows, puzzleRows, GradientTolerance, relative: true);
    }

    private Problem ProblemOf(int instance)
    {
        int length = _model.Config.SequenceLength;
        try
        {
            return TrmProblem.Encode(_model.Config, _inputs.AsSpan(instance * length, length), _puzzles[instance]);
        }
        catch (ArgumentException error)
        {
            throw new FormatException($"{_path}: instance {instance}: {error.Message}", error);
        }
    }

    private void CompareLoss(string name, double actual)
    {
        if (_expected.Find(name) is not null)
        {
            double expected = Doubles(name, 1)[0];
            Add(name, Math.Abs(actual - expected) / Math.Max(Math.Abs(expected), double.Epsilon), LossTolerance);
        }
    }

    private void Compare(string name, IReadOnlyList<float> actual, double tolerance = ValueTolerance, bool relative = false)
    {
        if (_expected.Find(name) is null)
        {
            return;
        }

        double[] expected = Doubles(name, actual.Count);
        double difference = 0, largest = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            // Not Math.Max alone: what is not a number must stay visible.
            double here = Math.Abs(actual[i] - expected[i]);
            difference = double.IsNaN(here) ? double.PositiveInfinity : Math.Max(difference, here);
            largest = Math.Max(largest, Math.Abs(expected[i]));
        }

        Add(name, relative && largest > 0 ? difference / largest : difference, tolerance);
    }

    private void Add(string name, double difference, double tolerance) =>
        _differences.Add(new ParityDifference(name, difference, tolerance));

    private static string StepName(int step, string what) => string.Create(CultureInfo.InvariantCulture, $"step{step}.{what}");

    private Tensor Find(string name) =>
        _expected.Find(name) ?? throw new FormatException($"{_path}: tensor '{name}' is missing");

    private int[] Numbers(string name, int count) => Counted(name, Find(name).ToInt32(), count);

    private double[] Doubles(string name, int count) => Counted(name, Find(name).ToFloat64(), count);

    private T[] Counted<T>(string name, T[] values, int count) => values.Length == count
        ? values
        : throw new FormatException($"{_path}: tensor '{name}': expected {count} entries, found {values.Length}");
}
