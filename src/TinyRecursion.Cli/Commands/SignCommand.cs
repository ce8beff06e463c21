using System.CommandLine;
using System.Security.Cryptography;
using TinyRecursion.Assurance.Signing;
using TinyRecursion.Cli.Common;
using TinyRecursion.IO;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm sign PATH --key FILE</c>: signs models, receipts, certificates, any file or folder.</summary>
internal static class SignCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var input = new SigningInput("The private key: ECDSA on P-256, P-384 or P-521 in PEM. It is read and written nowhere.");
        var output = new Option<string?>("--out") { Description = "The signature to write. Default: PATH.sig.", HelpName = "FILE" };
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "sign",
            "Sign a file or folder, as OpenSSF Model Signing has it. The signature (a Sigstore bundle) holds the SHA-256 digest of every file, and\n"
            + "other programs of that standard verify it. Keys come from the usual tools: openssl genpkey -algorithm EC -pkeyopt\n"
            + "ec_paramgen_curve:P-384 -out private.pem; openssl pkey -in private.pem -pubout -out public.pem.\n\n"
            + "Example: trm sign my.safetensors --key private.pem");
        input.AddTo(command);
        command.Add(output);
        command.Add(json);
        command.SetAction(parse =>
        {
            string path = input.Path(parse), to = parse.GetValue(output) ?? SigningInput.DefaultSignature(path);
            using ECDsa key = input.Key(parse);
            OutputFile.Prepare(to, SignatureBundle.FileKind, path, input.KeyFile(parse));
            byte[] signature;
            try
            {
                signature = ModelSignature.Sign(path, key, input.Options(parse), to);
            }
            catch (CryptographicException)
            {
                throw new InputException($"{input.KeyFile(parse)}: is no private key; a signature is made with one");
            }

            AtomicFile.Write(to, stream => stream.Write(signature));
            SignedStatement statement = SignedStatement.Read(SignatureBundle.Read(signature).Payload);
            var made = new SignatureVerdict(null, [.. statement.Resources.Select(resource => resource.Name)]);
            if (parse.GetValue(json))
            {
                JsonOutput.Write("sign", task: null, writer => writer.WriteSignature(path, to, key, made));
            }
            else
            {
                Terminal.Line($"{to}: signs {(made.Files.Count == 1 ? "1 file" : $"{made.Files.Count} files")} of {path}; key {SigningKey.HintOf(key)}");
            }

            return ExitCode.Done;
        });
        return command;
    }
}
