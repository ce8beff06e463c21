using System.CommandLine;
using System.Diagnostics;
using TinyRecursion.Assurance.Proofs;
using TinyRecursion.Cli.Common;
using TinyRecursion.IO;
using TinyRecursion.Models;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm prove THEOREM</c>: checks the whole local domain of a learned rule and writes a certificate.</summary>
internal static class ProveCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var command = new Command("prove", "Prove a learned rule right for problems of every size. Writes a certificate, which 'trm check' checks.");
        foreach (ITheorem theorem in Theorems.All)
        {
            command.Add(Create(theorem));
        }

        return command;
    }

    private static Command Create(ITheorem theorem)
    {
        Option<string?> model = CommonOptions.Model();
        var output = new Option<string?>("--out") { Description = "Certificate to write, which 'trm check' checks.", HelpName = "FILE" };
        Option<int> threads = CommonOptions.Threads();
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            theorem.Name,
            $"Run the rule of task '{theorem.Task}' on every point of its local domain, {theorem.Specification.Shape.Size:n0} of them, compare it with its\n"
            + "specification, and check what the induction over all sizes uses. A rule with one wrong weight ends with 1 and the\n"
            + $"counterexample.\n\nExample: trm prove {theorem.Name} --out {theorem.Name}.certificate.json")
        {
            model, output, threads, json,
        };
        command.SetAction((parse, cancellation) => Task.FromResult(Run(
            theorem, parse.GetValue(model), parse.GetValue(output), parse.GetValue(threads), parse.GetValue(json), cancellation)));
        return command;
    }

    private static int Run(
        ITheorem theorem, string? chosen, string? output, int threads, bool asJson, CancellationToken cancellation)
    {
        ModelFile file = ModelFile.Load(chosen, theorem.Task, theorem.Model ?? theorem.Task);
        (Model model, string path) = file;
        if (output is not null)
        {
            OutputFile.Prepare(output, CertificateJson.FileKind, path);
        }

        var watch = Stopwatch.StartNew();
        Proof proof;
        try
        {
            proof = Prover.Prove(theorem, model, threads, cancellation);
        }
        catch (ArgumentException error)
        {
            throw new InputException($"{path}: {error.Message}");
        }

        if (proof.Holds && output is not null)
        {
            CertificateJson.Save(output, Certificate.Of(theorem, File.ReadAllBytes(path), proof));
            Terminal.ErrorLine($"wrote {output}");
        }

        if (asJson)
        {
            WriteJson(theorem, file, proof, watch.Elapsed);
        }
        else
        {
            Print(theorem, file, proof, watch.Elapsed);
        }

        return proof.Holds ? ExitCode.Done : ExitCode.Unsolved;
    }

    private static void Print(ITheorem theorem, ModelFile file, Proof proof, TimeSpan elapsed)
    {
        Terminal.Line($"theorem {theorem.Name}: {theorem.Statement}");
        Terminal.Line($"specification: {theorem.SpecificationText}");
        Terminal.Line($"induction: {theorem.Induction}");
        foreach (CheckedPremise premise in proof.Premises)
        {
            Terminal.Line($"premise {premise.Name}: {premise.Statement} Holds at all {premise.Points:n0} points.");
        }

        Terminal.Line($"model: {file.Path}, sha256 {file.Digest}");
        Terminal.Line($"domain: {theorem.Specification.Shape}: {proof.Points:n0} points");
        Terminal.Line($"points checked: {proof.Points:n0} in {elapsed.TotalSeconds:f2} s; wrong: {proof.Wrong:n0}");
        if (proof.Counterexample is { } counterexample)
        {
            Terminal.Line($"counterexample: {counterexample}");
            Terminal.Line("refused");
            return;
        }

        var inputs = new int[theorem.Specification.Shape.InputCount];
        theorem.Specification.Shape.Inputs(proof.MarginPoint, inputs);
        Terminal.Line($"smallest lead of the right symbol before the snap: {proof.SmallestMargin:f3}, at {theorem.Describe(inputs)}");
        Terminal.Line("proved");
    }

    private static void WriteJson(ITheorem theorem, ModelFile file, Proof proof, TimeSpan elapsed) => JsonOutput.Write("prove", theorem.Task, json =>
    {
        json.WriteString("theorem", theorem.Name);
        json.WriteString("statement", theorem.Statement);
        json.WriteString("model", file.Path);
        json.WriteString("modelDigest", file.Digest);
        json.WriteNumber("domain", theorem.Specification.Shape.Size);
        json.WriteNumber("pointsChecked", proof.Points);
        json.WriteNumber("wrong", proof.Wrong);
        json.WriteBoolean("proved", proof.Holds);
        if (proof.Counterexample is { } counterexample)
        {
            json.WriteStartObject("counterexample");
            json.WriteString("point", counterexample.Point);
            json.WriteString("expected", counterexample.Expected);
            json.WriteString("got", counterexample.Got);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNumber("smallestMargin", proof.SmallestMargin);
        }

        json.WriteNumber("seconds", elapsed.TotalSeconds);
    });
}
