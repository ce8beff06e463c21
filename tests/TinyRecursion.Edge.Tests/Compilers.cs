using Xunit;

namespace TinyRecursion.Edge.Tests;

/// <summary>Compilers and options under which a program has to do the same.</summary>
public sealed class Compilers : TheoryData<string, string>
{
    /// <summary>Set to 1 where compilers must be there: without one, its tests fail instead of being skipped.</summary>
    private const string Required = "TRM_REQUIRE_COMPILERS";

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

    /// <summary>Skips the running test where a compiler is not installed, or fails it where it must be.</summary>
    /// <param name="compiler">The compiler.</param>
    public static void Require(string compiler)
    {
        bool installed = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, compiler)) || File.Exists(Path.Combine(folder, compiler + ".exe")));
        if (!installed && Environment.GetEnvironmentVariable(Required) == "1")
        {
            Assert.Fail($"{compiler} is not installed, and {Required} is set");
        }

        Assert.SkipUnless(installed, $"{compiler} is not installed");
    }
}
