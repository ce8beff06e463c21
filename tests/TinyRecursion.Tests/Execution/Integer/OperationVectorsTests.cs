using System.Text;
using System.Text.Json;
using Xunit;

namespace TinyRecursion.Tests.Execution.Integer;

/// <summary>
/// The files in <c>vectors/</c> hold examples of every operation for implementations elsewhere, and are what the oracle says. With
/// <c>TRM_WRITE_VECTORS</c> set to a folder the test writes them there instead.
/// </summary>
public class OperationVectorsTests
{
    public static TheoryData<string> Operations => new(OperationVectors.Table.Keys);

    [Theory]
    [MemberData(nameof(Operations))]
    public void Files_are_what_the_oracle_says(string operation)
    {
        string text = Write(operation);
        if (Environment.GetEnvironmentVariable("TRM_WRITE_VECTORS") is { Length: > 0 } folder)
        {
            File.WriteAllText(Path.Combine(folder, operation + ".json"), text);
        }

        using JsonDocument json = JsonDocument.Parse(text);
        Assert.Equal(operation, json.RootElement.GetProperty("operation").GetString());
        string file = Path.Combine(AppContext.BaseDirectory, "Execution", "Integer", "vectors", operation + ".json");
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), text);
    }

    [Fact]
    public void Every_operation_that_computes_has_a_file() => Assert.Equal(
        OperationKinds.Types.Select(type => char.ToLowerInvariant(type.Name[0]) + type.Name[1..]).Where(kind => kind != "state").Order(),
        OperationVectors.Table.Keys.Order());

    private static string Write(string operation)
    {
        var text = new StringBuilder($"{{\n  \"operation\": \"{operation}\",\n  \"cases\": [\n");
        string separator = string.Empty;
        foreach (VectorCase example in OperationVectors.Of(operation))
        {
            text.Append(separator);
            example.AppendTo(text);
            separator = ",\n";
        }

        return text.Append("\n  ]\n}\n").ToString();
    }
}
