using Grpc.Core;
using SalesforceCC.Http;

namespace SalesforceCC.Events.PubSub;

/// <summary>One call of the Pub/Sub API: its name, the token that it began with, and the time it may be silent.</summary>
internal sealed class PubSubCall : IDisposable
{
    private readonly RoadOptions _options;
    private readonly HttpRequestMessage _message;
    private readonly Grpc.Core.Metadata _metadata;

    /// <param name="method">The method of the service.</param>
    /// <param name="subject">The topic or schema that it is about.</param>
    /// <param name="address">Where the service is.</param>
    /// <param name="token">Goes along in the call's metadata.</param>
    /// <param name="organizationId">So does the org.</param>
    /// <param name="options">The session's time-out and proxy.</param>
    /// <param name="limit">The time that the network may be silent.</param>
    /// <param name="stop">Ends it.</param>
    public PubSubCall(
        string method, string subject, Uri address, IAccessToken token, string organizationId, RoadOptions options, TimeSpan limit, CancellationToken stop)
    {
        Name = $"{method} {subject}".TrimEnd();
        Address = address;
        Token = token;
        _options = options;
        Timer = new IdleTimer(limit, options.Clock, stop);

        // As the HTTP side states a request, so that its failures have the same words.
        _message = new HttpRequestMessage(HttpMethod.Post, new Uri(address, $"/eventbus.v1.PubSub/{method}"));
        _message.Headers.Authorization = token.Header;
        _metadata = new Grpc.Core.Metadata
        {
            { "accesstoken", token.Header.Parameter! },
            { "instanceurl", token.InstanceUrl.GetLeftPart(UriPartial.Authority) },
            { "tenantid", organizationId },
        };
    }

    /// <summary>Method and topic, for traces and errors.</summary>
    public string Name { get; }

    public Uri Address { get; }

    /// <summary>The token that the call began with.</summary>
    public IAccessToken Token { get; }

    /// <summary>Ends it when the network is silent for too long.</summary>
    public IdleTimer Timer { get; }

    /// <summary>What gRPC needs to begin it.</summary>
    public CallOptions Options => new(_metadata, cancellationToken: Timer.Token);

    /// <summary>A failure of the network in the words of the HTTP side; null: it is none.</summary>
    public SfException? Explain(Exception e)
    {
        SfException? failure = TransportErrors.From(e, _message, Timer, ProxyChoice.NameFor(_options, Address));
        return failure?.With(f => f with { Request = Name });
    }

    /// <summary>A text of the server without what it was sent.</summary>
    public string Mask(string text) => SentSecrets.Mask(_message, text);

    public void Dispose()
    {
        Timer.Dispose();
        _message.Dispose();
    }
}
