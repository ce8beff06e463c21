using System.Runtime.Intrinsics;

namespace TinyRecursion.Tests.Execution;

/// <summary>What this process may compute with.</summary>
internal static class InstructionSets
{
    /// <summary>Names the environment variable by which a parent process says what <see cref="WidestVector"/> must be.</summary>
    public const string ExpectedVariable = "TINYRECURSION_TEST_WIDEST_VECTOR";

    /// <summary>Names the environment variable by which a parent process says where to write <see cref="ExecutionDigest"/>.</summary>
    public const string DigestFileVariable = "TINYRECURSION_TEST_DIGEST_FILE";

    /// <summary>Bits of the widest vectors that are computed in hardware; 0 where all vectors are emulated.</summary>
    public static int WidestVector =>
        Vector512.IsHardwareAccelerated ? 512
        : Vector256.IsHardwareAccelerated ? 256
        : Vector128.IsHardwareAccelerated ? 128 : 0;
}
