using System.CommandLine;
using System.Security.Cryptography;
using TinyRecursion.Assurance.Signing;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Cli.Commands;

/// <summary>What <c>trm sign</c> and <c>trm verify</c> are given alike.</summary>
/// <param name="keyHelp">The help of <c>--key</c>.</param>
internal sealed class SigningInput(string keyHelp)
{
    private readonly Argument<string> _path = new("PATH") { Description = "A file, or a folder with all files in it." };
    private readonly Option<string> _key = new("--key") { Description = keyHelp, HelpName = "FILE.pem", Required = true };
    private readonly Option<string[]> _ignore = new("--ignore") { Description = "A file or folder within PATH that is left out: a relative path with /, no pattern. May be given several times.", HelpName = "PATH" };
    private readonly Option<bool> _links = new("--allow-symlinks") { Description = "Follow symbolic links; otherwise one is an error." };

    /// <summary>Adds everything to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_path);
        foreach (Option option in (Option[])[_key, _ignore, _links])
        {
            command.Add(option);
        }
    }

    /// <summary>The file or folder.</summary>
    public string Path(ParseResult parse) => parse.GetValue(_path)!;

    /// <summary>Where the signature of a file or folder lies where nothing is said.</summary>
    public static string DefaultSignature(string path) => System.IO.Path.TrimEndingDirectorySeparator(path) + ".sig";

    /// <summary>The file of the key.</summary>
    public string KeyFile(ParseResult parse) => parse.GetValue(_key)!;

    /// <summary>Reads the key.</summary>
    /// <exception cref="FormatException">The file holds none.</exception>
    public ECDsa Key(ParseResult parse)
    {
        string file = KeyFile(parse);
        InputFile.Require(file);
        return SigningKey.Read(File.ReadAllText(file), file);
    }

    /// <summary>What is covered.</summary>
    public SigningOptions Options(ParseResult parse) => new() { IgnoredPaths = parse.GetValue(_ignore) ?? [], AllowsSymbolicLinks = parse.GetValue(_links) };
}
