namespace SalesforceCC.Client.Tests.Support;

/// <summary>How long a test waits for what should come at once.</summary>
/// <remarks>
/// No test depends on how long anything takes, so this only ends what hangs. A virtual machine may stand still for a minute:
/// that is no fault of what is tested.
/// </remarks>
internal static class Patience
{
    /// <summary>Much longer than any test needs, and shorter than the limit of its suite.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromMinutes(5);
}
