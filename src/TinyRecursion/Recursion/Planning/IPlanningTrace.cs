namespace TinyRecursion.Recursion.Planning;

/// <summary>Receives what a search for a plan has done, batch after batch.</summary>
public interface IPlanningTrace
{
    /// <summary>Called after each batch of states (a layer of a beam), on the searching thread.</summary>
    /// <param name="step">How far the search is.</param>
    void Record(PlanningStep step);
}
