using TinyRecursion.Models;

namespace TinyRecursion.Learning;

/// <summary>Measures a model on held-out instances.</summary>
/// <param name="model">The model.</param>
/// <param name="threads">Instances at once; changes the speed, never the result.</param>
/// <param name="cancellation">Ends the measurement.</param>
/// <returns>A share in [0, 1], the higher the better.</returns>
public delegate double ValidationMeasure(Model model, int threads, CancellationToken cancellation);
