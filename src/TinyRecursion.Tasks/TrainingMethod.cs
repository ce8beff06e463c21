using TinyRecursion.Learning;

namespace TinyRecursion.Tasks;

/// <summary>A way in which rules of a task learn: <see cref="GradientTraining"/> or <see cref="LocalTraining"/>.</summary>
public abstract class TrainingMethod
{
    private protected TrainingMethod()
    {
    }

    /// <summary>The name on the command line: the task's, or one that begins with it.</summary>
    public abstract string Name { get; }

    /// <summary>The help of <c>trm train</c>.</summary>
    public abstract VerbHelp Help { get; }

    /// <summary>The settings, without the options that all training shares.</summary>
    public virtual IReadOnlyList<Setting> Settings => [];

    /// <summary>What files of data to learn from hold, for help; null where the method makes its own.</summary>
    public virtual string? DataHelp => null;

    /// <summary>Whether files of data must be given.</summary>
    public virtual bool NeedsData => DataHelp is not null;

    /// <summary>What a file to validate on holds, for help; null where there is nothing to validate on, or the task makes it.</summary>
    public virtual string? ValidationHelp => null;

    /// <summary>Whether a model can be given to go on from.</summary>
    public virtual bool GoesOnFromModels => false;
}

/// <summary>Learning by gradients through the steps of a recursion.</summary>
public abstract class GradientTraining : TrainingMethod
{
    /// <summary>How rules are trained where nothing else is said.</summary>
    public abstract TrainingOptions Defaults { get; }

    /// <summary>Makes the plan of a run.</summary>
    /// <param name="data">Data and start.</param>
    /// <param name="settings">The settings.</param>
    /// <exception cref="FormatException">The settings or the data do not fit.</exception>
    public abstract TrainingPlan Plan(TrainingData data, Settings settings);

    /// <summary>A plan with other options; a rule that keeps some of them in its model has to know them.</summary>
    /// <param name="plan">A plan of this method.</param>
    /// <param name="options">The options.</param>
    public virtual TrainingPlan WithOptions(TrainingPlan plan, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan with { Options = options };
    }
}

/// <summary>Learning of a rule over a finite alphabet from its specification.</summary>
internal abstract class LocalTraining : TrainingMethod
{
    /// <summary>How rules are trained where nothing else is said.</summary>
    public abstract LocalTrainingOptions Defaults { get; }

    /// <summary>Makes the plan of a run.</summary>
    /// <param name="settings">The settings.</param>
    /// <exception cref="SettingException">The settings do not fit.</exception>
    public abstract LocalTrainingPlan Plan(Settings settings);
}
