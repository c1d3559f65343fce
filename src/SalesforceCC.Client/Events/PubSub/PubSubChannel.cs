using System.Globalization;
using Grpc.Core;
using Grpc.Net.Client;
using Polly;
using SalesforceCC.Events.Protocol;
using SalesforceCC.Http;
using SalesforceCC.Org;

namespace SalesforceCC.Events.PubSub;

/// <summary>
/// The Pub/Sub API for a session: made with the first call, closed with the session. Each call carries the session's token of
/// that moment; one that is refused for its token is made once more with a new one.
/// </summary>
internal sealed class PubSubChannel : IDisposable
{
    // A response has up to 3 MB of events, and gRPC's own limit is 4.
    private const int LargestMessage = 16 * 1024 * 1024;

    private readonly SfSession _session;
    private readonly RoadOptions _options;
    private readonly GrpcChannel _channel;
    private readonly CancellationTokenSource _closing = new();
    private string? _organizationId;

    private PubSubChannel(SfSession session, Uri address)
    {
        _session = session;
        _options = session.Options.ToRoadOptions();
        Address = address;
        _organizationId = session.OrganizationId;
        _channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            HttpHandler = PubSubHandler.Create(_options),
            DisposeHttpClient = true,
            MaxReceiveMessageSize = LargestMessage,
            MaxSendMessageSize = null,
        });
        Client = new Protocol.PubSub.PubSubClient(_channel);
    }

    /// <summary>Where the service is.</summary>
    public Uri Address { get; }

    public Protocol.PubSub.PubSubClient Client { get; }

    public TimeProvider Clock => _options.Clock;

    /// <summary>How the session's connections are.</summary>
    public RoadOptions Options => _options;

    /// <summary>That of a session; the first who asks makes it.</summary>
    /// <param name="session">The session, which closes it.</param>
    /// <param name="endpoint">Where the service is; null: see <see cref="PubSubEndpoint"/>.</param>
    /// <exception cref="SfException">The token may not go there, or the session was disconnected.</exception>
    public static PubSubChannel Of(SfSession session, Uri? endpoint)
    {
        Uri address = PubSubEndpoint.Choose(endpoint, session.InstanceUrl);
        return session.Own($"Pub/Sub {address}", () => new PubSubChannel(session, address));
    }

    /// <summary>18-character id of the org.</summary>
    public async Task<string> GetOrganizationIdAsync(CancellationToken stop) =>
        _organizationId ??= await FindOrganizationAsync(stop).ConfigureAwait(false);

    /// <summary>What there is to know about a topic.</summary>
    /// <exception cref="SfException">Any failure: of a topic that is not there, Salesforce's own.</exception>
    public Task<TopicInfo> GetTopicAsync(string topic, CancellationToken stop) => CallAsync(
        "GetTopic", topic, Repeat.Idempotent, (client, options) => client.GetTopicAsync(new TopicRequest { TopicName = topic }, options), stop);

    /// <summary>A schema as JSON. It never changes: an object that does has another schema then.</summary>
    /// <exception cref="SfException">Any failure.</exception>
    public async Task<string> GetSchemaAsync(string schemaId, CancellationToken stop)
    {
        SchemaInfo schema = await CallAsync(
            "GetSchema", schemaId, Repeat.Idempotent, (client, options) => client.GetSchemaAsync(new SchemaRequest { SchemaId = schemaId }, options), stop).ConfigureAwait(false);
        return schema.SchemaJson;
    }

    /// <summary>Makes a call with one response.</summary>
    /// <param name="method">Its name.</param>
    /// <param name="subject">The topic or schema that it is about.</param>
    /// <param name="repeat">Whether it may be made again when nobody knows what became of it.</param>
    /// <param name="call">Begins it.</param>
    /// <param name="stop">Ends it at once.</param>
    /// <exception cref="SfException">Any failure but being stopped.</exception>
    public async Task<T> CallAsync<T>(
        string method, string subject, Repeat repeat, Func<Protocol.PubSub.PubSubClient, CallOptions, AsyncUnaryCall<T>> call, CancellationToken stop)
    {
        ApiRequest request = new() { Method = HttpMethod.Post, Url = Address, Repeat = repeat };
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(stop, _closing.Token);
        ResilienceContext context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, end.Token);
        context.Properties.Set(RetryPolicy.RequestKey, request);
        try
        {
            return await RetryPolicy.Create(_options, governor: null).ExecuteAsync(
                async c => await AttemptAsync(method, subject, call, c.CancellationToken).ConfigureAwait(false), context).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException && end.IsCancellationRequested)
        {
            throw stop.IsCancellationRequested ? new OperationCanceledException(stop) : Road.Closed();
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>
    /// Begins a call in both directions. What comes of it shows at the first read, also that the token has ended: whoever reads
    /// begins another then, with a new token.
    /// </summary>
    /// <param name="method">Its name.</param>
    /// <param name="subject">The topic that it is about.</param>
    /// <param name="call">Begins it.</param>
    /// <param name="silence">How long nothing may come.</param>
    /// <param name="rejected">The token that was refused; null: none.</param>
    /// <param name="stop">Ends it at once.</param>
    /// <exception cref="SfException">There is no token to be had, or the session was disconnected.</exception>
    public async Task<PubSubStream<TRequest, TResponse>> OpenAsync<TRequest, TResponse>(
        string method,
        string subject,
        Func<Protocol.PubSub.PubSubClient, CallOptions, AsyncDuplexStreamingCall<TRequest, TResponse>> call,
        TimeSpan silence,
        IAccessToken? rejected,
        CancellationToken stop)
        where TRequest : class
        where TResponse : class
    {
        CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(stop, _closing.Token);
        try
        {
            PubSubCall about = await BeginAsync(method, subject, silence, rejected, end.Token).ConfigureAwait(false);
            return new PubSubStream<TRequest, TResponse>(about, call(Client, about.Options), end, stop, _closing.Token);
        }
        catch (Exception e)
        {
            end.Dispose();
            throw _closing.IsCancellationRequested && e is OperationCanceledException or ObjectDisposedException ? Road.Closed() : e;
        }
    }

    /// <summary>Ends what is under way.</summary>
    public void Dispose()
    {
        _closing.Cancel();
        _channel.Dispose();
    }

    private async Task<T> AttemptAsync<T>(
        string method, string subject, Func<Protocol.PubSub.PubSubClient, CallOptions, AsyncUnaryCall<T>> call, CancellationToken stop)
    {
        IAccessToken? rejected = null;
        while (true)
        {
            using PubSubCall about = await BeginAsync(method, subject, _options.Timeout, rejected, stop).ConfigureAwait(false);
            try
            {
                return await ExchangeAsync(about, call, stop).ConfigureAwait(false);
            }
            catch (SfException e) when (PubSubCodes.RemedyOf(e.Code) == Remedy.NewToken)
            {
                // A second token that is refused shows that it is not the token's fault.
                rejected = rejected is null ? about.Token : throw e.With(static f => f with { Final = true });
            }
        }
    }

    private async Task<T> ExchangeAsync<T>(
        PubSubCall about, Func<Protocol.PubSub.PubSubClient, CallOptions, AsyncUnaryCall<T>> call, CancellationToken stop)
    {
        long start = Clock.GetTimestamp();
        string outcome = "OK";
        try
        {
            about.Timer.Sending();
            using AsyncUnaryCall<T> running = call(Client, about.Options);
            return await running.ResponseAsync.ConfigureAwait(false);
        }
        catch (RpcException e) when (!stop.IsCancellationRequested)
        {
            outcome = PubSubErrors.NameOf(e.StatusCode);
            throw about.Timer.Expired ? about.Explain(e)! : AsFinal(PubSubErrors.From(e, about));
        }
        catch (RpcException) when (stop.IsCancellationRequested)
        {
            outcome = "stopped";
            throw new OperationCanceledException(stop);
        }
        finally
        {
            RequestTrace.Sink?.Invoke(string.Format(
                CultureInfo.InvariantCulture, "{0} -> {1} in {2:0} ms", about.Name, outcome, Clock.GetElapsedTime(start).TotalMilliseconds));
        }
    }

    // What Salesforce has refused, it refuses again: only what says so may be tried again as it is.
    private static SfException AsFinal(SfException e) =>
        e.NotExecuted && !e.MayPass && PubSubCodes.RemedyOf(e.Code) != Remedy.NewToken
            ? e.With(static f => f with { Final = true })
            : e;

    private async Task<PubSubCall> BeginAsync(string method, string subject, TimeSpan silence, IAccessToken? rejected, CancellationToken stop)
    {
        IAccessToken token = await _session.Tokens.GetAsync(rejected, stop).ConfigureAwait(false);
        string organizationId = await GetOrganizationIdAsync(stop).ConfigureAwait(false);
        return new PubSubCall(method, subject, Address, token, organizationId, _options, silence, stop);
    }

    // A token of its own, of which nobody has said whose it is: userinfo does, for nothing.
    private async Task<string> FindOrganizationAsync(CancellationToken stop) =>
        Json.JsonMember.Text(await OrgInfo.GetUserInfoAsync(_session, stop).ConfigureAwait(false), "organization_id") is { } id
            ? SfId.To18(id)
            : throw new SfException(SfErrorCodes.InvalidResponse, "The userinfo response names no org.") { Final = true };
}
