namespace TinyRecursion.Training.Workflows;

/// <summary>A report of a training run: one of the records that derive from this. Reports come one at a time.</summary>
public abstract record TrainingReport
{
    private protected TrainingReport()
    {
    }
}
