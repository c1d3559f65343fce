using SalesforceCC.Http;

namespace SalesforceCC.Auth;

/// <summary>The token endpoint of one org: <c>POST /services/oauth2/token</c>.</summary>
internal sealed class TokenEndpoint(Road road, Uri domain, TimeProvider clock, bool checkSignature)
{
    private const int MaxLength = 1 << 20;

    private readonly Uri _url = new(domain, "/services/oauth2/token");

    /// <summary>
    /// Fetches a token. A secret that is refused is read once more from where it came from, and the request repeated
    /// once where that can help: so a secret rotated in the vault needs no new connection.
    /// </summary>
    public async Task<AccessToken> RequestAsync(IGrant grant, CancellationToken stop)
    {
        try
        {
            try
            {
                return await RequestOnceAsync(grant, stop).ConfigureAwait(false);
            }
            catch (SfException e)
            {
                if (!await grant.ReloadAsync(e, stop).ConfigureAwait(false))
                    throw;
                return await RequestOnceAsync(grant, stop).ConfigureAwait(false);
            }
        }
        catch (SfException e)
        {
            SfException failure = grant.Explain(e);
            failure.Flow = grant.Flow;

            // The API request that waits for this token is an attempt of a retry too: they must not multiply.
            failure.Final = true;
            if (failure != e)
                throw failure;
            throw;
        }
    }

    private async Task<AccessToken> RequestOnceAsync(IGrant grant, CancellationToken stop)
    {
        TokenResponse response = await road.SendAsync(
            grant.CreateRequest(_url),
            static async (_, body, token) =>
                TokenResponse.Parse(await Body.ReadAsync(body, MaxLength, token).ConfigureAwait(false)),
            stop).ConfigureAwait(false);

        if (!string.Equals(response.TokenType, "Bearer", StringComparison.OrdinalIgnoreCase))
            throw new SfException(
                SfErrorCodes.UnsupportedTokenType,
                $"Salesforce issued a token of type '{response.TokenType}', which is bound to a key and cannot be sent as Bearer.");
        if (checkSignature && !grant.Verify(response))
            throw new SfException(
                SfErrorCodes.SignatureMismatch,
                "The signature of the token response was not made with this client secret: the response may not be Salesforce's.");
        return new AccessToken(response, clock.GetUtcNow());
    }
}
