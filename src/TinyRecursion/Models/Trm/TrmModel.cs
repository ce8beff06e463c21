using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using TinyRecursion.Rules.Trm;

namespace TinyRecursion.Models.Trm;

/// <summary>A tiny recursive model as published: architecture, rule, weights and nested cycles. Immutable.</summary>
/// <param name="Config">The architecture.</param>
/// <param name="Graph">The rule, see <see cref="TrmRule.Create"/>.</param>
/// <param name="Parameters">The rule's flat parameter vector.</param>
/// <param name="Cycles">How the rule is repeated, and from where.</param>
internal sealed record TrmModel(TrmConfig Config, RuleGraph Graph, ReadOnlyMemory<float> Parameters, NestedCyclesOptions Cycles)
{
    /// <summary>The key of a model file's card under which the architecture is kept.</summary>
    public const string ConfigKey = "trm.config";

    /// <summary>The model as a file of this toolkit keeps it.</summary>
    /// <param name="task">The task that it is for.</param>
    /// <param name="card">Where it comes from.</param>
    public Model ToModel(string task, IReadOnlyDictionary<string, string> card) => new(
        task, Graph, Parameters.ToArray(),
        new Dictionary<string, string>(card) { [ConfigKey] = TrmConfigJson.Write(Config) }, Cycles);

    /// <summary>Takes a model file apart.</summary>
    /// <param name="model">The model.</param>
    /// <param name="name">The file's name for errors.</param>
    /// <exception cref="ModelFormatException">It is not a tiny recursive model as published.</exception>
    public static TrmModel From(Model model, string name)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (!model.Card.TryGetValue(ConfigKey, out string? text) || model.Cycles is not { } cycles)
        {
            throw new ModelFormatException(name, $"card entry '{ConfigKey}' is missing: not a tiny recursive model as published");
        }

        TrmConfig config = TrmConfigJson.Read(System.Text.Encoding.UTF8.GetBytes(text), name);
        return TrmRule.Create(config).IsSameAs(model.Graph)
            ? new TrmModel(config, model.Graph, model.Parameters, cycles)
            : throw new ModelFormatException(name, $"card entry '{ConfigKey}': does not fit the file's graph");
    }
}
