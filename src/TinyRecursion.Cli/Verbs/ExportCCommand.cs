using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Edge;
using TinyRecursion.Edge.Lowering;
using TinyRecursion.IO;
using TinyRecursion.Tasks;

namespace TinyRecursion.Cli.Verbs;

/// <summary><c>trm export c --model MODEL --out DIR</c>: writes a model that runs in integers as a program in C.</summary>
internal static class ExportCCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(TaskRegistry tasks)
    {
        var file = new Option<string>("--model") { Description = "Model that runs in integers, from 'trm compress'.", HelpName = "FILE", Required = true };
        var output = new Option<string>("--out") { Description = "Folder to write the program to; made if need be.", HelpName = "DIR", Required = true };
        Option<int?> cells = CommonOptions.WholeOrNone("--cells", "Most cells of an instance, which memory is laid out for. Default: what the task needs.");
        Option<int?> groups = CommonOptions.WholeOrNone("--groups", "Most clauses, nodes, or groups of a relation, where the task leaves it open. Default: in keeping with the cells.");
        Option<int?> members = CommonOptions.WholeOrNone("--members", "Most literals, nodes and arcs, or members of a relation's groups. Default: in keeping with the groups.");
        Option<int?> flash = CommonOptions.WholeOrNone("--flash", "Bytes of read-only memory that constants and code may take.");
        Option<int?> ram = CommonOptions.WholeOrNone("--ram", "Bytes of memory that buffers and stack may take.");
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "c",
            "Write a model that runs in integers as a program in C99 that gives the same bytes, without a heap or floating point.\n"
            + "Programs of some tasks read, check and print instances; those of other tasks read problems as numbers. See docs/edge.md.\n\n"
            + "Example: trm export c --model sudoku8.safetensors --out sudoku-c --ram 131072")
        {
            file, output, cells, groups, members, flash, ram, json,
        };
        command.SetAction(parse =>
        {
            ModelFile model = ModelFile.Load(parse.GetValue(file)!);
            if (tasks.Find(model.Model.Task) is { } task)
            {
                TaskVerb.Require(task, Verb.ExportC, model.Path);
            }

            string folder = parse.GetValue(output)!;
            EdgeProgram program = Export(model, new EdgeOptions
            {
                Cells = parse.GetValue(cells),
                Groups = parse.GetValue(groups),
                Members = parse.GetValue(members),
                Flash = parse.GetValue(flash),
                Ram = parse.GetValue(ram),
            });
            OutputFile.PrepareFolder(folder, program.Files.Select(it => it.Key), EdgeProgram.FileKind, model.Path);
            if (Directory.GetFiles(folder).FirstOrDefault(file => program.Files.All(own => own.Key != Path.GetFileName(file)) && EdgeProgram.FileKind.Recognises(file)) is { } other)
            {
                throw new InputException($"{other}: is a file of another exported program, which would be mixed with this one: give this one a folder of its own");
            }

            program.Write(folder);
            if (parse.GetValue(json))
            {
                WriteJson(folder, model, program);
            }
            else
            {
                Terminal.Line($"{folder}: {string.Join(", ", program.Files.Select(it => it.Key))}; at most {program.Cells:n0} cells");
                Terminal.Line($"  flash: {program.ConstantBytes:n0} bytes of constants, about {program.CodeBytes:n0} of code on a Cortex-M4");
                Terminal.Line($"  RAM: {program.RamBytes:n0} bytes of buffers, up to {EdgeProgram.StackBytes:n0} of stack");
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static EdgeProgram Export(ModelFile model, EdgeOptions options)
    {
        try
        {
            return EdgeExporter.Export(model.Model, options);
        }
        catch (NotSupportedException error)
        {
            throw new InputException($"{model.Path}: {error.Message}");
        }
    }

    private static void WriteJson(string folder, ModelFile model, EdgeProgram program) => JsonOutput.Write("export c", model.Model.Task, json =>
    {
        json.WriteModel(model);
        json.WriteString("folder", folder);
        json.WriteStartArray("files");
        foreach ((string name, _) in program.Files)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteNumber("cells", program.Cells);
        json.WriteNumber("constantBytes", program.ConstantBytes);
        json.WriteNumber("codeBytes", program.CodeBytes);
        json.WriteNumber("ramBytes", program.RamBytes);
        json.WriteNumber("stackBytesAtMost", EdgeProgram.StackBytes);
    });
}
