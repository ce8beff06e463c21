using TinyRecursion.Models.Trm;
using TinyRecursion.Rules.Trm;
using TorchSharp;
using static TorchSharp.torch;

namespace TinyRecursion.TorchComparison;

/// <summary>A tiny recursive model in eager TorchSharp, operation by operation as the published code runs it.</summary>
internal sealed class TorchTrm : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly TrmConfig _config;
    private readonly Dictionary<string, Tensor> _tensors;
    private readonly Tensor? _cos;
    private readonly Tensor? _sin;

    /// <summary>Copies a model's tensors.</summary>
    public TorchTrm(TrmModel model)
    {
        _config = model.Config;
        _tensors = TrmCheckpoint.Write(model).ToDictionary(
            one => one.Name["model.inner.".Length..], one => tensor(one.ToFloat32(), one.Shape.ToArray()));
        if (_config.Positions == TrmPositions.Rotary)
        {
            int width = _config.HeadWidth;
            Tensor frequencies = 1.0f / pow(tensor(_config.RotaryBase), arange(0, width, 2, float32) / width);
            Tensor angles = outer(arange(_config.Cells, float32), frequencies);
            Tensor both = cat([angles, angles], -1);
            (_cos, _sin) = (both.cos(), both.sin());
        }
    }

    /// <summary>The states that a batch starts from.</summary>
    public (Tensor High, Tensor Low) Start(int batch)
    {
        long[] shape = [batch, _config.Cells, _config.Width];
        return (_tensors["H_init"].expand(shape), _tensors["L_init"].expand(shape));
    }

    /// <summary>Encodes a batch.</summary>
    /// <param name="tokens">Batch × tokens.</param>
    /// <param name="puzzles">Batch.</param>
    public Tensor Encode(Tensor tokens, Tensor puzzles)
    {
        Tensor x = _tensors["embed_tokens.embedding_weight"][tokens];
        if (_config.PuzzleWidth > 0)
        {
            Tensor puzzle = _tensors["puzzle_emb.weights"][puzzles];
            long missing = ((long)_config.PuzzleSlots * _config.Width) - _config.PuzzleWidth;
            puzzle = missing > 0 ? nn.functional.pad(puzzle, [0, missing]) : puzzle;
            x = cat([puzzle.view(-1, _config.PuzzleSlots, _config.Width), x], -2);
        }

        if (_config.Positions == TrmPositions.Learned)
        {
            x = 0.707106781 * (x + _tensors["embed_pos.embedding_weight"]);
        }

        return Math.Sqrt(_config.Width) * x;
    }

    /// <summary>One supervision step.</summary>
    public (Tensor High, Tensor Low) Step(Tensor high, Tensor low, Tensor encoding)
    {
        for (int i = 0; i < _config.HighCycles; i++)
        {
            for (int j = 0; j < _config.LowCycles; j++)
            {
                low = Apply(low, high + encoding);
            }

            high = Apply(high, low);
        }

        return (high, low);
    }

    /// <summary>The logits of the tokens, batch × tokens × vocabulary.</summary>
    public Tensor Logits(Tensor high) =>
        nn.functional.linear(high, _tensors["lm_head.weight"])[TensorIndex.Colon, TensorIndex.Slice(_config.PuzzleSlots)];

    /// <summary>Applies the rule.</summary>
    public Tensor Apply(Tensor state, Tensor injection)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor u = state + injection;
        for (int layer = 0; layer < _config.Layers; layer++)
        {
            string name = $"L_level.layers.{layer}.";
            if (_config.Mixer)
            {
                u = u.transpose(1, 2);
                u = Normalise(u + Gated(u, name + "mlp_t"));
                u = u.transpose(1, 2);
            }
            else
            {
                u = Normalise(u + Attend(u, name + "self_attn"));
            }

            u = Normalise(u + Gated(u, name + "mlp"));
        }

        return scope.MoveToOuter(u);
    }

    /// <summary>Releases the tensors.</summary>
    public void Dispose() => _scope.Dispose();

    /// <summary>A gated unit.</summary>
    public Tensor Gated(Tensor x, string name)
    {
        Tensor[] both = nn.functional.linear(x, _tensors[name + ".gate_up_proj.weight"]).chunk(2, -1);
        return nn.functional.linear(nn.functional.silu(both[0]) * both[1], _tensors[name + ".down_proj.weight"]);
    }

    /// <summary>The normalisation.</summary>
    public Tensor Normalise(Tensor x) => x * rsqrt(x.square().mean([-1], keepdim: true) + _config.Epsilon);

    private Tensor Attend(Tensor x, string name)
    {
        Tensor all = nn.functional.linear(x, _tensors[name + ".qkv_proj.weight"])
            .view(x.shape[0], x.shape[1], 3 * _config.Heads, _config.HeadWidth);
        Tensor[] parts = all.chunk(3, 2);
        Tensor query = parts[0], key = parts[1];
        if (_cos is not null)
        {
            (query, key) = (Turn(query), Turn(key));
        }

        Tensor heard = nn.functional.scaled_dot_product_attention(
            query.transpose(1, 2), key.transpose(1, 2), parts[2].transpose(1, 2));
        heard = heard.transpose(1, 2).contiguous().view(x.shape[0], x.shape[1], -1);
        return nn.functional.linear(heard, _tensors[name + ".o_proj.weight"]);
    }

    private Tensor Turn(Tensor x)
    {
        Tensor[] halves = x.chunk(2, -1);
        return (x * _cos!.unsqueeze(-2)) + (cat([-halves[1], halves[0]], -1) * _sin!.unsqueeze(-2));
    }
}
