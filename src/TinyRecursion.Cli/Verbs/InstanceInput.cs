using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Cli.Verbs;

/// <summary>The instances that a command works on: those of files, or the sample that comes with the task.</summary>
internal sealed class InstanceInput
{
    private readonly TaskDefinition _task;
    private readonly Argument<string[]> _files;
    private readonly Option<bool> _sample = new("--sample") { Description = "Instead of files, the sample that comes with the task." };

    /// <summary>Makes it.</summary>
    /// <param name="task">The task.</param>
    public InstanceInput(TaskDefinition task)
    {
        _task = task;
        _files = CommonOptions.Files(task.FileHelp);
        if (task.Sample is not null)
        {
            _files.Arity = ArgumentArity.ZeroOrMore;
        }
    }

    /// <summary>Adds argument and option to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_files);
        if (_task.Sample is null)
        {
            return;
        }

        command.Add(_sample);
        command.Validators.Add(result =>
        {
            bool files = result.GetResult(_files) is { Tokens.Count: > 0 };
            if (files == result.GetValue(_sample))
            {
                result.AddError(files ? "either FILE or --sample" : "FILE is needed: a file of instances, - for standard input, or --sample for the task's own");
            }
        });
    }

    /// <summary>The files that a command line names, folders replaced by what is read of them; none for the sample.</summary>
    /// <exception cref="IOException">There is no such file.</exception>
    public string[] Paths(ParseResult parse)
    {
        string[] given = parse.GetValue(_files) ?? [];
        FolderNotes.Write(_task, given);
        string[] paths = [.. given.SelectMany(_task.Expand)];
        Array.ForEach(Array.FindAll(paths, path => path != "-"), InputFile.Require);
        return paths;
    }

    /// <summary>Reads the instances as they are asked for.</summary>
    /// <param name="paths">What <see cref="Paths"/> gave.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="onBad">Receives what is wrong with a malformed instance; null to end there.</param>
    public IEnumerable<SourcedInstance> Read(IReadOnlyList<string> paths, Settings settings, Action<FormatException>? onBad = null) => Read(_task, paths, settings, onBad);

    /// <summary>Reads the instances of files, or for none those of a task's sample, as they are asked for.</summary>
    public static IEnumerable<SourcedInstance> Read(TaskDefinition task, IReadOnlyList<string> paths, Settings settings, Action<FormatException>? onBad = null) => paths.Count > 0
        ? task.StreamFiles(paths, settings, onBad)
        : ReadSample(task, settings);

    // The text is opened anew each time that somebody goes through the instances.
    private static IEnumerable<SourcedInstance> ReadSample(TaskDefinition task, Settings settings)
    {
        foreach (IInstance one in task.Read(new StringReader(task.Sample!), "the sample", settings))
        {
            yield return new SourcedInstance(one, "the sample");
        }
    }

    /// <summary>The SHA-256 digest of what is read, in hexadecimal digits; null where it is standard input.</summary>
    /// <param name="paths">What <see cref="Paths"/> gave.</param>
    public string? Digest(IReadOnlyList<string> paths) => Digest(_task, paths);

    /// <summary>The digest of files, or for none of a task's sample.</summary>
    public static string? Digest(TaskDefinition task, IReadOnlyList<string> paths) =>
        paths.Count > 0 ? InputDigest.Of(paths) : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(task.Sample!)));
}
