using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace TinyRecursion.Execution;

/// <summary>The machine as kernels see it. A library prints nothing: programs show this.</summary>
internal static class Machine
{
    /// <summary>What makes kernels many times slower here and what to do about it, in a sentence or two; null where nothing does.</summary>
    public static string? Warning => RuntimeInformation.ProcessArchitecture is not (Architecture.X64 or Architecture.X86) || Fma.IsSupported ? null
        : RuntimeFeature.IsDynamicCodeCompiled
            ? "this processor has no fused multiply-add, or it is switched off (DOTNET_EnableHWIntrinsic, DOTNET_EnableAVX2): rules in floating point run many times slower; "
                + "those that run in integers do not (trm compress --int8)"
            : "this program was compiled without fused multiply-add: rules in floating point run many times slower; publish it with IlcInstructionSet x86-64-v3";

    /// <summary>Facts for reports of faults: each a name and a text, none of them personal.</summary>
    public static IReadOnlyList<(string Name, string Text)> Facts =>
    [
        ("system", $"{RuntimeInformation.OSDescription} ({RuntimeInformation.RuntimeIdentifier})"),
        ("runtime", $"{RuntimeInformation.FrameworkDescription}, {(RuntimeFeature.IsDynamicCodeCompiled ? "just in time" : "ahead of time")}"),
        ("processors", $"{Environment.ProcessorCount}"),
        ("instructions", InstructionSets is [] ? "none that matters" : string.Join(", ", InstructionSets)),
        ("memory", $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20} MB"),
    ];

    /// <summary>The instruction sets that kernels use, of those that this process has.</summary>
    private static IReadOnlyList<string> InstructionSets =>
    [
        .. new (string Name, bool Has)[]
        {
            ("AVX2", Avx2.IsSupported), ("FMA", Fma.IsSupported), ("AVX-512", Avx512BW.IsSupported), ("AVX-VNNI", AvxVnni.IsSupported),
            ("AdvSIMD", AdvSimd.IsSupported), ("dot product", Dp.IsSupported),
        }.Where(set => set.Has).Select(set => set.Name),
    ];
}
