using System.Globalization;
using TinyRecursion.Rules;
using TinyRecursion.Rules.Trm;

namespace TinyRecursion.Models.Trm;

/// <summary>The tensors of published checkpoints of one architecture.</summary>
internal static class TrmTensors
{
    /// <summary>The start of the high state, not a weight of the rule.</summary>
    public const string HighStart = "H_init";

    /// <summary>The start of the low state.</summary>
    public const string LowStart = "L_init";

    /// <summary>The puzzle embeddings.</summary>
    public const string Puzzles = "puzzle_emb.weights";

    /// <summary>The tensors that hold the rule's weights, every weight once.</summary>
    public static List<TrmTensor> Of(TrmConfig config, RuleGraph graph)
    {
        Dictionary<string, WeightShape> weights = graph.Weights.ToDictionary(weight => weight.Name);
        var tensors = new List<TrmTensor> { Table("embed_tokens.embedding_weight", "embed.tokens") };
        if (config.PuzzleWidth > 0)
        {
            tensors.Add(Table(Puzzles, TrmRule.PuzzleTable));
        }

        if (config.Positions == TrmPositions.Learned)
        {
            tensors.Add(Table("embed_pos.embedding_weight", "embed.positions"));
        }

        tensors.Add(Map("lm_head.weight", "head.tokens"));
        tensors.Add(Map("q_head.weight", "head.halting"));
        WeightShape bias = weights["head.halting.bias"];
        tensors.Add(new TrmTensor("q_head.bias", [bias.Columns], [bias], Transposed: false));
        for (int layer = 0; layer < config.Layers; layer++)
        {
            string published = string.Create(CultureInfo.InvariantCulture, $"L_level.layers.{layer}.");
            string ours = string.Create(CultureInfo.InvariantCulture, $"layers.{layer}.");
            if (config.Mixer)
            {
                tensors.Add(Map(published + "mlp_t.gate_up_proj.weight", ours + "mixer.gate", ours + "mixer.up"));
                tensors.Add(Map(published + "mlp_t.down_proj.weight", ours + "mixer.down"));
            }
            else
            {
                tensors.Add(Map(
                    published + "self_attn.qkv_proj.weight", ours + "attention.query", ours + "attention.key", ours + "attention.value"));
                tensors.Add(Map(published + "self_attn.o_proj.weight", ours + "attention.output"));
            }

            tensors.Add(Map(published + "mlp.gate_up_proj.weight", ours + "gated.gate", ours + "gated.up"));
            tensors.Add(Map(published + "mlp.down_proj.weight", ours + "gated.down"));
        }

        return tensors;

        TrmTensor Table(string name, string weight) =>
            new(name, [weights[weight].Rows, weights[weight].Columns], [weights[weight]], Transposed: false);

        TrmTensor Map(string name, params string[] maps)
        {
            WeightShape[] parts = [.. maps.Select(map => weights[map + ".weight"])];
            return new TrmTensor(name, [parts.Sum(part => part.Columns), parts[0].Rows], parts, Transposed: true);
        }
    }
}
