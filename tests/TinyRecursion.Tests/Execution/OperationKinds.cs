using TinyRecursion.Operations;
using Xunit;

namespace TinyRecursion.Tests.Execution;

/// <summary>The closed set of operations, found by reflection so that a new one cannot be overlooked.</summary>
internal static class OperationKinds
{
    /// <summary>Every nested type of <see cref="Operation"/> that is an operation.</summary>
    public static IReadOnlyList<Type> Types { get; } =
        typeof(Operation).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(Operation))).ToArray();

    /// <summary>Their names, as test data.</summary>
    public static TheoryData<string> Names => new(Types.Select(type => type.Name));
}
