using System.CommandLine;
using System.Diagnostics;
using TinyRecursion.Assurance.Checker;
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
        var file = new Argument<string>("FILE") { Description = "Certificate that 'trm prove' wrote, proofs that 'trm solve --proof' or 'trm verify-property' wrote, or with --formula a refutation in DRAT." };
        var formula = new Option<string?>("--formula") { Description = "Formula in DIMACS CNF that FILE refutes, in the text form of DRAT.", HelpName = "FILE.cnf" };
        var model = new Option<string?>("--model") { Description = "Model file that the certificate must be about, byte for byte.", HelpName = "FILE" };
        var property = new Option<string?>("--property") { Description = "With --model NETWORK.onnx: property that a proof about a network must be about.", HelpName = "FILE.vnnlib" };
        Option<int> threads = CommonOptions.Threads();
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "check",
            "Check a certificate or proofs of answers.\n"
            + "Nothing is taken but what they hold. The model of a certificate is run on every point again and compared with all that is\n"
            + "claimed; answers are checked without model and solver. What is false, or not about the model that --model names, ends with 1,\n"
            + "a file that is none of these with 2.\n\n"
            + "Example: trm check arithmetic.certificate.json --model models/arithmetic.safetensors\n"
            + "Example: trm check proofs.jsonl\n"
            + "Example: trm check safe.proof --model controller.onnx --property safe.vnnlib")
        {
            file, model, property, formula, threads, json,
        };
        command.SetAction((parse, cancellation) =>
        {
            string path = parse.GetValue(file)!;
            InputFile.Require(path);
            string? used = parse.GetValue(model), cnf = parse.GetValue(formula);
            if (cnf is null && NetworkProofCheck.Fits(path))
            {
                return Task.FromResult(NetworkProofCheck.Run(path, used, parse.GetValue(property), parse.GetValue(json), cancellation));
            }

            if (parse.GetValue(property) is not null)
            {
                throw new InputException($"--property is for proofs about networks, which 'trm verify-property' writes: {path} is none");
            }

            if (cnf is not null || ProofCheck.Fits(path))
            {
                return Task.FromResult(used is null ? ProofCheck.Run(path, cnf, parse.GetValue(json)) : throw new InputException("--model is for certificates: proofs of answers are about no model"));
            }

            string? digest = used is null ? null : ModelFile.Load(used).Digest;
            var watch = Stopwatch.StartNew();
            Certificate certificate = CertificateJson.Load(path);
            CertificateVerdict verdict = digest is null || digest == certificate.ModelDigest
                ? CertificateChecker.Check(certificate, path, parse.GetValue(threads), cancellation)
                : new CertificateVerdict($"it is about another model, {certificate.ModelDigest}, and {used} is {digest}", 0);
            // Once more without any code of the prover's.
            if (verdict.Holds && ProofChecker.CheckCertificate(File.ReadAllBytes(path)).Failure is { } failure)
            {
                verdict = verdict with { Failure = $"the Checker by itself: {failure}" };
            }

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
        Terminal.Line("checked twice: with the kernels that run the rule, and by the Checker alone in plain loops");
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
