namespace TinyRecursion.Tasks;

/// <summary>A setting out of its range, or settings that do not go together; the message is one line that names the setting.</summary>
/// <param name="message">What is wrong and what would be right.</param>
public sealed class SettingException(string message) : FormatException(message);
