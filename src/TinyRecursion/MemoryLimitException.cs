namespace TinyRecursion;

/// <summary>A session would need more memory than its caller allows; caught by the solver that was given the limit.</summary>
internal sealed class MemoryLimitException() : Exception("The limit on memory is reached.");
