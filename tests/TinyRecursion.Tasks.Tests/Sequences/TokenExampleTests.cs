using TinyRecursion.Tasks.Sequences;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Sequences;

public class TokenExampleTests
{
    [Fact]
    public void There_is_one_label_for_each_input() =>
        Assert.Equal("2 labels for 1 inputs. (Parameter 'Labels')", Assert.Throws<ArgumentException>(() => new TokenExample([1], [1, TokenExample.Ignored], 0)).Message);
}
