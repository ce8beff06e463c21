namespace TinyRecursion.Tasks.Arc;

/// <summary>The settings of ARC tests: the data that the model was trained on, and how to run it.</summary>
internal static class ArcSettings
{
    /// <summary>The files that were trained on.</summary>
    public static Setting<IReadOnlyList<string>> Train { get; } = Setting.Required(Setting.Texts(
        "train", "FILE", "Files that the model was trained on, in order (--data of 'trm train recipe')."));

    /// <summary>Augmentations of each task.</summary>
    public static Setting<int> Augmentations { get; } = Setting.Whole(
        "augmentations", 1000, 0, int.MaxValue, "Augmentations of each task, as in training.");

    /// <summary>The seed of the augmentations.</summary>
    public static Setting<ulong> Seed { get; } = Setting.Seed(0, "Seed of the augmentations, as in training.");

    /// <summary>Outputs of the tests that a contest keeps in a file of their own.</summary>
    public static Setting<string?> Solutions { get; } = Setting.Text(
        "solutions", "FILE", "File of the tests' outputs, where FILE is a contest's dictionary without them.");

    /// <summary>Answers to each test.</summary>
    public static Setting<int?> Votes { get; } = Setting.WholeOrNone(
        "votes", 1, int.MaxValue, "Most votes on each test: the test as it is, then its task's augmentations in order. Default: all.");

    /// <summary>The only task to answer.</summary>
    public static Setting<string?> Task { get; } = Setting.Text("task", "ID", "Take only the task of this name.");

    /// <summary>When a run ends.</summary>
    public static Setting<HaltRule> Halt { get; } = Setting.Choice(
        "halt", "When a run ends",
        (HaltRule.Steps, "steps", "after all steps, as published"),
        (HaltRule.Learned, "learned", "as soon as the model holds its answer to be right"));
}
