namespace TinyRecursion.Recursion;

/// <summary>
/// Independent attempts at one problem. The first attempt in order that settles it, by a verified answer or by a proof that
/// there is none, wins and the later ones are cancelled; where none does, one is chosen.
/// </summary>
/// <typeparam name="TProblem">What the attempts are given.</typeparam>
/// <typeparam name="TAnswer">What they give.</typeparam>
public sealed class Portfolio<TProblem, TAnswer> : IRecursion<TProblem, TAnswer>
{
    private readonly Func<int, IRecursion<TProblem, TAnswer>> _attempt;
    private readonly int _attempts;
    private readonly PortfolioChoice<TAnswer> _choice;

    /// <summary>Describes a portfolio of numbered attempts.</summary>
    /// <param name="attempt">Makes an attempt from its number, from 0; called from several threads.</param>
    /// <param name="attempts">How many, at least one.</param>
    /// <param name="choice">What is chosen where no attempt settles the problem; null for the last.</param>
    public Portfolio(Func<int, IRecursion<TProblem, TAnswer>> attempt, int attempts, PortfolioChoice<TAnswer>? choice = null)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        ArgumentOutOfRangeException.ThrowIfLessThan(attempts, 1);
        _attempt = attempt;
        _attempts = attempts;
        _choice = choice ?? PortfolioChoice<TAnswer>.Last;
    }

    /// <summary>Describes a portfolio of different recursions, tried in the order given.</summary>
    /// <param name="recursions">At least one.</param>
    public Portfolio(params IRecursion<TProblem, TAnswer>[] recursions)
        : this(number => recursions[number], recursions?.Length ?? throw new ArgumentNullException(nameof(recursions)))
    {
    }

    /// <summary>Attempts made at once, at least one. Changes the speed, never the result; with a trace one is made at a time.</summary>
    public int Threads
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 1;

    /// <inheritdoc/>
    public Outcome<TAnswer> Run(TProblem problem, ITrace? trace = null, CancellationToken cancellation = default)
    {
        List<Outcome<TAnswer>> made = trace is null && Threads > 1 && _attempts > 1
            ? new PortfolioRace<TProblem, TAnswer>(_attempt, _attempts, problem, cancellation).Run(Threads)
            : InOrder(problem, trace, cancellation);
        int chosen = made[^1].IsSettled ? made.Count - 1 : -1;
        Outcome<TAnswer> outcome = chosen >= 0 ? made[chosen] with { Part = chosen } : _choice.Choose(made);
        return outcome with { TotalSteps = made.Sum(one => one.TotalSteps) };
    }

    private List<Outcome<TAnswer>> InOrder(TProblem problem, ITrace? trace, CancellationToken cancellation)
    {
        var made = new List<Outcome<TAnswer>>();
        while (made.Count < _attempts && !(made.Count > 0 && made[^1].IsSettled))
        {
            trace?.Enter("start", made.Count);
            made.Add(_attempt(made.Count).Run(problem, trace, cancellation));
            trace?.Leave();
        }

        return made;
    }
}
