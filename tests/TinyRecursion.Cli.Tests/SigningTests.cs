using System.Security.Cryptography;
using System.Text.Json;
using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary><c>trm sign</c> and <c>trm verify</c>.</summary>
public sealed class SigningTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("signing").FullName;

    public SigningTests()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP384), other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        File.WriteAllText(In("private.pem"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(In("public.pem"), key.ExportSubjectPublicKeyInfoPem());
        File.WriteAllText(In("other.pem"), other.ExportSubjectPublicKeyInfoPem());
        File.Copy(Path.Combine(Trm.Root, "models", "maze.safetensors"), In("m.safetensors"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_is_signed_verifies_until_a_byte_differs()
    {
        Trm.Outcome signed = await Trm.Run("sign", In("m.safetensors"), "--key", In("private.pem"));
        Trm.Outcome right = await Trm.Run("verify", In("m.safetensors"), "--key", In("public.pem"));
        Trm.Outcome other = await Trm.Run("verify", In("m.safetensors"), "--key", In("other.pem"), "--json");
        byte[] bytes = File.ReadAllBytes(In("m.safetensors"));
        bytes[^1] ^= 1;
        File.WriteAllBytes(In("m.safetensors"), bytes);
        Trm.Outcome changed = await Trm.Run("verify", In("m.safetensors"), "--key", In("public.pem"));

        Assert.Equal((0, 0, 1, 1), (signed.ExitCode, right.ExitCode, other.ExitCode, changed.ExitCode));
        Assert.Contains("1 file is as signed", right.Output, StringComparison.Ordinal);
        Assert.Contains("m.safetensors: is not the file that was signed", changed.Output, StringComparison.Ordinal);
        JsonElement json = other.Json();
        Assert.False(json.GetProperty("holds").GetBoolean());
        Assert.Contains("another key", json.GetProperty("failure").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_is_signed_with_its_signature_inside_and_what_is_added_is_told()
    {
        string folder = Directory.CreateDirectory(In("model")).FullName, signature = Path.Combine(folder, "model.sig");
        File.Copy(In("m.safetensors"), Path.Combine(folder, "m.safetensors"));
        File.WriteAllText(Path.Combine(folder, "notes.txt"), "left out");
        Trm.Outcome signed = await Trm.Run("sign", folder, "--key", In("private.pem"), "--out", signature, "--ignore", "notes.txt");
        File.WriteAllText(Path.Combine(folder, "notes.txt"), "changed");
        Trm.Outcome verified = await Trm.Run("verify", folder, "--key", In("public.pem"), "--signature", signature);
        File.WriteAllText(Path.Combine(folder, "more.txt"), "added");
        Trm.Outcome more = await Trm.Run("verify", folder, "--key", In("public.pem"), "--signature", signature);
        Trm.Outcome passed = await Trm.Run("verify", folder, "--key", In("public.pem"), "--signature", signature, "--ignore-unsigned");

        Assert.Equal((0, 0, 1, 0), (signed.ExitCode, verified.ExitCode, more.ExitCode, passed.ExitCode));
        Assert.Contains("more.txt: is not signed", more.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sign m.safetensors --key public.pem", "is no private key")]
    [InlineData("sign m.safetensors --key m.safetensors", "holds no ECDSA key")]
    [InlineData("sign nowhere --key private.pem", "there is no such file")]
    [InlineData("sign m.safetensors --key private.pem --out m.safetensors", "is the same file as the input")]
    [InlineData("sign m.safetensors --key private.pem --out private.pem", "is the same file as the input")]
    [InlineData("sign m.safetensors --key private.pem --out other.pem", "exists and is not a signature")]
    [InlineData("verify m.safetensors --key public.pem", "there is no such file")]
    [InlineData("verify m.safetensors --key public.pem --signature m.safetensors", "is no JSON")]
    public async Task What_cannot_be_done_is_said_and_nothing_is_lost(string command, string message)
    {
        Dictionary<string, byte[]> before = Directory.GetFiles(_folder).ToDictionary(file => file, File.ReadAllBytes);
        Trm.Outcome outcome = await Trm.Run([.. command.Split(' ').Select(word => word.Contains('.', StringComparison.Ordinal) || word == "nowhere" ? In(word) : word)]);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFiles(_folder).ToDictionary(file => file, File.ReadAllBytes));
    }

    private string In(string name) => Path.Combine(_folder, name);
}
