using System.Collections;
using TinyRecursion.Models;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks;

/// <summary>The tasks that a program knows, each name once. Immutable and safe to share between threads.</summary>
public sealed class TaskRegistry : IReadOnlyList<TaskDefinition>
{
    private readonly TaskDefinition[] _tasks;

    /// <summary>Collects tasks.</summary>
    /// <param name="tasks">The tasks, in the order in which they are listed.</param>
    /// <exception cref="ArgumentException">Two tasks, or two ways of training, have one name.</exception>
    public TaskRegistry(params IEnumerable<TaskDefinition> tasks)
    {
        _tasks = [.. tasks];
        var owners = new Dictionary<string, TaskDefinition>(StringComparer.Ordinal);
        foreach (TaskDefinition task in _tasks)
        {
            foreach (string name in task.Aliases.Append(task.Name).Concat(task.Training.Select(method => method.Name)).Distinct())
            {
                if (!owners.TryAdd(name, task))
                {
                    throw new ArgumentException(
                        $"Two tasks are named '{name}': {owners[name].GetType().Name} ('{owners[name].Name}') and {task.GetType().Name} ('{task.Name}').", nameof(tasks));
                }
            }
        }
    }

    /// <inheritdoc/>
    public int Count => _tasks.Length;

    /// <inheritdoc/>
    public TaskDefinition this[int index] => _tasks[index];

    /// <summary>The task of a name or of an earlier one; null for none.</summary>
    /// <param name="name">The name.</param>
    public TaskDefinition? Find(string name) => Array.Find(_tasks, task => task.Name == name || task.Aliases.Contains(name));

    /// <summary>The task of a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="source">Where the name stands, for the message.</param>
    /// <exception cref="SettingException">There is none; the message lists the known ones and the nearest.</exception>
    public TaskDefinition Require(string name, string source) => Find(name) ?? throw new SettingException(
        $"{source}: unknown task {MessageText.Quote(name)}{NearestName.Hint(name, _tasks.Select(task => task.Name))}; known: {string.Join(", ", _tasks.Select(task => task.Name))}");

    /// <summary>The task of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="source">Its file, for the message.</param>
    /// <exception cref="SettingException">Its task is none of these.</exception>
    public TaskDefinition Of(Model model, string source)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Require(model.Task, source);
    }

    /// <inheritdoc/>
    public IEnumerator<TaskDefinition> GetEnumerator() => ((IEnumerable<TaskDefinition>)_tasks).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
