using System.Runtime.ExceptionServices;

namespace TinyRecursion;

/// <summary>
/// The same work on several threads of its own, the calling one among them. With one thread nothing is started, and a program that needs
/// nothing else of the thread pool does without it: a fifteenth of what <c>trm-run</c> would weigh.
/// </summary>
internal static class Workers
{
    /// <summary>Runs it to its end on every thread.</summary>
    /// <param name="threads">Threads, at least one.</param>
    /// <param name="work">What each does; it shares out the work by itself.</param>
    /// <exception cref="Exception">The first that one of them threw, once all have ended.</exception>
    public static void Run(int threads, Action work)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ExceptionDispatchInfo? failure = null;
        var others = new Thread[threads - 1];
        for (int i = 0; i < others.Length; i++)
        {
            others[i] = new Thread(Guarded) { IsBackground = true };
            others[i].Start();
        }

        Guarded();
        Array.ForEach(others, thread => thread.Join());
        failure?.Throw();

        void Guarded()
        {
#pragma warning disable CA1031 // Whatever it is, it is thrown again on the calling thread.
            try
            {
                work();
            }
            catch (Exception error)
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(error), null);
            }
#pragma warning restore CA1031
        }
    }
}
