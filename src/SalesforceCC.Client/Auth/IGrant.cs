using SalesforceCC.Http;

namespace SalesforceCC.Auth;

/// <summary>One OAuth 2.0 flow: how it asks the token endpoint for a token.</summary>
internal interface IGrant
{
    /// <summary>The flow's name as Salesforce spells it, for example <c>ClientCredentials</c>.</summary>
    SfFlow Flow { get; }

    /// <summary>Consumer key of the app; null where it is not known.</summary>
    string? ClientId { get; }

    /// <summary>What a person would call the place the secret comes from.</summary>
    string SecretSource { get; }

    /// <summary>One token request. The secret is in the content of each send only, and cleared with it.</summary>
    ApiRequest CreateRequest(Uri tokenEndpoint);

    /// <summary>Another request of the same app, such as introspection: a form with the app's id and secret.</summary>
    /// <exception cref="SfException">CLIENT_SECRET_REQUIRED: the flow has none.</exception>
    ApiRequest CreateRequest(Uri url, Func<SecretFormContent> form);

    /// <summary>Whether the response's signature is that of this app; true where there is nothing to check.</summary>
    bool Verify(TokenResponse response);

    /// <summary>After a refusal: reads the secret again. False where that cannot change anything.</summary>
    Task<bool> ReloadAsync(SfException refusal, CancellationToken stop);

    /// <summary>The refusal, with what this side knows of its cause.</summary>
    SfException Explain(SfException refusal);
}
