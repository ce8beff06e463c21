using System.Security.Cryptography;
using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary>What is shipped beside the models: a card that names the file's digest, and for what is proved the certificate.</summary>
public sealed class ModelCardTests : IDisposable
{
    private static readonly string Folder = Path.Combine(Trm.Root, "models");

    private readonly string _certificate = Path.GetTempFileName();

    public static TheoryData<string> Models => [.. Directory.GetFiles(Folder, "*.safetensors").Select(file => Path.GetFileNameWithoutExtension(file)!)];

    public void Dispose() => File.Delete(_certificate);

    [Theory]
    [MemberData(nameof(Models))]
    public void A_card_has_the_digest_of_its_file(string model)
    {
        string digest = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Folder, model + ".safetensors"))));

        Assert.Contains("SHA-256", File.ReadAllText(Path.Combine(Folder, model + ".md")), StringComparison.Ordinal);
        Assert.Contains($"`{digest}`", File.ReadAllText(Path.Combine(Folder, model + ".md")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("maze", "maze-proved", "maze")]
    [InlineData("arithmetic", "arithmetic", "graphs")]
    public async Task A_shipped_certificate_is_what_prove_writes_and_holds_for_its_model_alone(string theorem, string model, string another)
    {
        string shipped = Path.Combine("models", model + ".certificate.json");
        File.Delete(_certificate);
        Trm.Outcome proved = await Trm.Run("prove", theorem, "--out", _certificate);
        Trm.Outcome right = await Trm.Run("check", shipped, "--model", Path.Combine("models", model + ".safetensors"));
        Trm.Outcome wrong = await Trm.Run("check", shipped, "--model", Path.Combine("models", another + ".safetensors"));

        Assert.Equal(0, proved.ExitCode);
        Assert.Equal(File.ReadAllBytes(_certificate), File.ReadAllBytes(Path.Combine(Folder, model + ".certificate.json")));
        Assert.Equal(File.ReadAllBytes(_certificate), File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "models", model + ".certificate.json")));
        Assert.Equal(0, right.ExitCode);
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("is about another model", wrong.Output, StringComparison.Ordinal);
    }
}
