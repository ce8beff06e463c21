using System.Text.Json;
using TinyRecursion.Learning;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Recursion.Search;

namespace TinyRecursion.Tasks;

/// <summary>A task with the types of its instances and answers.</summary>
/// <typeparam name="TInstance">The instances.</typeparam>
/// <typeparam name="TAnswer">The answers.</typeparam>
public abstract class TaskDefinition<TInstance, TAnswer> : TaskDefinition
    where TInstance : class, IInstance
    where TAnswer : Answer
{
    /// <inheritdoc/>
    public sealed override IEnumerable<IInstance> Read(TextReader text, string source, Settings settings) => ReadInstances(text, source, settings);

    /// <inheritdoc cref="TaskDefinition.Read"/>
    public abstract IEnumerable<TInstance> ReadInstances(TextReader text, string source, Settings settings);

    /// <inheritdoc/>
    public sealed override Solver Open(Model? model, string name, Settings settings)
    {
        Solver solver = OpenSolver(model, name, settings);
        solver.Limits = StandardSettings.LimitsOf(settings, new SearchLimits());
        return solver;
    }

    /// <inheritdoc cref="TaskDefinition.Open"/>
    public abstract Solver<TInstance, TAnswer> OpenSolver(Model? model, string name, Settings settings);

    /// <inheritdoc/>
    public sealed override void Show(TextWriter output, IInstance instance, TextColours colours = TextColours.None) =>
        Show(output, (TInstance)instance, colours);

    /// <inheritdoc cref="TaskDefinition.Show"/>
    protected abstract void Show(TextWriter output, TInstance instance, TextColours colours);

    /// <inheritdoc/>
    public sealed override void WriteJson(Utf8JsonWriter json, IInstance instance) => WriteJson(json, (TInstance)instance);

    /// <inheritdoc cref="TaskDefinition.WriteJson"/>
    protected abstract void WriteJson(Utf8JsonWriter json, TInstance instance);

    /// <inheritdoc/>
    public sealed override Problem Encode(IInstance instance, string source, Model model) => Encode((TInstance)instance, source, model);

    /// <inheritdoc cref="TaskDefinition.Encode"/>
    protected virtual Problem Encode(TInstance instance, string source, Model model) => base.Encode(instance, source, model);

    /// <summary>Opens a solver with a model, or with plain code for null, and default settings.</summary>
    /// <param name="model">The model.</param>
    /// <exception cref="ModelFormatException">The model does not fit the task.</exception>
    public Solver<TInstance, TAnswer> Open(Model? model) => OpenSolver(model, "the model", Tasks.Settings.Default);

    /// <summary>The plan of a training run by gradients, with the task's defaults: what is to be otherwise is changed on the plan's options.</summary>
    /// <param name="instances">Instances to learn from; none for a task that makes its own.</param>
    /// <param name="validation">Held-out instances to validate on; none for the task's own.</param>
    /// <exception cref="NotSupportedException">No rule of the task learns by gradients.</exception>
    /// <exception cref="FormatException">The instances do not fit each other.</exception>
    public TrainingPlan Plan(IEnumerable<TInstance> instances, IEnumerable<TInstance>? validation = null)
    {
        GradientTraining method = Training.OfType<GradientTraining>().FirstOrDefault()
            ?? throw new NotSupportedException($"Task '{Name}': {WhyNot(Verb.Train) ?? "no rule of it learns by gradients"}.");
        return method.Plan(new TrainingData { Instances = SourcedInstance.Of(instances), Validation = SourcedInstance.Of(validation ?? []) }, Tasks.Settings.Default);
    }
}
