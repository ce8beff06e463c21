using System.CommandLine;
using System.Diagnostics;
using TinyRecursion.Assurance.Proofs;
using TinyRecursion.Assurance.Radius;
using TinyRecursion.Cli.Common;
using TinyRecursion.IO;
using TinyRecursion.Models;
using TinyRecursion.Tasks;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm prove THEOREM</c>: checks the whole local domain of a learned rule and writes a certificate.</summary>
internal static class ProveCommand
{
    /// <summary>Creates the command.</summary>
    /// <param name="tasks">The tasks, of whose models states are bounded.</param>
    public static Command Create(TaskRegistry tasks)
    {
        var command = new Command("prove", "Prove a rule right for every size, or bound what states can be.");
        foreach (ITheorem theorem in Theorems.All)
        {
            command.Add(Create(theorem));
        }

        command.Add(BoundsCommand.Create(tasks));

        return command;
    }

    private static Command Create(ITheorem theorem)
    {
        Option<string?> model = CommonOptions.Model();
        var output = new Option<string?>("--out") { Description = "Certificate to write, which 'trm check' checks.", HelpName = "FILE" };
        var radius = new Option<bool>("--radius") { Description = "Also find how far all weights may be off while the theorem holds, and the smallest change found that breaks it." };
        Option<int> perturbations = CommonOptions.Whole(
            "--perturbations", 10000, "With --radius: random changes of the weights within the radius to run, compared where the rule comes nearest to changing.", minimum: 0);
        Option<ulong> seed = CommonOptions.Seed("With --radius: decides the random changes.");
        Option<int> threads = CommonOptions.Threads();
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            theorem.Name,
            $"Run the rule of task '{theorem.Task}' on every point of its local domain, {theorem.Specification.Shape.Size:n0} of them, compare it with its\n"
            + "specification, and check what the induction over all sizes uses. A rule with one wrong weight ends with 1 and the\n"
            + "counterexample. With --radius also: how far every weight may be off at once before any of this changes.\n\n"
            + $"Example: trm prove {theorem.Name} --out {theorem.Name}.certificate.json\nExample: trm prove {theorem.Name} --radius")
        {
            model, output, radius, perturbations, seed, threads, json,
        };
        command.Validators.Add(result =>
        {
            if (!result.GetValue(radius) && (result.GetResult(perturbations) is { Implicit: false } || result.GetResult(seed) is { Implicit: false }))
            {
                result.AddError("--perturbations and --seed go with --radius");
            }
        });
        command.SetAction((parse, cancellation) => Task.FromResult(Run(
            theorem, parse.GetValue(model), parse.GetValue(output), parse.GetValue(json),
            parse.GetValue(radius) ? new RadiusOptions { Perturbations = parse.GetValue(perturbations), Seed = parse.GetValue(seed) } : null,
            parse.GetValue(threads), cancellation)));
        return command;
    }

    private static int Run(
        ITheorem theorem, string? chosen, string? output, bool asJson, RadiusOptions? radius, int threads, CancellationToken cancellation)
    {
        ModelFile file = ModelFile.Load(chosen, theorem.Task, theorem.Model ?? theorem.Task);
        (Model model, string path) = file;
        if (output is not null)
        {
            OutputFile.Prepare(output, CertificateJson.FileKind, path);
        }

        var watch = Stopwatch.StartNew();
        Proof proof;
        TimeSpan elapsed;
        RadiusReport? report = null;
        try
        {
            proof = Prover.Prove(theorem, model, threads, cancellation);
            elapsed = watch.Elapsed;
            if (proof.Holds && radius is not null)
            {
                report = WeightRadius.Find(theorem, model, radius with { Threads = threads }, cancellation);
            }
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
            WriteJson(theorem, file, proof, elapsed, report);
        }
        else
        {
            Print(theorem, file, proof, elapsed);
            if (report is not null)
            {
                RadiusText.Print(theorem, report, watch.Elapsed - elapsed);
            }
        }

        return proof.Holds && report is null or { Changed: 0 } ? ExitCode.Done : ExitCode.Unsolved;
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

    private static void WriteJson(ITheorem theorem, ModelFile file, Proof proof, TimeSpan elapsed, RadiusReport? report) => JsonOutput.Write("prove", theorem.Task, json =>
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

        if (report is not null)
        {
            RadiusText.Write(json, report);
        }

        json.WriteNumber("seconds", elapsed.TotalSeconds);
    });
}
