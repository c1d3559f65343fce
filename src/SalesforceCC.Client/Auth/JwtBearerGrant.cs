using System.Globalization;
using System.Security.Cryptography;
using SalesforceCC.Http;

namespace SalesforceCC.Auth;

/// <summary>
/// OAuth 2.0 JWT bearer (RFC 7523): the app signs with its private key for whom it asks. No secret travels, and the
/// answer has neither signature nor time of issue.
/// </summary>
/// <param name="key">The app's private key.</param>
/// <param name="clientId">Consumer key of the app.</param>
/// <param name="username">The user that requests run as.</param>
/// <param name="audience">Whom the assertion is for: see <see cref="JwtAudience"/>.</param>
/// <param name="clock">The clock.</param>
internal sealed class JwtBearerGrant(
    IPrivateKey key, string clientId, string username, string audience, TimeProvider clock) : IGrant
{
    // Salesforce takes some three minutes from now on: the rest is for a clock that is fast.
    private static readonly TimeSpan s_life = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan s_tolerance = TimeSpan.FromMinutes(1);

    public SfFlow Flow => SfFlow.JwtBearer;

    public string? ClientId { get; } = SecretBytes.Trim(clientId);

    public string SecretSource => key.Description;

    public ApiRequest CreateRequest(Uri tokenEndpoint) => ClientLogin.CreateRequest(tokenEndpoint, new RequestBody(Sign));

    public ApiRequest CreateRequest(Uri url, Func<SecretFormContent> form) => throw AccessTokenGrant.SecretRequired(Flow);

    public bool Verify(TokenResponse response) => true;

    /// <summary>A signature that does not fit is <c>invalid assertion</c>: the key may have been replaced since.</summary>
    public async Task<bool> ReloadAsync(SfException refusal, CancellationToken stop) =>
        refusal.Code == "invalid_grant"
        && refusal.Message.IndexOf("invalid assertion", StringComparison.OrdinalIgnoreCase) >= 0
        && await key.ReloadAsync(stop).ConfigureAwait(false);

    /// <summary>
    /// An assertion that has expired when it arrives, or seems made for next week, was made by a wrong clock. Salesforce
    /// says "expired authorization code" or "invalid assertion", and its own time in the Date header.
    /// </summary>
    public SfException Explain(SfException refusal)
    {
        if (refusal.Code != "invalid_grant" || ServerTime(refusal) is not { } theirs)
            return refusal;
        TimeSpan off = clock.GetUtcNow() - theirs;
        if (off.Duration() <= s_tolerance)
            return refusal;
        string minutes = Math.Round(off.Duration().TotalMinutes).ToString(CultureInfo.InvariantCulture);
        return refusal.WithMessage(
            $"{refusal.Message}. The clock of this machine is {minutes} minutes {(off > TimeSpan.Zero ? "ahead of" : "behind")} that of Salesforce.");
    }

    /// <summary>The form of one send, with an assertion of its own.</summary>
    private SecretFormContent Sign()
    {
        using RSA rsa = key.Open();
        byte[] assertion = JwtAssertion.Create(rsa, ClientId!, SecretBytes.Trim(username), audience, clock.GetUtcNow() + s_life);
        try
        {
            return new SecretFormContent()
                .Add("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer")
                .Add("assertion", assertion);
        }
        finally
        {
            SecretBytes.Clear(assertion);
        }
    }

    private static DateTimeOffset? ServerTime(SfException refusal) =>
        refusal.Response is { } response
        && response.Headers.TryGetValue("Date", out IReadOnlyList<string>? date)
        && DateTimeOffset.TryParse(
            date[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : null;
}
