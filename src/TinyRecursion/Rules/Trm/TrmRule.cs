using System.Globalization;

namespace TinyRecursion.Rules.Trm;

/// <summary>
/// The rule of tiny recursive models as published (arXiv 2510.04871): blocks of attention or of mixing across
/// positions, each followed by a gated unit, with normalisation after each sum. Nested cycles
/// repeat it.
/// </summary>
/// <remarks>
/// <code>
/// x  = √d · (token ‖ puzzle slots [+ position, over √2])          encoding
/// attention:  u ← rmsnorm(u + attend(u Wq, u Wk, u Wv) Wo)
/// mixer:      uᵀ ← rmsnorm(uᵀ + (silu(uᵀ Wg) · uᵀ Wu) Wd)
/// both:       u ← rmsnorm(u + (silu(u Wg) · u Wu) Wd)
/// logits = u Wt;  halting = u Wh + bh at the first cell
/// </code>
/// </remarks>
internal static class TrmRule
{
    /// <summary>Name of the table of puzzle embeddings.</summary>
    public const string PuzzleTable = "embed.puzzles";

    /// <summary>Feature column of the tokens: token + 1, or 0 in a puzzle slot.</summary>
    public const int TokenColumn = 0;

    /// <summary>Builds the graph.</summary>
    /// <param name="config">The architecture.</param>
    /// <exception cref="ArgumentException">The fields do not fit each other.</exception>
    public static RuleGraph Create(TrmConfig config)
    {
        config.Validate();
        var b = new RuleGraphBuilder(config.Width, FeatureColumns(config));
        int encoding = Encoding(b, config);
        int u = b.State();
        for (int layer = 0; layer < config.Layers; layer++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"layers.{layer}.");
            u = config.Mixer ? Mix(b, config, u, name) : Attend(b, config, u, name);
            u = b.RmsNorm(b.Add(u, Gated(b, config, u, name + "gated")), config.Epsilon);
        }

        return b.Build(
            u, b.Linear(u, config.VocabularySize, "head.tokens", bias: false), encoding,
            b.Linear(u, 2, "head.halting", bias: true));
    }

    /// <summary>Features of a cell: its token, the part of a puzzle embedding, its position, as far as they are used.</summary>
    public static int FeatureColumns(TrmConfig config) =>
        1 + (config.PuzzleWidth > 0 ? 1 : 0) + (config.Positions == TrmPositions.Learned ? 1 : 0);

    private static int Encoding(RuleGraphBuilder b, TrmConfig config)
    {
        int x = b.EmbedSlot(TokenColumn, config.VocabularySize, config.Width, config.Width, "embed.tokens");
        if (config.PuzzleWidth > 0)
        {
            x = b.Add(x, b.EmbedSlot(TokenColumn + 1, config.PuzzleCount, config.PuzzleWidth, config.Width, PuzzleTable));
        }

        if (config.Positions == TrmPositions.Learned)
        {
            int position = b.Embed(FeatureColumns(config) - 1, config.Cells, config.Width, "embed.positions");
            // Over √2, so that the sum is as large as its terms.
            x = b.Scale(b.Add(x, position), 0.707106781f);
        }

        return b.Scale(x, (float)Math.Sqrt(config.Width));
    }

    private static int Attend(RuleGraphBuilder b, TrmConfig config, int u, string name)
    {
        int width = config.Heads * config.HeadWidth;
        int query = b.Linear(u, width, name + "attention.query", bias: false);
        int key = b.Linear(u, width, name + "attention.key", bias: false);
        int value = b.Linear(u, width, name + "attention.value", bias: false);
        if (config.Positions == TrmPositions.Rotary)
        {
            query = b.Rotary(query, config.Heads, config.RotaryBase);
            key = b.Rotary(key, config.Heads, config.RotaryBase);
        }

        int heard = b.Linear(b.Attention(query, key, value, config.Heads), config.Width, name + "attention.output", bias: false);
        return b.RmsNorm(b.Add(u, heard), config.Epsilon);
    }

    private static int Mix(RuleGraphBuilder b, TrmConfig config, int u, string name)
    {
        int turned = b.Transpose(u, config.Cells);
        int mixed = b.RmsNorm(b.Add(turned, Gated(b, config, turned, name + "mixer")), config.Epsilon);
        return b.Transpose(mixed, config.Cells);
    }

    /// <summary>A gated linear unit (SwiGLU, Shazeer 2020, arXiv 2002.05202).</summary>
    private static int Gated(RuleGraphBuilder b, TrmConfig config, int u, string name)
    {
        int width = b.Shape(u).Width, inner = config.GatedWidth(width);
        int gate = b.Silu(b.Linear(u, inner, name + ".gate", bias: false));
        int up = b.Linear(u, inner, name + ".up", bias: false);
        return b.Linear(b.Multiply(gate, up), width, name + ".down", bias: false);
    }
}
