using System.Text.Json;
using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary>The bill of materials lists what the program loads.</summary>
public sealed class SbomTests
{
    [Fact]
    public void It_has_every_package_of_the_program_and_no_other()
    {
        using JsonDocument bill = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Trm.Root, "sbom.cdx.json")));
        using JsonDocument program = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "trm.deps.json")));
        string[] listed = [.. bill.RootElement.GetProperty("components").EnumerateArray().Select(part => $"{part.GetProperty("name")}/{part.GetProperty("version")}")];
        string[] loaded = [.. program.RootElement.GetProperty("libraries").EnumerateObject().Where(part => part.Value.GetProperty("type").ValueEquals("package")).Select(part => part.Name)];

        Assert.True(listed.Order().SequenceEqual(loaded.Order()), $"sbom.cdx.json lists {string.Join(", ", listed)}, trm loads {string.Join(", ", loaded)}: run eng/sbom");
    }
}
