using Xunit;

namespace TinyRecursion.Edge.Tests;

/// <summary>Compilers and options under which a program has to do the same.</summary>
public sealed class Compilers : TheoryData<string, string>
{
    /// <summary>Lists them.</summary>
    public Compilers()
    {
        foreach (string compiler in (string[])["gcc", "clang"])
        {
            foreach (string options in (string[])["-O0", "-Os", "-O3"])
            {
                Add(compiler, options);
            }
        }
    }
}
