using SalesforceCC.Auth;
using SalesforceCC.Describe;
using SalesforceCC.Events;
using SalesforceCC.Http;
using SalesforceCC.Query;
using SalesforceCC.Records;
using SalesforceCC.Rest;

namespace SalesforceCC;

/// <summary>
/// A connection to one org: the token, the network, and what Salesforce said of the org's usage. Safe to use from many
/// threads and runspaces at once. No property holds a secret.
/// </summary>
public sealed class SfSession : IDisposable
{
    private readonly Road _road;
    private readonly Road _open;
    private readonly TokenSource _tokens;
    private readonly IGrant _grant;
    private readonly ApiUsageCounter _usage = new();
    private readonly OAuthEndpoints _oauth;
    private readonly OwnedParts _parts = new();

    private SfSession(SfConnectOptions options, Uri domain, IGrant grant, Road open)
    {
        Name = options.Name ?? domain.Authority;
        Domain = domain;
        ApiVersion = options.ApiVersion;
        Options = options;
        _grant = grant;
        _tokens = new TokenSource(grant, new TokenEndpoint(open, domain, options.Clock, !options.SkipSignatureCheck));
        _open = open;
        _road = open.ForSession(_tokens, _usage);
        _oauth = new OAuthEndpoints(open, domain);
        Schema = new OrgSchema(this);
        FieldTypes = new DescribeFieldTypes(Schema);
        ToolingSchema = new OrgSchema(this, "tooling/");
        ToolingFieldTypes = new DescribeFieldTypes(ToolingSchema);
        EventTypes = new EventTypes(() => RecordOrigin.Of(this));
    }

    /// <summary>Name given at Connect, else the host of the domain, with its port where that is not the usual one.</summary>
    public string Name { get; private set; }

    /// <summary>
    /// Where tokens come from: as a rule the org's My Domain; for an adopted token, its instance.
    /// </summary>
    public Uri Domain { get; }

    /// <summary>The origin that every call goes to.</summary>
    public Uri InstanceUrl => Current.InstanceUrl;

    /// <summary>Version of the REST API, for example <c>68.0</c>, or <c>latest</c>.</summary>
    public string ApiVersion { get; }

    /// <summary>The OAuth flow, for example <c>ClientCredentials</c>.</summary>
    public SfFlow Flow => _grant.Flow;

    /// <summary>Consumer key of the app; <see langword="null"/> for an adopted token.</summary>
    public string? ClientId => _grant.ClientId;

    /// <summary>18-character id of the org; <see langword="null"/> where neither identity URL nor token tell.</summary>
    public string? OrganizationId => IdentityPart(1) ?? Current.OrganizationId;

    /// <summary>Id of the user that requests run as; <see langword="null"/> where the token answer has no identity URL.</summary>
    public string? UserId => IdentityPart(0);

    /// <summary>Scopes of the token, separated by spaces; <see langword="null"/> where Salesforce does not say.</summary>
    public string? Scope => Current.Scope;

    /// <summary>When the token in use was issued; where that is not known, when it came.</summary>
    public DateTimeOffset IssuedAt => Current.IssuedAt;

    /// <summary>Where the secret comes from, in words.</summary>
    public string SecretSource => _grant.SecretSource;

    /// <summary>Calls made by this session that count against the org's daily limit.</summary>
    public long ApiCalls => _usage.Calls;

    /// <summary>Used and allowed calls of the whole org in 24 hours, as last reported; <see langword="null"/> before the first call.</summary>
    public SfApiUsage? ApiUsage => _usage.Usage;

    /// <summary>Commands of its runspace use it when they are given no session.</summary>
    public bool IsDefault { get; internal set; }

    /// <summary>The session was disconnected.</summary>
    internal bool IsClosed { get; private set; }

    /// <summary>How it was connected.</summary>
    internal SfConnectOptions Options { get; }

    internal TimeProvider Clock => Options.Clock;

    /// <summary>Where its calls get their token from.</summary>
    internal ITokenSource Tokens => _tokens;

    internal bool IsTokenSigned => Current.IsSigned;

    /// <summary>Objects and fields, as far as they are known.</summary>
    internal OrgSchema Schema { get; }

    /// <summary>The same of the Tooling API.</summary>
    internal OrgSchema ToolingSchema { get; }

    internal DescribeFieldTypes FieldTypes { get; }

    internal DescribeFieldTypes ToolingFieldTypes { get; }

    /// <summary>The types of the events it has met.</summary>
    internal EventTypes EventTypes { get; }

    // Of the last token no more than anybody may know: the session forgets the token itself when it ends.
    private TokenFacts Current { get => _tokens.Current?.Facts ?? field; set; } = null!;

    /// <summary>
    /// Connects with client credentials: reads the secret and asks for one token. No other request is made.
    /// </summary>
    /// <exception cref="SfException">The domain or an option is of no use, or Salesforce refuses.</exception>
    internal static Task<SfSession> ConnectAsync(SfConnectOptions options, ISecretSource secrets, CancellationToken stop) =>
        Connecting.WithClientCredentialsAsync(options, secrets, stop);

    /// <summary>Asks a grant for the first token.</summary>
    internal static async Task<SfSession> ConnectAsync(
        SfConnectOptions options, Uri domain, IGrant grant, CancellationToken stop)
    {
        SfSession session = new(options, domain, grant, Road.Open(options.ToRoadOptions()));
        try
        {
            session.Current = (await session._tokens.GetAsync(rejected: null, stop).ConfigureAwait(false)).Facts;

            // Sessions of all orgs would have the name of a login host.
            if (options.Name is null && MyDomain.IsLoginHost(domain.Host))
                session.Name = session.InstanceUrl.Authority;
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>A session of a token that is there already. Nothing is sent.</summary>
    internal static SfSession Adopt(SfConnectOptions options, Uri instance, AccessToken token)
    {
        SfSession session = new(options, instance, new AccessTokenGrant(), Road.Open(options.ToRoadOptions()));
        session._tokens.Adopt(token);
        session.Current = token.Facts;
        return session;
    }

    /// <summary>The token in use, or a new one.</summary>
    /// <param name="forceRefresh">Fetches a new one whatever the state of the one in use.</param>
    /// <param name="stop">Ends it at once.</param>
    internal async Task<SfToken> GetTokenAsync(bool forceRefresh, CancellationToken stop)
    {
        if (forceRefresh && _grant is AccessTokenGrant)
            throw AccessTokenGrant.NotRenewable("cannot be renewed");
        AccessToken token = await _tokens.GetAsync(forceRefresh ? _tokens.Current : null, stop).ConfigureAwait(false);
        return token.ToToken();
    }

    /// <summary>Asks for a token with another pair of the same org, to see whether it works; the token is not kept.</summary>
    /// <exception cref="SfException">It does not.</exception>
    internal Task TryPairAsync(ClientCredential pair, CancellationToken stop) =>
        new TokenEndpoint(_open, InstanceUrl, Clock, checkSignature: true).RequestAsync(
            new ClientCredentialsGrant(
                new ClientLogin(new FixedSecretSource(pair, "Rotation"), pair, ClientAuthentication.Body)), stop);

    /// <summary>Asks Salesforce about a token of this app: whether it is active, until when, and whose it is.</summary>
    internal Task IntrospectAsync(SfToken token, CancellationToken stop) => _oauth.IntrospectAsync(token, _grant, stop);

    /// <summary>
    /// Ends the token at Salesforce. Other processes of the same app and user may hold the same session, and lose it too.
    /// </summary>
    internal Task RevokeAsync(CancellationToken stop) =>
        _tokens.Current is { } token ? _oauth.RevokeAsync(token, stop) : Task.CompletedTask;

    /// <summary>Forgets the token and closes the connections. The token stays valid at Salesforce.</summary>
    public void Dispose()
    {
        IsClosed = true;
        if (_tokens.Current is { } last)
            Current = last.Facts;
        _parts.Dispose();
        _tokens.Dispose();
        _road.Dispose();
        _open.Dispose();
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>Sends one API request on the road, as a rule with the token.</summary>
    internal Task<T> SendAsync<T>(
        ApiRequest request, Func<HttpResponseMessage, Stream, CancellationToken, Task<T>> read, CancellationToken stop) =>
        _road.SendAsync(request, read, stop);

    /// <summary>
    /// What belongs to the session and not to all sessions: made by the first who wants it, and disposed with the session.
    /// </summary>
    /// <exception cref="SfException">SESSION_CLOSED.</exception>
    internal T Own<T>(string name, Func<T> make)
        where T : class => _parts.Get(name, make);

    /// <summary>The URL of a path: see <see cref="RestPath"/>.</summary>
    internal Uri Resolve(string path) => RestPath.Resolve(InstanceUrl, ApiVersion, path);

    // id is https://login.salesforce.com/id/{organization}/{user}
    private string? IdentityPart(int fromEnd)
    {
        if (!Uri.TryCreate(Current.Id, UriKind.Absolute, out Uri? id))
            return null;
        string[] parts = id.AbsolutePath.Trim('/').Split('/');
        return parts.Length >= 3 ? SfId.To18(parts[parts.Length - 1 - fromEnd]) : null;
    }
}
