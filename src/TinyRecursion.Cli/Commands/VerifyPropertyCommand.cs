using System.CommandLine;
using System.Text.Json;
using TinyRecursion.Assurance.Verification;
using TinyRecursion.Cli.Common;
using TinyRecursion.IO;
using TinyRecursion.Onnx.Reading;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm verify-property</c>: decides whether a network can reach an unsafe set.</summary>
internal static class VerifyPropertyCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var network = new Argument<string?>("NETWORK") { Description = "Network in ONNX, of linear maps and rectifiers.", Arity = ArgumentArity.ZeroOrOne };
        var property = new Argument<string?>("PROPERTY") { Description = "Unsafe set in VNN-LIB 1.0.", Arity = ArgumentArity.ZeroOrOne };
        var instances = new Option<string?>("--instances") { Description = "Lines 'network,property,seconds' to verify instead, with paths from the file's folder.", HelpName = "FILE.csv" };
        var output = new Option<string?>("--out") { Description = "With --instances: table of verdicts to write; those it holds already are kept.", HelpName = "FILE.csv" };
        var certificate = new Option<string?>("--certificate") { Description = "Proof to write where the property holds, which 'trm check' checks.", HelpName = "FILE" };
        Option<double> limit = CommonOptions.Real("--time-limit", 120, 0.001, 1e6, "Seconds after which a property is unknown.");
        Option<int> threads = CommonOptions.Threads();
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "verify-property",
            "Prove a property of a network, or find what violates it.\n"
            + "A property holds (unsat) with a proof that was checked by code of its own; it is violated (sat) by a point of the exact box in\n"
            + "exact arithmetic; else it is unknown. Ends with 0 where it holds, with 1 where it does not or is not known.\n\n"
            + "Example: trm verify-property controller.onnx safe.vnnlib --certificate safe.proof\n"
            + "Example: trm verify-property --instances instances.csv --out verdicts.csv")
        {
            network, property, instances, output, certificate, limit, threads, json,
        };
        command.Validators.Add(result =>
        {
            bool isBatch = result.GetValue(instances) is not null;
            if (isBatch ? result.GetValue(network) is not null || result.GetValue(certificate) is not null || result.GetValue(output) is null : result.GetValue(property) is null || result.GetValue(output) is not null)
            {
                result.AddError("give NETWORK and PROPERTY, with or without --certificate; or --instances and --out");
            }
        });
        command.SetAction((parse, cancellation) =>
        {
            var options = new VerificationOptions { Threads = parse.GetValue(threads), TimeLimit = TimeSpan.FromSeconds(parse.GetValue(limit)) };
            return Task.FromResult(parse.GetValue(instances) is { } list
                ? PropertyInstances.Run(list, parse.GetValue(output)!, options, parse.GetValue(json), cancellation)
                : Run(parse.GetValue(network)!, parse.GetValue(property)!, parse.GetValue(certificate), options, parse.GetValue(json), cancellation));
        });
        return command;
    }

    /// <summary>Opens a network with a property of it.</summary>
    /// <param name="network">The ONNX file.</param>
    /// <param name="property">The VNN-LIB file.</param>
    internal static PropertyVerifier Open(string network, string property)
    {
        InputFile.Require(network);
        InputFile.Require(property);
        OnnxNetwork read = OnnxNetwork.Read(network);
        using StreamReader text = InputFile.OpenText(property);
        try
        {
            return PropertyVerifier.Open(read.Graph, read.Parameters, read.InputCount, text, property);
        }
        catch (NotSupportedException error)
        {
            throw new InputException($"{network}: {error.Message}");
        }
    }

    /// <summary>The word that competitions use for a status.</summary>
    internal static string Word(PropertyStatus status) => status switch
    {
        PropertyStatus.Holds => "unsat",
        PropertyStatus.Violated => "sat",
        _ => "unknown",
    };

    private static int Run(string network, string property, string? certificate, VerificationOptions options, bool isJson, CancellationToken cancellation)
    {
        PropertyVerifier verifier = Open(network, property);
        if (certificate is not null)
        {
            OutputFile.Prepare(certificate, NetworkProofCheck.FileKind, network, property);
        }

        PropertyOutcome outcome;
        using (var line = new VerificationLine())
        {
            outcome = verifier.Verify(options, line, cancellation);
        }

        if (certificate is not null && outcome.Status == PropertyStatus.Holds)
        {
            AtomicFile.Write(certificate, stream => stream.Write(outcome.Proof.Span));
        }

        if (isJson)
        {
            JsonOutput.Write("verify-property", null, json => WriteJson(json, outcome, outcome.Status == PropertyStatus.Holds ? certificate : null));
        }
        else
        {
            Print(outcome, certificate);
        }

        return outcome.Status == PropertyStatus.Holds ? ExitCode.Done : ExitCode.Unsolved;
    }

    private static void Print(PropertyOutcome outcome, string? certificate)
    {
        switch (outcome.Status)
        {
            case PropertyStatus.Holds:
                Terminal.Line($"holds (unsat): no input of the box is unsafe; {outcome.Boxes:n0} boxes in {outcome.Searching.TotalSeconds:f2} s");
                Terminal.Line($"proof: {outcome.Proof.Length:n0} bytes, checked in {outcome.Checking.TotalSeconds:f2} s{(certificate is null ? string.Empty : $", {certificate}")}");
                break;
            case PropertyStatus.Violated:
                Terminal.Line($"violated (sat): this input is unsafe, in exact arithmetic; {outcome.Boxes:n0} boxes in {outcome.Searching.TotalSeconds:f2} s");
                foreach ((string letter, IReadOnlyList<string> values) in new[] { ("X", outcome.Inputs!), ("Y", outcome.Outputs!) })
                {
                    for (int i = 0; i < values.Count; i++)
                    {
                        Terminal.Line($"{letter}_{i} = {values[i]}");
                    }
                }

                break;
            default:
                Terminal.Line($"unknown: {outcome.Reason}; {outcome.Boxes:n0} boxes in {outcome.Searching.TotalSeconds:f2} s");
                break;
        }

        if (certificate is not null && outcome.Status != PropertyStatus.Holds)
        {
            Terminal.ErrorLine($"{certificate}: not written, nothing is proved");
        }
    }

    private static void WriteJson(Utf8JsonWriter json, PropertyOutcome outcome, string? certificate)
    {
        json.WriteString("verdict", Word(outcome.Status));
        json.WriteString("reason", outcome.Reason);
        foreach ((string name, IReadOnlyList<string>? values) in new[] { ("inputs", outcome.Inputs), ("outputs", outcome.Outputs) })
        {
            json.WriteStartArray(name);
            foreach (string value in values ?? [])
            {
                json.WriteStringValue(value);
            }

            json.WriteEndArray();
        }

        json.WriteNumber("boxes", outcome.Boxes);
        json.WriteNumber("seconds", outcome.Searching.TotalSeconds);
        json.WriteNumber("checkingSeconds", outcome.Checking.TotalSeconds);
        json.WriteNumber("proofBytes", outcome.Proof.Length);
        json.WriteString("certificate", certificate);
    }
}
