namespace SalesforceCC;

/// <summary>One step of the check of a client credentials setup.</summary>
public sealed class SfSetupCheck
{
    internal SfSetupCheck(string step, SfSetupCheckStatus status, string detail, string? fix)
    {
        Step = step;
        Status = status;
        Detail = detail;
        Fix = fix;
    }

    /// <summary>Name of the step, for example <c>Token</c>.</summary>
    public string Step { get; }

    /// <summary>Pass, Warn, Fail or Skipped.</summary>
    public SfSetupCheckStatus Status { get; }

    /// <summary>What was found, or why nothing was.</summary>
    public string Detail { get; }

    /// <summary>What to do about it, and where in Setup; <see langword="null"/> where there is nothing to do.</summary>
    public string? Fix { get; }

    /// <summary>Step and status.</summary>
    public override string ToString() => $"{Step}: {Status}";
}
