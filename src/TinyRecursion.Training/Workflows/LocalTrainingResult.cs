using TinyRecursion.Models;
using TinyRecursion.Training.Local;

namespace TinyRecursion.Training.Workflows;

/// <summary>The result of the training of a local rule.</summary>
/// <param name="Model">The model, with its card. The same plan gives the same bytes.</param>
/// <param name="End">The last examination of the whole domain.</param>
/// <param name="IsRight">The rule is right at every point, by the margin that was asked for.</param>
internal sealed record LocalTrainingResult(Model Model, LocalProgress End, bool IsRight);
