namespace SalesforceCC.Http;

/// <summary>Whose token goes along with a request.</summary>
internal enum TokenUse
{
    /// <summary>The session's, which is renewed when it has ended.</summary>
    Session,

    /// <summary>None: the OAuth endpoints, and resources that anybody may read.</summary>
    None,
}
