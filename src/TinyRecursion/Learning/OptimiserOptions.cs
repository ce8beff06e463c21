namespace TinyRecursion.Learning;

/// <summary>The optimiser of a training run with its own settings: one of the records that derive from this.</summary>
public abstract record OptimiserOptions
{
    private protected OptimiserOptions()
    {
    }

    /// <summary>The name, in lower case, as recipes and command lines write it.</summary>
    public abstract string Name { get; }

    /// <summary>Weight decay, relative to the learning rate; at least zero.</summary>
    public float WeightDecay { get; init; } = 0.01f;
}

/// <summary>Muon (Jordan et al. 2024): updates of matrices are orthogonalised, everything else moves by AdamW.</summary>
public sealed record MuonOptions : OptimiserOptions
{
    /// <inheritdoc/>
    public override string Name => "muon";
}

/// <summary>An optimiser with running means of gradients and of their squares: <see cref="AdamWOptions"/> or <see cref="AdamAtan2Options"/>.</summary>
public abstract record AdamOptions : OptimiserOptions
{
    private protected AdamOptions()
    {
    }

    /// <summary>Decay of the running mean of gradients, in [0, 1).</summary>
    public float Beta1 { get; init; } = 0.9f;

    /// <summary>Decay of the running mean of squared gradients, in [0, 1).</summary>
    public float Beta2 { get; init; } = 0.98f;
}

/// <summary>AdamW (Loshchilov and Hutter 2019, arXiv 1711.05101).</summary>
public sealed record AdamWOptions : AdamOptions
{
    /// <inheritdoc/>
    public override string Name => "adamw";
}

/// <summary>Adam with an arc tangent in place of the quotient (Everett et al. 2024, arXiv 2407.05872), that of the published tiny recursive models.</summary>
internal sealed record AdamAtan2Options : AdamOptions
{
    /// <inheritdoc/>
    public override string Name => "adam_atan2";
}
