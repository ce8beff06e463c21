namespace TinyRecursion.Fuzz;

/// <summary>A file that a reader did not take as it should.</summary>
/// <param name="Target">The reader.</param>
/// <param name="Number">The number of the file in its run, which makes it again.</param>
/// <param name="What">What happened.</param>
/// <param name="File">The file.</param>
internal sealed record Finding(string Target, int Number, string What, byte[] File);
