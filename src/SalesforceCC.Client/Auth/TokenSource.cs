using SalesforceCC.Http;

namespace SalesforceCC.Auth;

/// <summary>
/// The session's token. However many callers meet its end, one request fetches the next, and all who wait for it get what
/// comes of it: the token, or the failure. Nothing is fetched in the background, and a failure is not remembered.
/// </summary>
internal sealed class TokenSource(IGrant grant, TokenEndpoint endpoint) : ITokenSource, IDisposable
{
    private readonly SingleFlight<AccessToken> _fetch = new();
    private volatile AccessToken? _token;
    private volatile bool _closed;

    /// <summary>The token in use; null before the first and after the end.</summary>
    public AccessToken? Current => _token;

    /// <summary>Begins with a token that somebody else asked for.</summary>
    public void Adopt(AccessToken token) => _token = token;

    /// <summary>The token in use, or a new one where there is none or it is the one just refused.</summary>
    /// <exception cref="SfException">The token endpoint's refusal, or SESSION_CLOSED.</exception>
    public async Task<AccessToken> GetAsync(AccessToken? rejected, CancellationToken stop)
    {
        ThrowIfClosed();
        return _token is { } seen && seen != rejected
            ? seen
            : await _fetch.RunAsync(end => FetchAsync(rejected, end), stop).ConfigureAwait(false);
    }

    async Task<IAccessToken> ITokenSource.GetAsync(IAccessToken? rejected, CancellationToken stop) =>
        await GetAsync((AccessToken?)rejected, stop).ConfigureAwait(false);

    /// <summary>Forgets the token and gives no other.</summary>
    public void Dispose()
    {
        _closed = true;
        _token = null;
        _fetch.Cancel();
    }

    private async Task<AccessToken> FetchAsync(AccessToken? rejected, CancellationToken stop)
    {
        ThrowIfClosed();
        if (_token is { } other && other != rejected)
            return other;
        AccessToken fresh;
        try
        {
            fresh = await endpoint.RequestAsync(grant, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            ThrowIfClosed();
            throw;
        }

        ThrowIfClosed();
        if (_token is { } old && !Origin.Same(old.InstanceUrl, fresh.InstanceUrl))
            throw new SfException(
                SfErrorCodes.ForeignOrigin,
                $"The new token is for {fresh.InstanceUrl.Host}, the session was connected to {old.InstanceUrl.Host}. Connect again.");
        return _token = fresh;
    }

    private void ThrowIfClosed()
    {
        if (_closed)
            throw Road.Closed();
    }
}
