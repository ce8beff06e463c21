using System.Reflection;

namespace TinyRecursion.Docs.Tests;

/// <summary>Runs a program within this process, which spares it starting and compiling again.</summary>
internal static class ManagedProgram
{
    /// <summary>Runs it to its end and returns its exit code.</summary>
    public static int Run(Assembly program, params string[] arguments)
    {
        MethodInfo entry = program.EntryPoint!;
        object?[] parameters = entry.GetParameters().Length == 0 ? [] : [arguments];
        return entry.Invoke(null, BindingFlags.DoNotWrapExceptions, null, parameters, null) as int? ?? 0;
    }
}
