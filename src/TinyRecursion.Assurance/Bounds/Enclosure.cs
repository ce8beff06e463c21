using System.Numerics;

namespace TinyRecursion.Assurance.Bounds;

/// <summary>What a value can be: affine forms and a box, both of which hold it.</summary>
/// <typeparam name="T">What the value is made of.</typeparam>
/// <param name="Forms">The affine forms.</param>
/// <param name="Box">The box, nowhere wider than the forms.</param>
internal sealed record Enclosure<T>(Zonotope Forms, Box<T> Box)
    where T : unmanaged, INumber<T>;
