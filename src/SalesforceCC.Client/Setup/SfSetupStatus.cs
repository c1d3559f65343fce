namespace SalesforceCC;

/// <summary>The result for one part of a setup.</summary>
public enum SfSetupStatus
{
    /// <summary>It was created.</summary>
    Created,

    /// <summary>It existed and was not changed.</summary>
    Found,

    /// <summary>It existed and was overwritten, as requested.</summary>
    Updated,

    /// <summary>You have to do it yourself.</summary>
    ByHand,
}
