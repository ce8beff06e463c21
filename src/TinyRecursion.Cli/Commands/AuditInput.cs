using System.CommandLine;
using TinyRecursion.Assurance.Checker.Receipts;
using TinyRecursion.Assurance.Receipts;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Verbs;
using TinyRecursion.Models;
using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Cli.Commands;

/// <summary>What audits and disputes are given alike: what was solved, and the model.</summary>
/// <param name="tasks">The tasks.</param>
internal sealed class AuditInput(TaskRegistry tasks)
{
    private readonly Argument<string[]> _files = new("FILE") { Description = "The files of instances that were solved, in the same order; none where it was the sample of the task.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _model = new("--model") { Description = "The model. Default: the shipped one with the digest that the receipt names.", HelpName = "FILE" };

    /// <summary>Adds everything to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_files);
        command.Add(_model);
    }

    /// <summary>Reads a receipt.</summary>
    /// <exception cref="InputException">It is none.</exception>
    public static Receipt ReadReceipt(string path)
    {
        byte[] bytes = Read(path);
        try
        {
            return Receipt.Read(bytes);
        }
        catch (ReceiptFormatException error)
        {
            throw new InputException($"{path}: {error.Message}");
        }
    }

    /// <summary>Reads a file into memory.</summary>
    /// <exception cref="InputException">It is too large.</exception>
    public static byte[] Read(string path)
    {
        InputFile.Require(path);
        return new FileInfo(path).Length <= Array.MaxLength ? File.ReadAllBytes(path) : throw new InputException($"{path}: has more than {Array.MaxLength} bytes");
    }

    /// <summary>What a receipt should be about, as far as it can be known without it.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="header">The header of the receipt.</param>
    /// <exception cref="InputException">The task is not known, or there is no model to audit with.</exception>
    public ReceiptSubject Subject(ParseResult parse, ReceiptHeader header)
    {
        TaskDefinition task = tasks.Find(header.Task) is { } known && known.Name == header.Task ? known : throw new InputException($"the receipt is of task '{header.Task}', which this program does not know");
        Settings settings = Settings.Default;
        foreach ((string name, string[] texts) in header.Settings)
        {
            Setting setting = task.Settings.FirstOrDefault(one => one.Name == name) ?? throw new InputException($"the receipt has a setting '{name}', which task '{task.Name}' has not");
            settings = texts.Length > 0 == !setting.IsFlag ? settings.WithText(setting, texts) : throw new InputException($"the receipt has {texts.Length} values for setting '{name}'");
        }

        ModelFile? model = header.ModelDigest.Length == 0 ? null : ModelFile.Load(parse.GetValue(_model) ?? Shipped(header.ModelDigest));
        string[] paths = Paths(parse, task);
        string? digest = header.InputDigest.Length == 0 ? null : InstanceInput.Digest(task, paths);
        return new ReceiptSubject(task, settings, model?.Model, model?.Digest, digest);
    }

    /// <summary>The instances that were solved.</summary>
    public IEnumerable<SourcedInstance> Instances(ParseResult parse, ReceiptSubject subject) => InstanceInput.Read(subject.Task, Paths(parse, subject.Task), subject.Settings);

    private string[] Paths(ParseResult parse, TaskDefinition task)
    {
        string[] given = parse.GetValue(_files) ?? [];
        if (given.Length == 0 && task.Sample is null)
        {
            throw new InputException("FILE is needed: the file of instances that was solved");
        }

        string[] paths = [.. given.SelectMany(task.Expand)];
        Array.ForEach(paths, InputFile.Require);
        return paths;
    }

    private static string Shipped(byte[] digest)
    {
        string wanted = Convert.ToHexStringLower(digest);
        return ShippedModels.Names.Select(ShippedModels.File).FirstOrDefault(path => new ModelFile(Model.Load(path), path).Digest == wanted)
            ?? throw new InputException($"--model is needed: no shipped model has the digest that the receipt names, sha256 {wanted}");
    }
}
