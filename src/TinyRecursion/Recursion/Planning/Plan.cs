namespace TinyRecursion.Recursion.Planning;

/// <summary>Actions that lead from a state to a goal.</summary>
/// <param name="Actions">The actions in order.</param>
/// <param name="Cost">What they cost together.</param>
public sealed record Plan(IReadOnlyList<byte> Actions, double Cost)
{
    /// <summary>Applies actions one after the other.</summary>
    /// <typeparam name="TState">A state.</typeparam>
    /// <param name="space">The states and actions.</param>
    /// <param name="start">Where to start.</param>
    /// <param name="actions">The actions.</param>
    /// <param name="end">The last state reached.</param>
    /// <returns>What they cost, or null where an action is not possible; <paramref name="end"/> is then the state in which it is not.</returns>
    public static double? Replay<TState>(IStateSpace<TState> space, TState start, IReadOnlyList<byte> actions, out TState end)
        where TState : unmanaged, IEquatable<TState>
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(actions);
        var successors = new Successor<TState>[space.MaximumSuccessors];
        double cost = 0;
        end = start;
        foreach (byte action in actions)
        {
            int count = space.Expand(end, successors);
            int at = Array.FindIndex(successors, 0, count, successor => successor.Action == action);
            if (at < 0)
            {
                return null;
            }

            cost += successors[at].Cost;
            end = successors[at].State;
        }

        return cost;
    }
}
