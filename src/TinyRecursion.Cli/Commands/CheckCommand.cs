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
        Option<int> threads = CommonOptions.Threads();
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "check",
            "Check a certificate from its own contents: run the model that it holds on every point again and compare all that it\n"
            + "claims. A certificate whose claim is false ends with 1, a file that is none with 2.\n\n"
            + "Example: trm check arithmetic.certificate.json")
        {
            file, threads, json,
        };
        command.SetAction((parse, cancellation) =>
        {
            string path = parse.GetValue(file)!;
            InputFile.Require(path);
            var watch = Stopwatch.StartNew();
            Certificate certificate = CertificateJson.Load(path);
            CertificateVerdict verdict = CertificateChecker.Check(certificate, path, parse.GetValue(threads), cancellation);
            if (parse.GetValue(json))
            {
                WriteJson(certificate, verdict, watch.Elapsed);
            }
            else
            {
                Print(certificate, verdict, watch.Elapsed);
            }

            return Task.FromResult(verdict.Holds ? ExitCode.Done : ExitCode.Unsolved);
        });
        return command;
    }

    private static void Print(Certificate certificate, CertificateVerdict verdict, TimeSpan elapsed)
    {
        Console.Out.WriteLine($"theorem {certificate.Theorem}: {certificate.Statement}");
        if (verdict.Failure is { } failure)
        {
            Console.Out.WriteLine($"does not hold: {failure}");
            return;
        }

        Console.Out.WriteLine($"points checked: {verdict.Points:n0} of {verdict.Points:n0} in {elapsed.TotalSeconds:f2} s");
        Console.Out.WriteLine($"establishes: {CertificateChecker.Establishes}");
        Console.Out.WriteLine($"takes for granted: {CertificateChecker.TakesForGranted}");
        Console.Out.WriteLine("holds");
    }

    private static void WriteJson(Certificate certificate, CertificateVerdict verdict, TimeSpan elapsed) => JsonOutput.Write("check", null, json =>
    {
        json.WriteString("theorem", certificate.Theorem);
        json.WriteString("statement", certificate.Statement);
        json.WriteBoolean("holds", verdict.Holds);
        if (verdict.Failure is { } failure)
        {
            json.WriteString("failure", failure);
        }

        json.WriteNumber("pointsChecked", verdict.Points);
        json.WriteString("modelDigest", certificate.ModelDigest);
        json.WriteString("establishes", CertificateChecker.Establishes);
        json.WriteString("takesForGranted", CertificateChecker.TakesForGranted);
        json.WriteNumber("seconds", elapsed.TotalSeconds);
    });
}
