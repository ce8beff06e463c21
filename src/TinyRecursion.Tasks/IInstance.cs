namespace TinyRecursion.Tasks;

/// <summary>One instance of a task, such as a board, a formula or a graph. Immutable and safe to share between threads.</summary>
public interface IInstance
{
    /// <summary>The line of the file where it begins, from 1; 0 where it was made in code.</summary>
    int Line { get; }
}
