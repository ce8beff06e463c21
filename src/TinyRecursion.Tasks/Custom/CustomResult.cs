namespace TinyRecursion.Tasks.Custom;

/// <summary>How a run on an instance ended.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Classes">The class of every cell; only those that are asked for are answers.</param>
/// <param name="Verdict">What the checker says.</param>
/// <param name="Steps">Steps of the run that gave the answer.</param>
/// <param name="TotalSteps">Steps of all runs.</param>
/// <param name="Restart">The start that gave the answer, from 0.</param>
public sealed record CustomResult(
    CustomInstance Instance, IReadOnlyList<int> Classes, CustomVerdict Verdict, long Steps, long TotalSteps, int Restart)
{
    /// <summary>The classes of the cells that are asked for, in their order.</summary>
    public IEnumerable<int> Answers => Instance.Asked.Select(cell => Classes[cell]);

    /// <summary>Whether every asked cell with a label has its class; null where none has a label.</summary>
    public bool? EqualsLabels => Labelled.Any() ? Labelled.All(cell => Classes[cell] == Instance.Labels![cell]) : null;

    /// <summary>The asked cells that have a label.</summary>
    public IEnumerable<int> Labelled => Instance.Asked.Where(cell => Instance.Labels is { } labels && labels[cell] != CustomInstance.None);
}
