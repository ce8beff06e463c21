using System.Globalization;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Models;
using TinyRecursion.Problems;

namespace TinyRecursion.Tasks.Common;

/// <summary>Digests of what a model that runs in integers does on instances, to hold one build or machine against another.</summary>
public sealed class InstanceDigest
{
    private readonly IntegerRule _rule;
    private readonly int _steps;

    /// <summary>Takes a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="steps">Steps of each instance, at least one.</param>
    /// <exception cref="ModelFormatException">It runs in floating point.</exception>
    public InstanceDigest(Model model, string name, int steps)
    {
        ArgumentNullException.ThrowIfNull(model);
        _rule = model.Quantised is { } quantised
            ? new IntegerRule(model.Graph, quantised)
            : throw new ModelFormatException(name, "runs in floating point: a digest is of a model that runs in integers, which 'trm compress' makes");
        _steps = steps;
    }

    /// <summary>The digest of an instance, see <see cref="IntegerDigest"/>: 16 hexadecimal digits. Safe to call from several threads.</summary>
    /// <param name="problem">The instance as the rule sees it.</param>
    /// <exception cref="ArgumentException">It does not fit the rule.</exception>
    public string Of(Problem problem) => IntegerDigest.Of(_rule, problem, _steps).ToString("x16", CultureInfo.InvariantCulture);
}
