using System.Text.Json;
using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary>The bill of materials lists what the program loads, and tests that SECURITY.md names are there.</summary>
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

    [Fact]
    public void Every_promise_about_security_names_tests_that_there_are()
    {
        string[] rows = [.. File.ReadLines(Path.Combine(Trm.Root, "SECURITY.md")).Where(line => line.StartsWith("| **", StringComparison.Ordinal))];
        string[] tests = [.. Directory.GetFiles(Path.Combine(Trm.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories).Select(file => Path.GetFileNameWithoutExtension(file)!)];

        Assert.NotEmpty(rows);
        foreach (string row in rows)
        {
            string[] named = [.. row.Split('|')[2].Split('`').Where((_, part) => part % 2 == 1)];
            Assert.NotEmpty(named);
            Assert.All(named, name => Assert.True(tests.Contains(name) || File.Exists(Path.Combine(Trm.Root, name)), name));
        }
    }
}
