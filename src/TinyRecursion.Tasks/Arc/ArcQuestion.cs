namespace TinyRecursion.Tasks.Arc;

/// <summary>One test of a task, with the data that a model needs to answer it; or a task as a whole, to be shown.</summary>
/// <param name="Task">The task, with the output of the test where it is known.</param>
/// <param name="Test">The number of the test, from 1; 0 for the task as a whole, which has no one answer.</param>
/// <param name="Data">The data that the model was trained on, among whose evaluation tasks the task is; null where there is only something to show.</param>
internal sealed record ArcQuestion(ArcTask Task, int Test = 0, ArcDataset? Data = null) : IInstance
{
    /// <summary>Files of tasks do not go by lines: 0.</summary>
    public int Line => 0;

    /// <summary>The test; null for the task as a whole.</summary>
    public ArcPair? Pair => Test == 0 ? null : Task.Test[Test - 1];
}
