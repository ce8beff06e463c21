using System.CommandLine;
using System.Diagnostics;
using TinyRecursion.Assurance.Proofs;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm check FILE</c>: checks a certificate from its own contents.</summary>
internal static class CheckCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "Certificate that 'trm prove' wrote." };
        var model = new Option<string?>("--model") { Description = "Model file that the certificate must be about, byte for byte.", HelpName = "FILE" };
        Option<int> threads = CommonOptions.Threads();
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "check",
            "Check a certificate from its own contents. The model that it holds is run on every point again and compared with all that it\n"
            + "claims. A certificate whose claim is false, or not about the model that --model names, ends with 1, a file that is none with 2.\n\n"
            + "Example: trm check arithmetic.certificate.json --model models/arithmetic.safetensors")
        {
            file, model, threads, json,
        };
        command.SetAction((parse, cancellation) =>
        {
            string path = parse.GetValue(file)!;
            InputFile.Require(path);
            string? used = parse.GetValue(model);
            string? digest = used is null ? null : ModelFile.Load(used).Digest;
            var watch = Stopwatch.StartNew();
            Certificate certificate = CertificateJson.Load(path);
            CertificateVerdict verdict = digest is null || digest == certificate.ModelDigest
                ? CertificateChecker.Check(certificate, path, parse.GetValue(threads), cancellation)
                : new CertificateVerdict($"it is about another model, {certificate.ModelDigest}, and {used} is {digest}", 0);
            if (parse.GetValue(json))
            {
                WriteJson(certificate, used, verdict, watch.Elapsed);
            }
            else
            {
                Print(certificate, used, verdict, watch.Elapsed);
            }

            return Task.FromResult(verdict.Holds ? ExitCode.Done : ExitCode.Unsolved);
        });
        return command;
    }

    private static void Print(Certificate certificate, string? used, CertificateVerdict verdict, TimeSpan elapsed)
    {
        Terminal.Line($"theorem {certificate.Theorem}: {certificate.Statement}");
        Terminal.Line($"model: sha256 {certificate.ModelDigest}{(used is not null && verdict.Holds ? $", which is {used}" : string.Empty)}");
        if (verdict.Failure is { } failure)
        {
            Terminal.Line($"does not hold: {failure}");
            return;
        }

        Terminal.Line($"points checked: {verdict.Points:n0} of {verdict.Points:n0} in {elapsed.TotalSeconds:f2} s");
        Terminal.Line($"establishes: {CertificateChecker.Establishes}");
        Terminal.Line($"takes for granted: {CertificateChecker.TakesForGranted}");
        Terminal.Line("holds");
    }

    private static void WriteJson(Certificate certificate, string? used, CertificateVerdict verdict, TimeSpan elapsed) => JsonOutput.Write("check", null, json =>
    {
        json.WriteString("theorem", certificate.Theorem);
        json.WriteString("statement", certificate.Statement);
        json.WriteBoolean("holds", verdict.Holds);
        if (verdict.Failure is { } failure)
        {
            json.WriteString("failure", failure);
        }

        json.WriteNumber("pointsChecked", verdict.Points);
        json.WriteString("model", used);
        json.WriteString("modelDigest", certificate.ModelDigest);
        json.WriteString("establishes", CertificateChecker.Establishes);
        json.WriteString("takesForGranted", CertificateChecker.TakesForGranted);
        json.WriteNumber("seconds", elapsed.TotalSeconds);
    });
}
