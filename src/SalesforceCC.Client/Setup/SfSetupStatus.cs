namespace SalesforceCC;

/// <summary>What became of one part of a setup.</summary>
public enum SfSetupStatus
{
    /// <summary>It is new.</summary>
    Created,

    /// <summary>It was there, and was left as it is.</summary>
    Found,

    /// <summary>It was there, and was written anew, as -Force asked for.</summary>
    Updated,

    /// <summary>It is left to be done by hand.</summary>
    ByHand,
}
