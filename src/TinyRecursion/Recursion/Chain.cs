namespace TinyRecursion.Recursion;

/// <summary>
/// Recursions one after the other, each of which goes on from what the one before it reached; for rules, from its state. It ends
/// with the last, or before where a link settles the problem or has no answer to go on from.
/// </summary>
/// <typeparam name="T">What the links take and give.</typeparam>
/// <param name="links">At least one.</param>
public sealed class Chain<T>(params IRecursion<T, T>[] links) : IRecursion<T, T>
{
    private readonly IRecursion<T, T>[] _links = Checked(links);

    /// <inheritdoc/>
    public Outcome<T> Run(T problem, ITrace? trace = null, CancellationToken cancellation = default)
    {
        long before = 0;
        for (int i = 0; ; i++)
        {
            trace?.Enter("link", i);
            Outcome<T> outcome = _links[i].Run(problem, trace, cancellation);
            trace?.Leave();
            outcome = outcome with { Part = i, TotalSteps = before + outcome.TotalSteps };
            if (i == _links.Length - 1 || outcome.IsSettled || outcome.Answer is null)
            {
                return outcome;
            }

            before = outcome.TotalSteps;
            problem = outcome.Answer;
        }
    }

    private static IRecursion<T, T>[] Checked(IRecursion<T, T>[] links)
    {
        ArgumentNullException.ThrowIfNull(links);
        ArgumentOutOfRangeException.ThrowIfZero(links.Length);
        return [.. links];
    }
}
