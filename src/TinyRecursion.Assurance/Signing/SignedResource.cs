namespace TinyRecursion.Assurance.Signing;

/// <summary>A file, or a part of one, with its digest.</summary>
/// <param name="Name">Its path from the root, with <c>/</c>; of a part with <c>:start:end</c> behind it.</param>
/// <param name="Digest">SHA-256, in lower-case hexadecimal digits.</param>
internal sealed record SignedResource(string Name, string Digest);
