namespace TinyRecursion.Tasks;

/// <summary>What can be done with a task.</summary>
public enum Verb
{
    /// <summary>Solve instances.</summary>
    Solve,

    /// <summary>Measure a model on instances.</summary>
    Eval,

    /// <summary>Train a rule.</summary>
    Train,

    /// <summary>Make instances.</summary>
    Generate,

    /// <summary>Show instances.</summary>
    Show,

    /// <summary>Make a smaller model.</summary>
    Compress,

    /// <summary>Take the digest of what a model does on instances.</summary>
    Digest,

    /// <summary>Write a model as a program in C.</summary>
    ExportC,

    /// <summary>Solve instances with <c>trm-run</c>.</summary>
    Run,

    /// <summary>Train a tiny recursive model as published, by a recipe.</summary>
    TrainRecipe,
}
