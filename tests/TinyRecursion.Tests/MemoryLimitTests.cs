using Xunit;

namespace TinyRecursion.Tests;

/// <summary>What a caller allows a session.</summary>
public sealed class MemoryLimitTests
{
    [Fact]
    public void A_limit_is_set_and_cleared()
    {
        MemoryLimit.Set(100);
        MemoryLimit.RequireAllowed(100);
        Assert.Throws<MemoryLimitException>(() => MemoryLimit.RequireAllowed(101));

        MemoryLimit.Set(null);
        MemoryLimit.RequireAllowed(long.MaxValue);
    }
}
