using System.Collections.Concurrent;
using System.Globalization;
using SalesforceCC.Auth;

namespace SalesforceCC.Client.Tests.Support;

/// <summary>
/// An org as far as a test describes it: a token endpoint that works, and scripted answers for everything else. Its
/// clock skips the pauses between retries, and the jitter of these is fixed.
/// </summary>
internal sealed class LoopbackOrg : IAsyncDisposable
{
    public const string ClientId = "3MVG9.consumer.key";

    public const string ClientSecret = "A+secret/with=odd&chars%!";

    public const string TokenLine = "POST /services/oauth2/token";

    private readonly ConcurrentDictionary<string, ReplyScript> _scripts = new();
    private readonly List<SfSession> _sessions = [];
    private int _tokens;
    private Func<ReceivedRequest, Reply> _others = static r => Reply.Error(404, "NOT_SCRIPTED", r.Line);

    public LoopbackOrg()
    {
        Server = LoopbackServer.Start(Answer);
        On(TokenLine, _ => TokenReply());
    }

    public LoopbackServer Server { get; }

    public SkippingClock Clock { get; } = new();

    /// <summary>Token requests so far.</summary>
    public int TokenRequests => Count(TokenLine);

    /// <summary>An org and a session that is connected to it.</summary>
    public static async Task<(LoopbackOrg Org, SfSession Session)> ConnectedAsync()
    {
        LoopbackOrg org = new();
        return (org, await org.ConnectAsync());
    }

    /// <summary>The full form of <c>GET limits</c>: paths without leading slash are below the API's root.</summary>
    public static string Line(string line)
    {
        string[] parts = line.Split(' ', 2);
        return parts[1].StartsWith('/') ? line : $"{parts[0]} /services/data/v68.0/{parts[1]}";
    }

    /// <summary>Answers a method and path with these in their order; the last one stands for all that follow.</summary>
    public LoopbackOrg On(string line, params Reply[] replies) => On(line, new ReplyScript(replies).Next);

    public LoopbackOrg On(string line, Func<ReceivedRequest, Reply> answer)
    {
        _scripts[Line(line)] = new ReplyScript(answer);
        return this;
    }

    /// <summary>Answers what no script is for.</summary>
    public LoopbackOrg OnOthers(Func<ReceivedRequest, Reply> answer)
    {
        _others = answer;
        return this;
    }

    /// <summary>Requests so far for a method and path.</summary>
    public int Count(string line) => Server.Requests.Count(r => r.Line == Line(line));

    /// <summary>A token that has not been given before.</summary>
    public Reply TokenReply(string secret = ClientSecret)
    {
        string token = "00DS7000000oxzo!token" + Interlocked.Increment(ref _tokens).ToString(CultureInfo.InvariantCulture);

        // So that the first API request has a connection of its own, whatever the pool does with used ones.
        return Reply.Json(TokenResponses.Signed(Server.Url, secret, token), 200, ("Connection", "close")).ThenClose();
    }

    public SfConnectOptions Options(
        int retries = 3, ClientAuthentication authentication = default, bool skipSignature = false, double chance = 0.5, string? apiVersion = null) => new()
        {
            Domain = Server.Url.AbsoluteUri,
            Timeout = SkippingClock.RequestTimeout,
            MaximumRetryCount = retries,
            RetryInterval = TimeSpan.FromSeconds(1),
            ClientAuthentication = authentication,
            SkipSignatureCheck = skipSignature,
            Clock = Clock,
            Randomizer = () => chance,
            ApiVersion = apiVersion ?? SfConnectOptions.DefaultApiVersion,
        };

    public async Task<SfSession> ConnectAsync(SfConnectOptions? options = null, ISecretSource? secrets = null)
    {
        SfSession session = await SfSession.ConnectAsync(
            options ?? Options(), secrets ?? new Secrets(ClientSecret), Guard.Stop);
        _sessions.Add(session);
        return session;
    }

    public async ValueTask DisposeAsync()
    {
        _sessions.ForEach(static s => s.Dispose());
        await Server.DisposeAsync();
    }

    private Reply Answer(ReceivedRequest request) =>
        _scripts.TryGetValue(request.Line, out ReplyScript? script)
            ? script.Next(request)
            : _others(request);
}
