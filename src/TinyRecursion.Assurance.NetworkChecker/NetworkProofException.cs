namespace TinyRecursion.Assurance.NetworkChecker;

/// <summary>A file is no proof about a network: the message names the byte.</summary>
internal sealed class NetworkProofException(string message) : FormatException(message);
