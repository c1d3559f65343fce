namespace SalesforceCC.Auth;

/// <summary>How the consumer key and secret travel to the token endpoint.</summary>
internal enum ClientAuthentication
{
    /// <summary>As fields of the form (client_secret_post).</summary>
    Body,

    /// <summary>As HTTP Basic header (client_secret_basic).</summary>
    Basic,
}
