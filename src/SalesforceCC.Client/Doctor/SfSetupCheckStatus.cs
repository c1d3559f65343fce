namespace SalesforceCC;

/// <summary>What came of a step of the setup check.</summary>
public enum SfSetupCheckStatus
{
    /// <summary>As it should be.</summary>
    Pass,

    /// <summary>It works, but not for ever, or not as safely as it could.</summary>
    Warn,

    /// <summary>It does not work, and this is why.</summary>
    Fail,

    /// <summary>It could not be found out; the detail says why.</summary>
    Skipped,
}
