using TinyRecursion.IO;

namespace TinyRecursion.Tasks;

/// <summary>Compares the instances of a training with each other: what is validated on is not to be trained on, and one question has one answer.</summary>
internal static class DataCheck
{
    private const int Shown = 3;

    /// <summary>Compares, as far as the task can (<see cref="TaskDefinition.Compared"/>).</summary>
    /// <param name="task">The task.</param>
    /// <param name="data">Instances to learn from.</param>
    /// <param name="validation">Instances to validate on.</param>
    /// <returns>Warnings, a line each.</returns>
    public static IEnumerable<string> Run(TaskDefinition task, IReadOnlyList<SourcedInstance> data, IReadOnlyList<SourcedInstance> validation)
    {
        var first = new Dictionary<string, (SourcedInstance One, string Answer)>();
        var clashes = new List<string>();
        foreach (SourcedInstance one in data)
        {
            if (task.Compared(one.Instance) is var (question, answer) && !first.TryAdd(question, (one, answer)) && first[question] is var other && other.Answer != answer)
            {
                clashes.Add($"{Place(one)} and {Place(other.One)}");
            }
        }

        string[] shared = [.. validation.Where(held => task.Compared(held.Instance) is var (question, _) && first.ContainsKey(question)).Select(
            held => $"{Place(held)} is {Place(first[task.Compared(held.Instance)!.Value.Question].One)}")];
        return
        [
            .. Told("the same instance with another answer, which cannot both be learned", clashes),
            .. Told($"{shared.Length} of {validation.Count} instances to validate on are trained on, so the validation says too much", shared),
        ];
    }

    private static IEnumerable<string> Told(string what, IReadOnlyCollection<string> places)
    {
        if (places.Count > 0)
        {
            yield return $"{what}: {string.Join("; ", places.Take(Shown))}{(places.Count > Shown ? $"; and {places.Count - Shown} more" : string.Empty)}";
        }
    }

    private static string Place(SourcedInstance one) => MessageLine.Of($"{one.Source} line {one.Instance.Line}");
}
