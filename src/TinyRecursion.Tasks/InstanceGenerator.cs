namespace TinyRecursion.Tasks;

/// <summary>Makes instances of a task: the same seed, number and settings give the same instance.</summary>
public abstract class InstanceGenerator
{
    /// <summary>The help of <c>trm generate</c>.</summary>
    public abstract VerbHelp Help { get; }

    /// <summary>How many instances are made where nothing is said.</summary>
    public virtual int DefaultCount => 10;

    /// <summary>The settings, without seed and count.</summary>
    public virtual IReadOnlyList<Setting> Settings => [];

    /// <summary>Settings of an instance to measure speed on.</summary>
    public virtual Settings BenchSettings => Tasks.Settings.Default;

    /// <summary>Makes an instance. Safe to call from several threads.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="number">The number of the instance, from 0.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="SettingException">The settings do not go together, or ask for what hardly exists.</exception>
    public abstract IInstance Generate(ulong seed, ulong number, Settings settings, CancellationToken cancellation = default);

    /// <summary>Writes instances in the form that the task reads.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="instances">The instances, as they are made.</param>
    /// <param name="settings">The settings.</param>
    public abstract void Write(TextWriter output, IEnumerable<IInstance> instances, Settings settings);
}
