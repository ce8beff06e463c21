using TinyRecursion.Learning;
using TinyRecursion.Models;
using TinyRecursion.Models.Trm;
using TinyRecursion.Problems;
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
/// <para>
/// With untrained weights the recursion is chaotic: each step magnifies a rounding about a thousandfold. Logits, states
/// and losses are therefore computed with the published code's own roundings (<see cref="Execution.Reference.ReferenceRule"/>);
/// <see cref="VectorStep"/> ties vector execution, which products run, to them. Gradients are those of vector execution.
/// </para>
/// </remarks>
internal sealed class ParityCase
{
    /// <summary>Allowed difference of logits and states.</summary>
    public const double ValueTolerance = 1e-4;

    /// <summary>Allowed difference of losses, relative to the loss.</summary>
    public const double LossTolerance = 1e-6;

    /// <summary>Allowed difference of gradients, relative to the largest entry of the tensor.</summary>
    public const double GradientTolerance = 1e-3;

    /// <summary>
    /// The quantity that every case has besides those of its file: the largest difference of the state between vector
    /// execution and the published code's arithmetic over all applications of the rule, each from the latter's state.
    /// </summary>
    public const string VectorStep = "vector.step";

    private readonly string _path;
    private readonly Safetensors _expected;
    private readonly TrmModel _model;
    private readonly Problem[] _problems;
    private readonly TokenLoss[] _losses;
    private readonly int[] _puzzles;

    private ParityCase(string name, string path, TrmModel model, Safetensors expected)
    {
        (Name, _path, _model, _expected) = (name, path, model, expected);
        var comparison = new ParityComparison(path, expected);
        _puzzles = comparison.Numbers("puzzle_identifiers");
        TrmConfig config = model.Config;
        int length = config.SequenceLength;
        int[] inputs = comparison.Numbers("inputs", _puzzles.Length * length);
        int[] labels = comparison.Numbers("labels", _puzzles.Length * length);
        _problems = new Problem[_puzzles.Length];
        _losses = new TokenLoss[_puzzles.Length];
        for (int i = 0; i < _problems.Length; i++)
        {
            _losses[i] = new TokenLoss(config.PuzzleSlots, LabelsOf(labels.AsSpan(i * length, length)));
            try
            {
                _problems[i] = TrmProblem.Encode(config, inputs.AsSpan(i * length, length), _puzzles[i]);
            }
            catch (ArgumentException error)
            {
                throw comparison.Broken($"instance {i}: {error.Message}", error);
            }
        }

        int[] LabelsOf(Span<int> row)
        {
            foreach (int label in row)
            {
                if (label != TokenLoss.Ignored && (uint)label >= (uint)config.VocabularySize)
                {
                    throw comparison.Broken($"tensor 'labels': label {label}, the model knows {config.VocabularySize}");
                }
            }

            return row.ToArray();
        }
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

    /// <summary>Computes everything that the expected file has, and <see cref="VectorStep"/>.</summary>
    /// <returns>The largest difference of each quantity, in the order of the file.</returns>
    /// <exception cref="FormatException">A tensor has another shape than the config makes it.</exception>
    public IReadOnlyList<ParityDifference> Run()
    {
        var comparison = new ParityComparison(_path, _expected);
        new ParityForward(_model, comparison).Run(_problems, _losses);
        new ParityTraining(_model, comparison).Run(_problems, _losses, _puzzles);
        return comparison.Differences();
    }
}
