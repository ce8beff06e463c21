using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using TinyRecursion.Rules.Trm;

namespace TinyRecursion.Models.Trm;

/// <summary>
/// Published checkpoints of tiny recursive models: reads their tensors into a rule and its nested cycles, and writes
/// them back. Names may have prefixes, such as <c>_orig_mod.</c> and <c>model.inner.</c>, in any order and number, and the model may be
/// one entry of a training run's dictionary.
/// </summary>
internal static class TrmCheckpoint
{
    private const string WrittenPrefix = "model.inner.";

    /// <summary>Tensors that every model has, and nothing else: the first that is there says what stands before all names.</summary>
    private static readonly string[] Anchors = ["embed_tokens.embedding_weight", "lm_head.weight", TrmTensors.HighStart];

    /// <summary>What the entries of a training run beside its model begin with.</summary>
    private static readonly string[] Beside = ["optim", "ema", "sched", "lr_", "rng", "scaler", "carry"];

    /// <summary>Reads a checkpoint.</summary>
    /// <param name="file">Its tensors.</param>
    /// <param name="name">The file's name for errors.</param>
    /// <param name="config">The architecture.</param>
    /// <exception cref="ModelFormatException">
    /// A tensor is missing, is none of this architecture, or has another shape or type; the message names it.
    /// </exception>
    public static TrmModel Read(Safetensors file, string name, TrmConfig config)
    {
        RuleGraph graph = TrmRule.Create(config);
        Dictionary<string, Tensor> rest = Named(file, name);
        var parameters = new float[graph.ParameterCount];
        foreach (TrmTensor tensor in TrmTensors.Of(config, graph))
        {
            tensor.Read(Take(rest, name, tensor.Name, tensor.Shape), parameters);
        }

        var cycles = new NestedCyclesOptions
        {
            HighCycles = config.HighCycles,
            LowCycles = config.LowCycles,
            HighStart = Take(rest, name, TrmTensors.HighStart, [config.Width]),
            LowStart = Take(rest, name, TrmTensors.LowStart, [config.Width]),
        };
        // Angles of rotary positions are computed; some checkpoints hold them all the same.
        rest.Remove("rotary_emb.cos_cached");
        rest.Remove("rotary_emb.sin_cached");
        return rest.Count == 0
            ? new TrmModel(config, graph, parameters, cycles)
            : throw new ModelFormatException(
                name, $"tensor {ModelFormatException.Quote(rest.Values.First().Name)}: the config has no such tensor");
    }

    /// <summary>The tensors of a model under their published names, such as <c>model.inner.lm_head.weight</c>.</summary>
    /// <param name="model">The model.</param>
    public static IReadOnlyList<Tensor> Write(TrmModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var tensors = new List<Tensor>();
        foreach (TrmTensor tensor in TrmTensors.Of(model.Config, model.Graph))
        {
            tensors.Add(Tensor.FromFloat32(WrittenPrefix + tensor.Name, tensor.Shape, tensor.Write(model.Parameters.Span)));
        }

        tensors.Add(Start(TrmTensors.HighStart, model.Cycles.HighStart));
        tensors.Add(Start(TrmTensors.LowStart, model.Cycles.LowStart));
        return tensors;

        Tensor Start(string name, ReadOnlyMemory<float> values)
        {
            float[] start = values.IsEmpty ? new float[model.Config.Width] : values.ToArray();
            return Tensor.FromFloat32(WrittenPrefix + name, [start.Length], start);
        }
    }

    /// <summary>A flat vector such as a gradient under published names; <see cref="TrmConfig"/>'s tensors only, no starts.</summary>
    /// <param name="model">The model.</param>
    /// <param name="values">One entry for each parameter.</param>
    /// <returns>Name and values of each tensor, such as <c>model.inner.lm_head.weight</c>.</returns>
    public static IReadOnlyDictionary<string, float[]> ByName(TrmModel model, ReadOnlySpan<float> values)
    {
        ArgumentNullException.ThrowIfNull(model);
        var named = new Dictionary<string, float[]>();
        foreach (TrmTensor tensor in TrmTensors.Of(model.Config, model.Graph))
        {
            named.Add(WrittenPrefix + tensor.Name, tensor.Write(values));
        }

        return named;
    }

    /// <summary>The sizes that a checkpoint's tensors give away.</summary>
    /// <param name="file">Its tensors.</param>
    /// <param name="name">The file's name for errors.</param>
    /// <param name="puzzleSlots">The config's <c>puzzle_emb_len</c>, which is part of every length in the tensors.</param>
    public static TrmSizes SizesOf(Safetensors file, string name, int puzzleSlots)
    {
        Dictionary<string, Tensor> tensors = Named(file, name);
        int? cells = Extent("embed_pos.embedding_weight", 0) ?? Extent("L_level.layers.0.mlp_t.down_proj.weight", 0);
        return new TrmSizes
        {
            VocabularySize = Extent("embed_tokens.embedding_weight", 0),
            PuzzleCount = Extent(TrmTensors.Puzzles, 0) ?? 1,
            SequenceLength = cells - puzzleSlots,
        };

        int? Extent(string tensor, int axis) =>
            tensors.TryGetValue(tensor, out Tensor? found) && found.Shape.Length > axis && found.Shape[axis] <= int.MaxValue
                ? (int)found.Shape[axis]
                : null;
    }

    /// <summary>The tensors of the one model in a file by their published names.</summary>
    private static Dictionary<string, Tensor> Named(Safetensors file, string name)
    {
        (string Name, Tensor Tensor)[] all = [.. file.Tensors.Select(tensor => (WithoutWrappers(tensor.Name), tensor))];
        // A training run saves optimisers and averages beside the model; where there is nothing else, the average is the model.
        string anchor = Array.Find(Anchors, known => Array.Exists(all, one => IsOrEnds(one.Name, known))) ?? Anchors[0];
        string[] roots = [.. all.Where(one => IsOrEnds(one.Name, anchor)).Select(one => one.Name[..^anchor.Length]).Distinct()];
        string[] models = [.. roots.Where(root => !IsBeside(root))];
        models = models.Length > 0 ? models : roots;
        if (models is not [string root])
        {
            throw new ModelFormatException(name, models.Length == 0
                ? $"expected the tensors of a tiny recursive model, '{WrittenPrefix}{anchor}' among them, found {Found(file.Tensors)}"
                : $"expected one model, found {models.Length}: under {string.Join(" and ", models.Select(ModelFormatException.Quote))}");
        }

        var tensors = new Dictionary<string, Tensor>();
        foreach ((string own, Tensor tensor) in all)
        {
            if (IsBeside(own) && !IsBeside(root))
            {
                continue;
            }

            if (own.StartsWith(root, StringComparison.Ordinal))
            {
                if (!tensors.TryAdd(own[root.Length..], tensor))
                {
                    throw new ModelFormatException(name, $"tensor {ModelFormatException.Quote(tensor.Name)}: occurs under two names");
                }
            }
            else if (!IsBeside(own))
            {
                throw new ModelFormatException(
                    name, $"tensor {ModelFormatException.Quote(tensor.Name)}: expected only tensors under {ModelFormatException.Quote(root)}, where those of the model are");
            }
        }

        return tensors;
    }

    /// <summary>A name without what compiling and distributing wrap modules in, at whatever depth.</summary>
    private static string WithoutWrappers(string name) =>
        string.Join('.', name.Split('.').Where(part => part is not ("_orig_mod" or "module" or "_fsdp_wrapped_module")));

    private static bool IsOrEnds(string name, string ending) => name == ending || name.EndsWith("." + ending, StringComparison.Ordinal);

    private static bool IsBeside(string name) => Array.Exists(Beside, part => name.StartsWith(part, StringComparison.OrdinalIgnoreCase));

    private static string Found(IReadOnlyCollection<Tensor> tensors)
    {
        const int Shown = 3;
        string names = string.Join(", ", tensors.Take(Shown).Select(tensor => ModelFormatException.Quote(tensor.Name)));
        return tensors.Count switch { 0 => "no tensor", 1 => names, _ => $"{tensors.Count} tensors: {names}" + (tensors.Count > Shown ? ", …" : string.Empty) };
    }

    private static float[] Take(Dictionary<string, Tensor> rest, string file, string name, long[] shape)
    {
        if (!rest.Remove(name, out Tensor? tensor))
        {
            throw new ModelFormatException(
                file, $"tensor '{WrittenPrefix}{name}' is missing, the config needs shape {ModelFormatException.Quote(shape)}; besides those needed so far there is {Found(rest.Values)}");
        }

        string quoted = ModelFormatException.Quote(tensor.Name);
        if (!tensor.Shape.SequenceEqual(shape))
        {
            throw new ModelFormatException(
                file, $"tensor {quoted}: the config needs shape {ModelFormatException.Quote(shape)}, found {tensor.ShapeText}");
        }

        try
        {
            float[] values = tensor.ToFloat32();
            return Model.FirstNotFinite(values) is >= 0 and var at
                ? throw new ModelFormatException(file, $"tensor {quoted}: entry {at}: expected a finite number, found {values[at]}")
                : values;
        }
        catch (FormatException error) when (error is not ModelFormatException)
        {
            throw new ModelFormatException(file, error.Message, error);
        }
    }
}
