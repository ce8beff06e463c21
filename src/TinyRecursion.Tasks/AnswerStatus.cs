namespace TinyRecursion.Tasks;

/// <summary>How an instance ended.</summary>
public enum AnswerStatus
{
    /// <summary>The task's checker accepts the answer.</summary>
    Solved,

    /// <summary>It is proved that there is no answer.</summary>
    Refuted,

    /// <summary>The checker rejects the answer, or there is none.</summary>
    Unsolved,

    /// <summary>A search ended at a limit, or a run at one on time or memory, before the instance was settled.</summary>
    GaveUp,

    /// <summary>There is an answer, and nothing says when one is right.</summary>
    Unchecked,
}
