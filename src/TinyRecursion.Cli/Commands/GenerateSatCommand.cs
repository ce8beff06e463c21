using System.CommandLine;
using System.Text;
using TinyRecursion.Cli.Common;
using TinyRecursion.IO;
using TinyRecursion.Tasks.Satisfiability;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm generate sat</c>: makes random formulas.</summary>
internal static class GenerateSatCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Option<int> variables = RunOptions.Positive("--variables", 50, "Variables of a formula.");
        Option<int?> clauses = RunOptions.PositiveOrNone("--clauses", "Clauses of a formula. Default: as many as leave half of them satisfiable (3 literals a clause).");
        Option<int> literals = RunOptions.Positive("--literals", 3, "Literals of a clause.");
        var kind = new Option<SatisfiabilityKind>("--kind")
        {
            Description = "Which formulas: filtered by complete search, any, or planted, which can be of any size but are easier.",
            DefaultValueFactory = _ => SatisfiabilityKind.Satisfiable,
        };
        Option<int> count = RunOptions.Positive("--count", 10, "How many formulas.");
        var seed = new Option<ulong>("--seed") { Description = "The same seed gives the same formulas.", DefaultValueFactory = _ => 1, HelpName = "N" };
        var folder = new Option<string?>("--folder") { Description = "Write a DIMACS file NAME.cnf for each into this folder instead.", HelpName = "DIR" };
        Option<int> threads = RunOptions.Positive("--threads", Environment.ProcessorCount, "Formulas made at once; changes the speed, never the formulas.");
        Option<bool> json = RunOptions.JsonSwitch();
        var command = new Command(
            "sat",
            "Make random formulas, one a line on standard output: name, variables, clauses, SAT, UNSAT or ?, -, an assignment or -,\n"
            + "then the clauses. Or DIMACS files in a folder.\n\n"
            + "Example: trm generate sat --variables 50 --count 100 --seed 7 > formulas.txt")
        {
            variables, clauses, literals, kind, count, seed, folder, threads, json,
        };
        command.SetAction((parse, cancellation) =>
        {
            SatisfiabilityGeneratorOptions options = Checked(
                parse.GetValue(variables), parse.GetValue(clauses), parse.GetValue(literals), parse.GetValue(kind));
            CnfInstance[] made = Generate(options, parse.GetValue(count), parse.GetValue(seed), parse.GetValue(threads), cancellation);
            if (parse.GetValue(folder) is { } directory)
            {
                WriteFiles(directory, made);
            }

            Print(made, parse.GetValue(folder), parse.GetValue(json));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static SatisfiabilityGeneratorOptions Checked(int variables, int? clauses, int literals, SatisfiabilityKind kind)
    {
        if (variables > CnfFormula.MaximumVariables || literals > variables)
        {
            throw new InputException($"--variables must be --literals to {CnfFormula.MaximumVariables}, not {variables}");
        }

        int number = clauses ?? (literals == 3
            ? SatisfiabilityGenerator.ClausesAtThreshold(variables)
            : throw new InputException("--clauses is needed where --literals is not 3"));
        return number <= CnfFormula.MaximumClauses && (long)number * literals <= CnfFormula.MaximumLiterals
            ? new SatisfiabilityGeneratorOptions { Variables = variables, Clauses = number, Literals = literals, Kind = kind }
            : throw new InputException($"--clauses {number} of {literals} literals are more than a formula may have");
    }

    private static CnfInstance[] Generate(
        SatisfiabilityGeneratorOptions options, int count, ulong seed, int threads, CancellationToken cancellation)
    {
        var made = new CnfInstance[count];
        using var progress = new ProgressLine("made", count);
        int done = 0;
        Parallel.For(
            0, count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation },
            i =>
            {
                try
                {
                    made[i] = SatisfiabilityGenerator.Generate(seed, (ulong)i, options, cancellation);
                }
                catch (InvalidOperationException error)
                {
                    throw new InputException(error.Message);
                }

                lock (made)
                {
                    progress.Advance(++done, good: true);
                }
            });
        return made;
    }

    private static void WriteFiles(string folder, CnfInstance[] made)
    {
        Directory.CreateDirectory(folder);
        foreach (CnfInstance instance in made)
        {
            AtomicFile.Write(Path.Combine(folder, instance.Name + ".cnf"), stream =>
            {
                using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
                DimacsFile.Write(writer, instance.Formula, $"{instance.Name} {StatusOf(instance)}");
            });
        }
    }

    private static void Print(CnfInstance[] made, string? folder, bool asJson)
    {
        if (asJson)
        {
            JsonOutput.Write(json =>
            {
                json.WriteString("task", "sat");
                json.WriteStartArray("formulas");
                foreach (CnfInstance instance in made)
                {
                    json.WriteStartObject();
                    json.WriteString("name", instance.Name);
                    json.WriteString("status", StatusOf(instance));
                    json.WriteString("line", SatisfiabilityLine.ToLine(instance));
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            });
        }
        else if (folder is not null)
        {
            Console.Error.WriteLine($"wrote {made.Length} files to {folder}");
        }
        else
        {
            Console.Out.WriteLine(SatisfiabilityLine.Header);
            Array.ForEach(made, instance => Console.Out.WriteLine(SatisfiabilityLine.ToLine(instance)));
        }
    }

    private static string StatusOf(CnfInstance instance) =>
        instance.IsSatisfiable switch { true => "satisfiable", false => "unsatisfiable", null => "unknown" };
}
