using System.Text.Json.Nodes;

namespace SalesforceCC.Emulator.OAuth;

/// <summary>One OAuth flow of the token endpoint; adding a flow is adding such a class.</summary>
internal interface IGrant
{
    /// <summary>The value of <c>grant_type</c> that asks for this flow.</summary>
    string GrantType { get; }

    /// <summary>The body of the answer.</summary>
    /// <exception cref="OAuthError">The request is refused.</exception>
    JsonObject Run(OAuthRequest request);
}
