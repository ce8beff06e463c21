using System.Globalization;
using System.Text.Json;

namespace TinyRecursion.Tasks;

/// <summary>A setting with its type; made by the methods of <see cref="Setting"/>.</summary>
/// <typeparam name="T">The type of its values.</typeparam>
public sealed class Setting<T> : Setting
{
    private readonly Func<IReadOnlyList<string>, T> _parse;
    private readonly Func<T, T>? _check;
    private readonly Func<T, string>? _write;

    internal Setting(
        string name, string help, string valueName, T value, Func<IReadOnlyList<string>, T> parse, Func<T, T>? check = null, Func<T, string>? write = null)
        : base(name, help, valueName)
    {
        (Default, _parse, _check, _write) = (value, parse, check, write);
    }

    /// <summary>The value where none is given.</summary>
    public T Default { get; }

    /// <inheritdoc/>
    public override bool IsFlag => typeof(T) == typeof(bool);

    /// <inheritdoc/>
    public override bool TakesSeveral => Several;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Choices => Names;

    /// <inheritdoc/>
    public override string DefaultText => Default is null or IReadOnlyList<string> ? string.Empty : TextOf(Default);

    internal IReadOnlyList<string> Names { get; init; } = [];

    internal bool Several { get; init; }

    internal override object? DefaultValue => Default;

    /// <summary>Checks a value given in code.</summary>
    /// <exception cref="SettingException">It is out of range.</exception>
    internal T Check(T value) => _check is null ? value : _check(value);

    /// <inheritdoc/>
    internal override object? Parse(IReadOnlyList<string> texts) => _parse(texts);

    /// <inheritdoc/>
    internal override IReadOnlyList<string>? Texts(object? value) => value switch
    {
        null or false or IReadOnlyList<string> { Count: 0 } => null,
        true => [],
        IReadOnlyList<string> texts => texts,
        _ => [TextOf((T)value)],
    };

    /// <inheritdoc/>
    internal override void WriteJson(Utf8JsonWriter json, object? value)
    {
        json.WritePropertyName(JsonName);
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case ulong number:
                json.WriteNumberValue(number);
                break;
            case float number:
                json.WriteNumberValue(number);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case IReadOnlyList<string> texts:
                json.WriteStartArray();
                foreach (string text in texts)
                {
                    json.WriteStringValue(text);
                }

                json.WriteEndArray();
                break;
            default:
                json.WriteStringValue(TextOf((T)value));
                break;
        }
    }

    /// <summary>A value as the command line writes it.</summary>
    internal string TextOf(T value) => _write is not null ? _write(value) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
}
