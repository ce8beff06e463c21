using TinyRecursion.IO;

namespace TinyRecursion.Training.Workflows;

/// <summary>A folder that a training run cannot use. The message is one line that names the folder and the reason.</summary>
/// <param name="folder">The folder.</param>
/// <param name="problem">The reason.</param>
/// <param name="inner">The exception that was caught, if any.</param>
public sealed class RunFolderException(string folder, string problem, Exception? inner = null) : IOException(MessageLine.Of($"{folder}: {problem}"), inner);
