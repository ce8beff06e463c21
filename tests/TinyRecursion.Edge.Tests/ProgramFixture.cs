using TinyRecursion.Edge;

namespace TinyRecursion.Edge.Tests;

/// <summary>An exported program, compiled once for all tests of a class, and not before one of them runs it.</summary>
public abstract class ProgramFixture : IDisposable
{
    private CompiledProgram? _compiled;

    private protected ProgramFixture(EdgeProgram files) => Files = files;

    /// <summary>Its files.</summary>
    internal EdgeProgram Files { get; }

    /// <summary>Compiled with checks for what C leaves undefined.</summary>
    internal CompiledProgram Compiled => _compiled ??= new CompiledProgram(Files);

    /// <inheritdoc/>
    public void Dispose()
    {
        _compiled?.Dispose();
        GC.SuppressFinalize(this);
    }
}
