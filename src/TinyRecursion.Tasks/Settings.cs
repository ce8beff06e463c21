using System.Text.Json;

namespace TinyRecursion.Tasks;

/// <summary>Values of settings; what is not set has its default. Immutable.</summary>
/// <example><code>var settings = Settings.Default.With(StandardSettings.Restarts, 8);</code></example>
public sealed class Settings
{
    private readonly Dictionary<Setting, object?> _values;

    private Settings(Dictionary<Setting, object?> values) => _values = values;

    /// <summary>Every setting at its default.</summary>
    public static Settings Default { get; } = new([]);

    /// <summary>The value of a setting.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="setting">The setting.</param>
    public T Get<T>(Setting<T> setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        return _values.TryGetValue(setting, out object? value) ? (T)value! : setting.Default;
    }

    /// <summary>Whether a setting was set.</summary>
    /// <param name="setting">The setting.</param>
    public bool Has(Setting setting) => _values.ContainsKey(setting);

    /// <summary>The same with another value of one setting.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="setting">The setting.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="SettingException">The value is out of range.</exception>
    public Settings With<T>(Setting<T> setting, T value)
    {
        ArgumentNullException.ThrowIfNull(setting);
        return new Settings(new Dictionary<Setting, object?>(_values) { [setting] = setting.Check(value) });
    }

    /// <summary>The same with a value read from the texts of a command line.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="texts">The texts.</param>
    /// <exception cref="SettingException">The value is out of range.</exception>
    internal Settings WithText(Setting setting, IReadOnlyList<string> texts) => new(new Dictionary<Setting, object?>(_values) { [setting] = setting.Parse(texts) });

    /// <summary>The texts of a command line that stand for settings, see <see cref="WithText"/>; defaults are among them.</summary>
    internal IEnumerable<(Setting Setting, IReadOnlyList<string> Texts)> Texts(IEnumerable<Setting> settings)
    {
        foreach (Setting setting in settings)
        {
            if (setting.Texts(_values.TryGetValue(setting, out object? value) ? value : setting.DefaultValue) is { } texts)
            {
                yield return (setting, texts);
            }
        }
    }

    /// <summary>Writes settings as the fields of an object.</summary>
    internal void WriteJson(Utf8JsonWriter json, IEnumerable<Setting> settings)
    {
        foreach (Setting setting in settings)
        {
            setting.WriteJson(json, _values.TryGetValue(setting, out object? value) ? value : setting.DefaultValue);
        }
    }
}
