namespace SalesforceCC.Emulator.OAuth;

/// <summary>An access token and what it stands for.</summary>
internal sealed record Session
{
    private long _expires;

    public required string Token { get; init; }

    public required string ConsumerKey { get; init; }

    /// <summary>The app, whatever its key is by now.</summary>
    public required string AppId { get; init; }

    public required string UserId { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required TimeSpan Lifetime { get; init; }

    public required TokenFormat Format { get; init; }

    public DateTimeOffset ExpiresAt
    {
        get => new(Interlocked.Read(ref _expires), TimeSpan.Zero);
        set => Interlocked.Exchange(ref _expires, value.UtcTicks);
    }

    public bool HasApiScope => Scopes.Contains("api") || Scopes.Contains("full");

    public bool IsAlive(DateTimeOffset now) => now < ExpiresAt;

    /// <summary>
    /// Sessions behind opaque tokens last as long as they are used; like the org's own timeout, one that is less than
    /// half over is left alone. A JWT says itself when it ends.
    /// </summary>
    public void Touch(DateTimeOffset now)
    {
        if (Format == TokenFormat.Opaque && ExpiresAt - now < Lifetime / 2)
            ExpiresAt = now + Lifetime;
    }
}
