using System.Globalization;
using System.Text.Json;

namespace TinyRecursion.Tasks;

/// <summary>
/// A setting of a task, declared once: its name, range, default and help become an option of the command line, a field in JSON, and a
/// checked value in C#. Numbers are read and written the same in every culture, without thousands separators.
/// </summary>
public abstract class Setting
{
    private protected Setting(string name, string help, string valueName)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        (Name, Help, ValueName) = (name, help, valueName);
    }

    /// <summary>The name, words joined by hyphens; the option is <c>--name</c>.</summary>
    public string Name { get; }

    /// <summary>A sentence of help.</summary>
    public string Help { get; }

    /// <summary>What stands for the value in help, such as <c>N</c>.</summary>
    public string ValueName { get; }

    /// <summary>The name in JSON, in camel case.</summary>
    public string JsonName => string.Concat(Name.Split('-').Select((word, i) => i == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>Other names of the option.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Whether a value must be given.</summary>
    public bool IsRequired { get; private protected set; }

    /// <summary>Whether the command line takes the value as an argument instead of an option.</summary>
    public bool IsPositional { get; private protected set; }

    /// <summary>Whether it is on or off and takes no text.</summary>
    public virtual bool IsFlag => false;

    /// <summary>Whether it takes several texts.</summary>
    public virtual bool TakesSeveral => false;

    /// <summary>The values to choose from, as text; empty for any.</summary>
    public virtual IReadOnlyList<string> Choices => [];

    /// <summary>The default as text, empty for none.</summary>
    public abstract string DefaultText { get; }

    /// <summary>The default.</summary>
    internal abstract object? DefaultValue { get; }

    /// <summary>A whole number of a range.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The default.</param>
    /// <param name="minimum">The least value.</param>
    /// <param name="maximum">The largest value.</param>
    /// <param name="help">A sentence of help.</param>
    /// <param name="multipleOf">What it must be a multiple of.</param>
    public static Setting<int> Whole(string name, int value, int minimum, int maximum, string help, int multipleOf = 1) =>
        new(name, help, "N", value, texts => Whole(name, texts[0], minimum, maximum, multipleOf), given => Checked(name, given, minimum, maximum, multipleOf));

    /// <summary>A whole number of a range that may be left out.</summary>
    /// <inheritdoc cref="Whole(string, int, int, int, string, int)"/>
    public static Setting<int?> WholeOrNone(string name, int minimum, int maximum, string help) => new(
        name, help, "N", null, texts => Whole(name, texts[0], minimum, maximum, 1), given => given is { } number ? Checked(name, number, minimum, maximum, 1) : null);

    /// <summary>A large whole number of a range that may be left out.</summary>
    /// <inheritdoc cref="Whole(string, int, int, int, string, int)"/>
    public static Setting<long?> LongOrNone(string name, long minimum, long maximum, string help) => new(
        name, help, "N", null,
        texts => long.TryParse(texts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) && number >= minimum && number <= maximum
            ? number
            : throw OutOfRange(name, texts[0], minimum, maximum));

    /// <summary>A real number of a range.</summary>
    /// <inheritdoc cref="Whole(string, int, int, int, string, int)"/>
    public static Setting<float> Real(string name, float value, float minimum, float maximum, string help, params string[] aliases) =>
        new(name, help, "X", value, texts => (float)Real(name, texts[0], minimum, maximum), given => (float)Checked(name, given, minimum, maximum)) { Aliases = aliases };

    /// <summary>A real number of a range that may be left out.</summary>
    /// <inheritdoc cref="Whole(string, int, int, int, string, int)"/>
    public static Setting<double?> RealOrNone(string name, double minimum, double maximum, string help, string valueName = "X") => new(
        name, help, valueName, null, texts => Real(name, texts[0], minimum, maximum), given => given is { } number ? Checked(name, number, minimum, maximum) : null);

    /// <summary>The seed of everything random.</summary>
    /// <param name="value">The default.</param>
    /// <param name="help">A sentence of help.</param>
    public static Setting<ulong> Seed(ulong value, string help) => new(
        "seed", help, "N", value,
        texts => ulong.TryParse(texts[0], NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)
            ? seed
            : throw new SettingException($"--seed must be a whole number from 0 to {ulong.MaxValue}, not '{texts[0]}'"));

    /// <summary>On or off.</summary>
    /// <param name="name">The name.</param>
    /// <param name="help">A sentence of help.</param>
    public static Setting<bool> Flag(string name, string help) => new(name, help, string.Empty, false, _ => true);

    /// <summary>One of several values.</summary>
    /// <typeparam name="T">The values' type.</typeparam>
    /// <param name="name">The name.</param>
    /// <param name="help">A sentence of help, without the meanings.</param>
    /// <param name="choices">The values with their names and meanings (perhaps empty); the first is the default.</param>
    public static Setting<T> Choice<T>(string name, string help, params ReadOnlySpan<(T Value, string Name, string Meaning)> choices)
        where T : struct, Enum
    {
        // Without queries and arrays of T, of which trm-run would have one for each type.
        string[] names = new string[choices.Length], meanings = new string[choices.Length];
        var values = new object[choices.Length];
        for (int i = 0; i < choices.Length; i++)
        {
            (values[i], names[i], meanings[i]) = choices[i];
        }

        return new Setting<T>(
            name, HelpOf(help, names, meanings), string.Join('|', names), choices[0].Value, texts => (T)values[Find(name, names, texts[0])],
            write: value => names[Array.IndexOf(values, value)])
        {
            Names = names,
        };
    }

    /// <summary>A text that may be left out, such as the name of a file.</summary>
    /// <param name="name">The name.</param>
    /// <param name="valueName">What stands for it in help, such as <c>FILE</c>.</param>
    /// <param name="help">A sentence of help.</param>
    public static Setting<string?> Text(string name, string valueName, string help) => new(name, help, valueName, null, texts => texts[0]);

    /// <summary>Several texts, such as names of files.</summary>
    /// <inheritdoc cref="Text"/>
    public static Setting<IReadOnlyList<string>> Texts(string name, string valueName, string help) =>
        new(name, help, valueName, [], texts => [.. texts]) { Several = true };

    /// <summary>The same, taken by the command line as an argument without the option's name.</summary>
    /// <typeparam name="T">The type of its values.</typeparam>
    /// <param name="setting">The setting, made for this alone.</param>
    public static Setting<T> Positional<T>(Setting<T> setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        setting.IsPositional = true;
        return setting;
    }

    /// <summary>The same, which must be given where instances are solved.</summary>
    /// <typeparam name="T">The type of its values.</typeparam>
    /// <param name="setting">The setting, made for this alone.</param>
    public static Setting<T> Required<T>(Setting<T> setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        setting.IsRequired = true;
        return setting;
    }

    /// <summary>Reads a value from the texts of a command line.</summary>
    /// <param name="texts">The texts; at least one, but for a flag.</param>
    /// <exception cref="SettingException">It is out of range.</exception>
    internal abstract object? Parse(IReadOnlyList<string> texts);

    /// <summary>The texts of a command line that stand for a value, see <see cref="Parse"/>; null for a value that is what it is without any.</summary>
    internal abstract IReadOnlyList<string>? Texts(object? value);

    /// <summary>Writes a value as a field.</summary>
    internal abstract void WriteJson(Utf8JsonWriter json, object? value);

    private static string HelpOf(string help, string[] names, string[] meanings)
    {
        var said = new List<string>();
        for (int i = 0; i < names.Length; i++)
        {
            if (meanings[i].Length > 0)
            {
                said.Add($"{names[i]}, {meanings[i]}");
            }
        }

        return said.Count > 0 ? $"{help}: {string.Join("; ", said)}." : help;
    }

    private static int Find(string name, string[] names, string text) =>
        Array.FindIndex(names, one => one.Equals(text, StringComparison.OrdinalIgnoreCase)) is >= 0 and var at
            ? at
            : throw new SettingException($"--{name} must be one of {string.Join(", ", names)}, not '{text}'");

    private static int Whole(string name, string text, int minimum, int maximum, int multipleOf) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? Checked(name, number, minimum, maximum, multipleOf)
            : throw OutOfRange(name, text, minimum, maximum);

    private static int Checked(string name, int number, int minimum, int maximum, int multipleOf) =>
        number < minimum || number > maximum ? throw OutOfRange(name, number.ToString(CultureInfo.InvariantCulture), minimum, maximum)
        : number % multipleOf != 0 ? throw new SettingException($"--{name} must be a multiple of {multipleOf}, not {number}")
        : number;

    private static double Real(string name, string text, double minimum, double maximum) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? Checked(name, number, minimum, maximum)
            : throw OutOfRange(name, text, minimum, maximum);

    // Written so that what is not a number is refused too.
    private static double Checked(string name, double number, double minimum, double maximum) => number >= minimum && number <= maximum
        ? number
        : throw OutOfRange(name, Shortest(number), minimum, maximum);

    private static SettingException OutOfRange(string name, string text, double minimum, double maximum) => new(
        maximum is int.MaxValue or long.MaxValue && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double given) && given > maximum
            ? $"--{name} must be a whole number of at most {Shortest(maximum)}, not {text}"
            : maximum is int.MaxValue or long.MaxValue
            ? $"--{name} must be at least {Shortest(minimum)}, not {text}"
            : $"--{name} must be {Shortest(minimum)} to {Shortest(maximum)}, not {text}");

    // A bound that was given in single precision has no more digits than that.
    private static string Shortest(double number) => !double.IsInteger(number) && (float)number == number
        ? ((float)number).ToString(CultureInfo.InvariantCulture)
        : number.ToString(CultureInfo.InvariantCulture);
}
