using TinyRecursion.Models;
using Xunit;

namespace TinyRecursion.Tests.Models;

/// <summary>Models by name in a program that came without them, as this one does.</summary>
public sealed class ShippedModelTests
{
    [Fact]
    public void A_program_without_models_says_which_package_to_add()
    {
        FileNotFoundException error = Assert.Throws<FileNotFoundException>(() => Model.Shipped("sudoku"));

        Assert.Contains("add the package TinyRecursion.ShippedModels", error.Message, StringComparison.Ordinal);
    }
}
