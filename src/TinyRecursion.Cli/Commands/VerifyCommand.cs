using System.CommandLine;
using System.Security.Cryptography;
using TinyRecursion.Assurance.Signing;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm verify PATH --key FILE</c>: verifies that files are those that the holder of a key signed.</summary>
internal static class VerifyCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var input = new SigningInput("The public key that is trusted, in PEM. What a signature says of its key is not.");
        var signature = new Option<string?>("--signature") { Description = "The signature. Default: PATH.sig.", HelpName = "FILE" };
        var unsigned = new Option<bool>("--ignore-unsigned") { Description = "Pass over files that are not signed; otherwise one is an error." };
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "verify",
            "Verify that a file or folder is what a key's holder signed. Signatures are those of 'trm sign' and of other programs of OpenSSF\n"
            + "Model Signing with a key. Ends with 1 where anything differs, with 2 where the signature cannot be read.\n\n"
            + "Example: trm verify my.safetensors --key public.pem");
        input.AddTo(command);
        foreach (Option option in (Option[])[signature, unsigned, json])
        {
            command.Add(option);
        }

        command.SetAction(parse =>
        {
            string path = input.Path(parse), from = parse.GetValue(signature) ?? SigningInput.DefaultSignature(path);
            using ECDsa key = input.Key(parse);
            InputFile.Require(from);
            if (new FileInfo(from).Length > SignatureBundle.MostBytes)
            {
                throw new InputException($"{from}: is larger than any signature");
            }

            SignatureVerdict verdict;
            try
            {
                verdict = ModelSignature.Verify(
                    path, File.ReadAllBytes(from), key, input.Options(parse) with { IgnoresUnsignedFiles = parse.GetValue(unsigned) }, from);
            }
            catch (SignatureFormatException error)
            {
                throw new InputException($"{from}: {error.Message}");
            }

            if (parse.GetValue(json))
            {
                JsonOutput.Write("verify", task: null, writer => writer.WriteSignature(path, from, key, verdict));
            }
            else
            {
                Terminal.Line(verdict.Failure is { } failure ? $"{path}: rejected: {failure}"
                    : $"{path}: {(verdict.Files.Count == 1 ? "1 file is" : $"{verdict.Files.Count} files are")} as signed; key {SigningKey.HintOf(key)}");
            }

            return verdict.Holds ? ExitCode.Done : ExitCode.Unsolved;
        });
        return command;
    }
}
