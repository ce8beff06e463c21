using System.Numerics;

namespace TinyRecursion.Execution.Oracle;

/// <summary>What <see cref="ScalarOracle{T}"/> says about a number of steps.</summary>
/// <typeparam name="T">The number type.</typeparam>
/// <param name="State">The state after the last step, cells × state width.</param>
/// <param name="Scores">What the readout says about that state, cells × readout width.</param>
internal sealed record OracleResult<T>(OracleMatrix<T> State, OracleMatrix<T> Scores)
    where T : unmanaged, IFloatingPointIeee754<T>;
