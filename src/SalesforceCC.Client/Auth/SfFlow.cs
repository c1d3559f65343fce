namespace SalesforceCC;

/// <summary>Names of the OAuth flows, as <see cref="SfSession.Flow"/> says them.</summary>
internal static class SfFlow
{
    /// <summary>The app's consumer key and secret; requests run as the app's run-as user.</summary>
    public const string ClientCredentials = "ClientCredentials";

    /// <summary>A user's name and password beside the app's key and secret.</summary>
    public const string Password = "Password";

    /// <summary>A user's name in an assertion that is signed with the app's private key.</summary>
    public const string JwtBearer = "JwtBearer";

    /// <summary>A token that was given, from whatever flow.</summary>
    public const string AccessToken = "AccessToken";
}
