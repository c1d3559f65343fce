namespace SalesforceCC.Doctor;

/// <summary>What a check found.</summary>
/// <param name="Status">What came of it.</param>
/// <param name="Detail">What was found, or why nothing was.</param>
/// <param name="Fix">What to do about it.</param>
internal sealed record Finding(SfSetupCheckStatus Status, string Detail, string? Fix = null)
{
    public static Finding Pass(string detail) => new(SfSetupCheckStatus.Pass, detail);

    public static Finding Warn(string detail, string fix) => new(SfSetupCheckStatus.Warn, detail, fix);

    public static Finding Fail(string detail, string fix) => new(SfSetupCheckStatus.Fail, detail, fix);

    /// <param name="reason">A whole sentence.</param>
    public static Finding Skipped(string reason) => new(SfSetupCheckStatus.Skipped, reason);
}
