namespace SalesforceCC.Http;

/// <summary>Which way a request goes.</summary>
internal enum Lane
{
    /// <summary>With the session's token.</summary>
    Api,

    /// <summary>Without token: the OAuth endpoints.</summary>
    Open,
}
