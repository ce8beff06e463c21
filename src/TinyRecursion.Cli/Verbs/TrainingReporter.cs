using TinyRecursion.Cli.Common;
using TinyRecursion.IO;
using TinyRecursion.Training.Local;
using TinyRecursion.Training.Workflows;

namespace TinyRecursion.Cli.Verbs;

/// <summary>Tells on standard error how a training run goes.</summary>
internal sealed class TrainingReporter : IProgress<TrainingReport>, IProgress<LocalProgress>
{
    private bool _isOpen;

    public void Report(TrainingReport value)
    {
        switch (value)
        {
            case TrainingStarted started:
                if (started.Checkpoint is { } checkpoint)
                {
                    Line($"resumed {checkpoint} at update {started.Update}");
                }

                Line($"{started.Parameters:n0} parameters, {started.Source}, {started.Threads} threads");
                break;
            case TrainingWarning warning:
                Line($"warning: {warning.Message}");
                break;
            case TrainingAdvanced advanced:
                Advance(
                    $"{advanced.Last.Update}/{advanced.Updates}  left {(int)advanced.Left.TotalHours}:{advanced.Left:mm\\:ss}  loss {advanced.Loss:f4}"
                    + (advanced.Validation is { } validation ? $"  validation {validation.Share:p1}" : string.Empty)
                    + $"  solved {advanced.Solved:p1}  cells right {advanced.Accuracy:p1}  hint {advanced.Last.Hint:f1}  {advanced.SegmentsPerSecond:f0} segments/s");
                break;
            default:
                break;
        }
    }

    public void Report(LocalProgress value) =>
        Line($"update {value.Update}  loss {value.Loss:f4}  wrong {value.Wrong:n0}  short of the margin {value.Unsure:n0}");

    /// <summary>Writes a whole line, below the one that is rewritten in place.</summary>
    public void Line(string text)
    {
        Console.Error.WriteLine((_isOpen ? "\n" : string.Empty) + MessageLine.Of(text));
        _isOpen = false;
    }

    private void Advance(string text)
    {
        if (!Terminal.RewritesLines)
        {
            Console.Error.WriteLine(text);
            return;
        }

        Terminal.Rewrite(text);
        _isOpen = true;
    }
}
