using System.Runtime.CompilerServices;

namespace SalesforceCC;

/// <summary>How methods are compiled.</summary>
internal static class Compiled
{
    /// <summary>
    /// With all optimizations from the first call on. For loops over bytes only: a runbook is over before the runtime has seen
    /// that they are worth it. What is compiled so knows nothing of how it is used, so other code becomes slower by it.
    /// </summary>
    public const MethodImplOptions AtOnce =
#if NET
        MethodImplOptions.AggressiveOptimization;
#else
        0;
#endif
}
