using SalesforceCC.Http;

namespace SalesforceCC.Auth;

/// <summary>No grant at all: a token that somebody else asked for, and that only they can renew.</summary>
internal sealed class AccessTokenGrant : IGrant
{
    public SfFlow Flow => SfFlow.AccessToken;

    public string? ClientId => null;

    public string SecretSource => "Parameter";

    /// <summary>Why there is no other token.</summary>
    public static SfException NotRenewable(string what) => new(
        SfErrorCodes.TokenNotRenewable, $"The access token {what}, and this session cannot get another: it was given the one it has.");

    public ApiRequest CreateRequest(Uri tokenEndpoint) => throw NotRenewable("has ended");

    public ApiRequest CreateRequest(Uri url, Func<SecretFormContent> form) => throw SecretRequired(Flow);

    public bool Verify(TokenResponse response) => true;

    public Task<bool> ReloadAsync(SfException refusal, CancellationToken stop) => Task.FromResult(false);

    public SfException Explain(SfException refusal) => refusal;

    /// <summary>For what takes the consumer secret, in flows that have none.</summary>
    internal static SfException SecretRequired(SfFlow flow) => new(
        SfErrorCodes.ClientSecretRequired,
        $"Salesforce tells about a token only to an app that shows its consumer secret, and a session of the flow {flow} has none.");
}
