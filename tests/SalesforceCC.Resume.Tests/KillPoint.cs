namespace SalesforceCC.Resume.Tests;

/// <summary>Where on the way of a request and its answer the worker is killed.</summary>
internal enum KillPoint
{
    /// <summary>The request was sent, and does not arrive.</summary>
    BeforeOrg,

    /// <summary>The org has done what was asked for; no answer comes.</summary>
    AfterOrg,

    /// <summary>Half of the answer's body has come.</summary>
    InAnswer,
}
