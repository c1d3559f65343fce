using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SalesforceCC.Emulator.Events.Protocol;

namespace SalesforceCC.Client.Tests.Events.PubSub;

/// <summary>The Pub/Sub API as far as a test describes it, on a free port of this machine, and what it was asked.</summary>
internal sealed class ScriptedPubSub : IAsyncDisposable
{
    private readonly ConcurrentQueue<SeenCall> _calls = new();
    private readonly ConcurrentQueue<Func<SubscribeCall, Task>> _streams = new();
    private readonly ConcurrentQueue<Func<ManagedCall, Task>> _managed = new();
    private WebApplication _app = null!;

    private ScriptedPubSub()
    {
    }

    public Uri Url { get; private set; } = null!;

    /// <summary>What was asked, in the order it came.</summary>
    public SeenCall[] Calls => [.. _calls];

    public Func<TopicRequest, ServerCallContext, Task<TopicInfo>> Topic { get; set; } =
        static (r, _) => Task.FromResult(new TopicInfo { TopicName = r.TopicName, CanSubscribe = true, SchemaId = "schema" });

    public Func<SchemaRequest, ServerCallContext, Task<SchemaInfo>> Schema { get; set; } =
        static (r, _) => Task.FromResult(new SchemaInfo { SchemaId = r.SchemaId, SchemaJson = "{}" });

    public Func<PublishRequest, ServerCallContext, Task<PublishResponse>> Publish { get; set; } =
        static (_, _) => Task.FromResult(new PublishResponse());

    /// <summary>Does what no service would; true: the request is done with.</summary>
    public Func<HttpContext, Task<bool>>? Raw { get; set; }

    /// <summary>Whether a call may begin; throws where it may not.</summary>
    public Action<ServerCallContext>? Gate { get; set; }

    public static async Task<ScriptedPubSub> StartAsync(X509Certificate2? certificate = null)
    {
        ScriptedPubSub server = new();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, l =>
        {
            l.Protocols = HttpProtocols.Http2;
            if (certificate is not null)
                l.UseHttps(certificate);
        }));
        if (certificate is not null)
            builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(server);
        server._app = builder.Build();
        server._app.Use(async (context, next) =>
        {
            if (server.Raw is not { } raw || !await raw(context))
                await next(context);
        });
        server._app.MapGrpcService<Service>();
        await server._app.StartAsync(Guard.Stop);
        Uri bound = new(server._app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        server.Url = new Uri($"{(certificate is null ? "http" : "https")}://127.0.0.1:{bound.Port}");
        return server;
    }

    /// <summary>What the next Subscribe calls do, one after the other. Those after the last wait until they are ended.</summary>
    public ScriptedPubSub On(params Func<SubscribeCall, Task>[] streams)
    {
        foreach (Func<SubscribeCall, Task> stream in streams)
            _streams.Enqueue(stream);
        return this;
    }

    /// <summary>The same of ManagedSubscribe.</summary>
    public ScriptedPubSub OnManaged(params Func<ManagedCall, Task>[] streams)
    {
        foreach (Func<ManagedCall, Task> stream in streams)
            _managed.Enqueue(stream);
        return this;
    }

    /// <summary>A replay id as they look.</summary>
    public static ByteString Id(int number)
    {
        byte[] id = new byte[10];
        BinaryPrimitives.WriteInt64BigEndian(id, number);
        return ByteString.CopyFrom(id);
    }

    public static int Number(ByteString id) => (int)BinaryPrimitives.ReadInt64BigEndian(id.Span);

    public static int Number(string replayId) => (int)BinaryPrimitives.ReadInt64BigEndian(Convert.FromHexString(replayId));

    /// <summary>A replay id as users see it.</summary>
    public static string Place(int number) => Convert.ToHexStringLower(Id(number).Span);

    public static ConsumerEvent Event(int number) =>
        new() { ReplayId = Id(number), Event = new ProducerEvent { Id = $"uuid-{number}", SchemaId = "schema", Payload = ByteString.CopyFromUtf8($"{number}") } };

    /// <summary>An error as Salesforce sends it.</summary>
    public static RpcException Error(StatusCode status, string? code, string message = "It failed. rpcId: 4711")
    {
        Grpc.Core.Metadata trailers = [];
        if (code is not null)
            trailers.Add("error-code", "sfdc.platform.eventbus.grpc." + code);
        return new RpcException(new Status(status, message), trailers);
    }

    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource now = new(TimeSpan.FromMilliseconds(100));
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private void See(string method, ServerCallContext context)
    {
        _calls.Enqueue(new SeenCall(method, context.RequestHeaders.ToLookup(static h => h.Key, static h => h.IsBinary ? "" : h.Value)));
        Gate?.Invoke(context);
    }

    internal sealed record SeenCall(string Method, ILookup<string, string> Headers)
    {
        public string Token => Headers["accesstoken"].Single();
    }

    private sealed class Service(ScriptedPubSub server) : Emulator.Events.Protocol.PubSub.PubSubBase
    {
        public override Task<TopicInfo> GetTopic(TopicRequest request, ServerCallContext context)
        {
            server.See("GetTopic", context);
            return server.Topic(request, context);
        }

        public override Task<SchemaInfo> GetSchema(SchemaRequest request, ServerCallContext context)
        {
            server.See("GetSchema", context);
            return server.Schema(request, context);
        }

        public override Task<PublishResponse> Publish(PublishRequest request, ServerCallContext context)
        {
            server.See("Publish", context);
            return server.Publish(request, context);
        }

        public override async Task Subscribe(IAsyncStreamReader<FetchRequest> requestStream, IServerStreamWriter<FetchResponse> responseStream, ServerCallContext context)
        {
            server.See("Subscribe", context);
            SubscribeCall call = new(requestStream, responseStream, context);
            await call.BeginAsync();
            await (server._streams.TryDequeue(out Func<SubscribeCall, Task>? stream) ? stream(call) : call.StayAsync());
        }

        public override async Task ManagedSubscribe(
            IAsyncStreamReader<ManagedFetchRequest> requestStream, IServerStreamWriter<ManagedFetchResponse> responseStream, ServerCallContext context)
        {
            server.See("ManagedSubscribe", context);
            ManagedCall call = new(requestStream, responseStream, context);
            await (server._managed.TryDequeue(out Func<ManagedCall, Task>? stream) ? stream(call) : Task.Delay(Timeout.Infinite, context.CancellationToken));
        }
    }
}
