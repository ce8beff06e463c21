using System.Text;
using System.Text.Json;
using TinyRecursion.Rules.Trm;

namespace TinyRecursion.Models.Trm;

/// <summary>
/// Reads and writes the architecture of a tiny recursive model as JSON with the field names of the published code
/// (arXiv 2510.04871), such as <c>hidden_size</c> and <c>L_cycles</c>.
/// </summary>
/// <remarks>
/// Taken without effect, because the published code does the same: <c>batch_size</c>, <c>H_layers</c>, <c>name</c>,
/// <c>loss</c>. <c>forward_dtype</c> is taken too; computation here is in float32. Every other field that is not
/// known is an error.
/// </remarks>
internal static class TrmConfigJson
{
    private const string Place = "config";
    private static readonly string[] Types = ["float32", "bfloat16", "float16"];
    private static readonly string[] PositionNames = ["none", "rope", "learned"];

    /// <summary>Reads a config.</summary>
    /// <param name="json">The text, UTF-8.</param>
    /// <param name="source">The file's name for errors.</param>
    /// <param name="known">What stands in for sizes that the config leaves to the data, or null.</param>
    /// <exception cref="ModelFormatException">
    /// Not JSON, or a missing, unknown, repeated or unfit field; the message names it.
    /// </exception>
    public static TrmConfig Read(ReadOnlySpan<byte> json, string source, TrmSizes? known = null)
    {
        var cursor = new JsonCursor(json, source, Place);
        try
        {
            TrmConfig config = ReadObject(ref cursor, known ?? new TrmSizes());
            cursor.Finish();
            return config;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw JsonCursor.Malformed(source, Place, error);
        }
    }

    /// <summary>Reads a config file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="known">What stands in for sizes that the config leaves to the data, or null.</param>
    /// <exception cref="ModelFormatException">See the other form.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static TrmConfig ReadFile(string path, TrmSizes? known = null) => Read(File.ReadAllBytes(path), path, known);

    /// <summary>The puzzle slots of a config that may leave other sizes to the data.</summary>
    /// <param name="json">The text, UTF-8.</param>
    /// <param name="source">The file's name for errors.</param>
    /// <exception cref="ModelFormatException">See <see cref="Read"/>.</exception>
    public static int PuzzleSlotsOf(ReadOnlySpan<byte> json, string source) =>
        Read(json, source, new TrmSizes { SequenceLength = 1, VocabularySize = 1, PuzzleCount = 1 }).PuzzleSlots;

    /// <summary>Writes a config; <see cref="Read"/> gives it back.</summary>
    /// <param name="config">The config.</param>
    public static string Write(TrmConfig config)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("seq_len", config.SequenceLength);
            json.WriteNumber("vocab_size", config.VocabularySize);
            json.WriteNumber("num_puzzle_identifiers", config.PuzzleCount);
            json.WriteNumber("puzzle_emb_ndim", config.PuzzleWidth);
            json.WriteNumber("puzzle_emb_len", config.PuzzleSlots);
            json.WriteNumber("H_cycles", config.HighCycles);
            json.WriteNumber("L_cycles", config.LowCycles);
            json.WriteNumber("L_layers", config.Layers);
            json.WriteNumber("hidden_size", config.Width);
            json.WriteNumber("expansion", config.Expansion);
            json.WriteNumber("num_heads", config.Heads);
            json.WriteString("pos_encodings", PositionNames[(int)config.Positions]);
            json.WriteBoolean("mlp_t", config.Mixer);
            json.WriteNumber("rms_norm_eps", config.Epsilon);
            json.WriteNumber("rope_theta", config.RotaryBase);
            json.WriteNumber("halt_max_steps", config.HaltMaximumSteps);
            json.WriteNumber("halt_exploration_prob", config.HaltExploration);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>Reads the object that comes next, which may stand inside another.</summary>
    internal static TrmConfig ReadObject(ref JsonCursor cursor, TrmSizes known)
    {
        int? sequence = known.SequenceLength, vocabulary = known.VocabularySize, puzzles = known.PuzzleCount;
        int puzzleWidth = 0, puzzleSlots = 16;
        int? high = null, low = null, layers = null, width = null, heads = null, steps = null;
        double? expansion = null;
        TrmPositions? positions = null;
        bool mixer = false;
        float epsilon = 1e-5f, rotaryBase = 10000f;
        float? exploration = null;
        var seen = new HashSet<string>();
        cursor.StartObject();
        while (cursor.NextField())
        {
            string field = cursor.FieldName();
            cursor.Once(!seen.Add(field));
            switch (field)
            {
                case "seq_len":
                    sequence = cursor.Int(1);
                    break;
                case "vocab_size":
                    vocabulary = cursor.Int(1);
                    break;
                case "num_puzzle_identifiers":
                    puzzles = cursor.Int(1);
                    break;
                case "puzzle_emb_ndim":
                    puzzleWidth = cursor.Int(0);
                    break;
                case "puzzle_emb_len":
                    puzzleSlots = cursor.Int(0);
                    break;
                case "H_cycles":
                    high = cursor.Int(1);
                    break;
                case "L_cycles":
                    low = cursor.Int(1);
                    break;
                case "L_layers":
                    layers = cursor.Int(1);
                    break;
                case "hidden_size":
                    width = cursor.Int(1);
                    break;
                case "expansion":
                    expansion = cursor.Double();
                    break;
                case "num_heads":
                    heads = cursor.Int(1);
                    break;
                case "pos_encodings":
                    positions = (TrmPositions)cursor.OneOf(PositionNames);
                    break;
                case "mlp_t":
                    mixer = cursor.Flag();
                    break;
                case "rms_norm_eps":
                    epsilon = cursor.Real();
                    break;
                case "rope_theta":
                    rotaryBase = cursor.Real();
                    break;
                case "halt_max_steps":
                    steps = cursor.Int(1);
                    break;
                case "halt_exploration_prob":
                    exploration = cursor.Real();
                    break;
                case "forward_dtype":
                    _ = cursor.OneOf(Types);
                    break;
                case "no_ACT_continue":
                    if (!cursor.Flag())
                    {
                        throw cursor.Error("expected true, found false: the published code cannot run with a continue head either");
                    }

                    break;
                case "causal":
                    if (cursor.Flag())
                    {
                        throw cursor.Error("expected false, found true: every cell sees every cell");
                    }

                    break;
                case "batch_size" or "H_layers" or "name" or "loss":
                    cursor.Skip();
                    break;
                default:
                    throw cursor.UnknownField();
            }
        }

        cursor.At(Place);
        int wide = width ?? throw Missing(ref cursor, "hidden_size", seen);
        int chunks = (puzzleWidth + wide - 1) / wide;
        var config = new TrmConfig
        {
            SequenceLength = sequence ?? throw Missing(ref cursor, "seq_len", seen),
            VocabularySize = vocabulary ?? throw Missing(ref cursor, "vocab_size", seen),
            PuzzleCount = puzzles ?? throw Missing(ref cursor, "num_puzzle_identifiers", seen),
            PuzzleWidth = puzzleWidth,
            // Without an embedding the published code lays out no slots, so a length that only is its default means none.
            PuzzleSlots = puzzleSlots == 0 || (puzzleWidth == 0 && !seen.Contains("puzzle_emb_len")) ? chunks : puzzleSlots,
            HighCycles = high ?? throw Missing(ref cursor, "H_cycles", seen),
            LowCycles = low ?? throw Missing(ref cursor, "L_cycles", seen),
            Layers = layers ?? throw Missing(ref cursor, "L_layers", seen),
            Width = wide,
            Expansion = expansion ?? throw Missing(ref cursor, "expansion", seen),
            Heads = heads ?? throw Missing(ref cursor, "num_heads", seen),
            Positions = positions ?? throw Missing(ref cursor, "pos_encodings", seen),
            Mixer = mixer,
            Epsilon = epsilon,
            RotaryBase = rotaryBase,
            HaltMaximumSteps = steps ?? throw Missing(ref cursor, "halt_max_steps", seen),
            HaltExploration = exploration ?? throw Missing(ref cursor, "halt_exploration_prob", seen),
        };
        try
        {
            // The rule's own builder knows what is too wide or has too many parameters.
            _ = TrmRule.Create(config);
            return config;
        }
        catch (ArgumentException error)
        {
            throw cursor.Error(error.Message);
        }
    }

    private static ModelFormatException Missing(ref JsonCursor cursor, string field, HashSet<string> seen) =>
        cursor.Error($"field '{field}' is missing, found {(seen.Count == 0 ? "no field" : string.Join(", ", seen))}");
}
