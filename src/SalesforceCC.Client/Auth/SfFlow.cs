namespace SalesforceCC;

/// <summary>An OAuth flow.</summary>
public enum SfFlow
{
    /// <summary>The consumer key and secret of the app. Requests run as the run-as user of the app.</summary>
    ClientCredentials,

    /// <summary>The name and password of a user, with the consumer key and secret of the app.</summary>
    Password,

    /// <summary>The name of a user in an assertion that is signed with the private key of the app.</summary>
    JwtBearer,

    /// <summary>An existing access token, from any flow.</summary>
    AccessToken,
}
