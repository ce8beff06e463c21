using System.Diagnostics;
using TinyRecursion.Cli.Common;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Tracing;

namespace TinyRecursion.Cli.Verbs;

/// <summary>Solves instances one after the other on a terminal, showing a picture of each as it changes from step to step.</summary>
internal static class LiveView
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(40);

    /// <summary>Whether somebody looks who wants pictures.</summary>
    public static bool IsWanted(SolvingJob job) =>
        !Console.IsOutputRedirected && !Console.IsErrorRedirected && job.Task.HasPictures && job.Recording is null
        && Terminal.Colours() != TextColours.None;

    /// <summary>Solves all instances.</summary>
    public static Evaluation Run(SolvingJob job, Solver solver, CancellationToken cancellation)
    {
        int count = 0, solved = 0;
        using var screen = new Screen();
        return job.Run(
            solver,
            new EvaluationOptions
            {
                ThreadsWithin = job.Threads,
                Trace = one => new PictureTrace(job.Task, one.Instance, $"instance {count + 1}   solved {solved}", screen),
            },
            (_, answer) =>
            {
                (count, solved) = (count + 1, solved + (answer.IsSolved ? 1 : 0));
                screen.Clear();
                SolveCommand.WriteText(answer);
            },
            cancellation);
    }

    /// <summary>Draws steps, at most a few dozen a second; the first ones are shown one by one, since that is where most happens.</summary>
    private sealed class PictureTrace(TaskDefinition task, IInstance instance, string title, Screen screen) : ITrace
    {
        private readonly Stopwatch _watch = Stopwatch.StartNew();
        private TimeSpan _shown = -Frame;

        public void Record(ITracedStep step)
        {
            bool soon = _watch.Elapsed - _shown < Frame;
            if (soon && step.Number > 12)
            {
                return;
            }

            if (task.Picture(instance, step) is { } picture && Screen.Fits(picture))
            {
                if (soon)
                {
                    Thread.Sleep(Frame / 2);
                }

                _shown = _watch.Elapsed;
                screen.Draw($"{title}   step {step.Number}\n{picture}");
            }
        }
    }

    /// <summary>A block of lines that is drawn again in place, and gone at the end.</summary>
    private sealed class Screen : IDisposable
    {
        private int _lines;

        // A picture that scrolls, or whose lines wrap, cannot be drawn again in place.
        public static bool Fits(string picture) => AnsiText.Parse(picture) is var text && text.Rows + 2 < Console.WindowHeight && text.Columns < Console.WindowWidth;

        public void Draw(string text)
        {
            Terminal.Screen.Write(Erase() + text);
            Terminal.Screen.Flush();
            _lines = text.Count(symbol => symbol == '\n');
        }

        public void Clear()
        {
            Terminal.Screen.Write(Erase());
            Terminal.Screen.Flush();
            _lines = 0;
        }

        public void Dispose() => Clear();

        private string Erase() => _lines > 0 ? $"\e[{_lines}A\r\e[J" : string.Empty;
    }
}
