using Avro.Generic;
using Avro.IO;
using Grpc.Core;
using Grpc.Net.Client;
using SalesforceCC.Emulator.Events;
using SalesforceCC.Emulator.Events.Schemas;
using SalesforceCC.Emulator.Tests.Http;
using SalesforceCC.Events.Protocol;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Events;

/// <summary>An org with a platform event, and a client that speaks gRPC to it over a real socket.</summary>
internal sealed class BusOrg : IAsyncDisposable
{
    public const string Type = "Order_Placed__e";
    public const string Topic = "/event/" + Type;

    private readonly GrpcChannel _channel;

    private BusOrg(TestOrg org, string token, Uri url, HttpMessageHandler? handler)
    {
        Org = org;
        Headers = new Grpc.Core.Metadata
        {
            { "accesstoken", token }, { "instanceurl", org.Host.Url.GetLeftPart(UriPartial.Authority) }, { "tenantid", org.Host.OrganizationId },
        };
        _channel = GrpcChannel.ForAddress(url, new GrpcChannelOptions { MaxReceiveMessageSize = 8 << 20, MaxSendMessageSize = null, HttpHandler = handler });
        Client = new PubSub.PubSubClient(_channel);
    }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public TestOrg Org { get; }

    public EventOrg Events => Org.Host.Events;

    public EventSchema Schema => Events.Schemas.Current(Type)!;

    public PubSub.PubSubClient Client { get; }

    /// <summary>What each call brings.</summary>
    public Grpc.Core.Metadata Headers { get; }

    public static async Task<BusOrg> StartAsync(EmulatorOptions? options = null, bool tls = false)
    {
        TestOrg org = await TestOrg.StartAsync((options ?? new EmulatorOptions()) with { Seed = "sample", Http2 = true, Https = tls, TokenLifetime = TimeSpan.FromDays(30) });
        string token = await org.LogInAsync();
        SocketsHttpHandler? trusting = tls ? new() { SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=localhost" } } : null;
        return new BusOrg(org, token, tls ? org.Host.HttpsUrl! : org.Host.Http2Url!, trusting);
    }

    /// <summary>An event's payload, written by Apache's Avro.</summary>
    public byte[] Payload(string number = "O-1", double amount = 1.5)
    {
        GenericRecord record = new(Schema.Schema);
        record.Add("CreatedDate", 1_790_000_000_000L);
        record.Add("CreatedById", Org.RunAsUser);
        record.Add("Order_Number__c", number);
        record.Add("Amount__c", amount);
        using MemoryStream bytes = new();
        new GenericDatumWriter<GenericRecord>(Schema.Schema).Write(record, new BinaryEncoder(bytes));
        return bytes.ToArray();
    }

    public string NumberOf(ConsumerEvent message)
    {
        using MemoryStream bytes = new(message.Event.Payload.ToByteArray());
        return (string)new GenericDatumReader<GenericRecord>(Schema.Schema, Schema.Schema).Read(null!, new BinaryDecoder(bytes))["Order_Number__c"];
    }

    /// <summary>Puts events on the bus, as the org itself does.</summary>
    public void Put(int count, int first = 1) => Events.Bus.Append(
        [.. Enumerable.Range(first, count).Select(i => new BusEvent(Type, Schema.Id, Payload($"O-{i}"), Guid.NewGuid().ToString(), Now()))]);

    public DateTimeOffset Now() => Events.Clock.GetUtcNow();

    /// <summary>Moves the org's clock, as a client does.</summary>
    public Task AdvanceAsync(double seconds) => Org.KnobAsync("clock", new { advanceSeconds = seconds });

    public Task SetAsync(object settings) => Org.KnobAsync("events", settings);

    public ProducerEvent Message(string number = "O-1") =>
        new() { Id = Guid.NewGuid().ToString(), SchemaId = Schema.Id, Payload = Google.Protobuf.ByteString.CopyFrom(Payload(number)) };

    public Subscription Subscribe(FetchRequest? first = null) => new(Client.Subscribe(Headers, cancellationToken: Cancel), first);

    /// <summary>Waits until the org has taken up so many streams, and requests for so many events.</summary>
    public Task UntilAsync(int streams, long requested = 1) =>
        UntilAsync(() => Events.Streams.Count >= streams && Events.Calls.All.Sum(c => c.Requested) >= requested);

    public Task UntilCommitsAsync(int commits) => UntilAsync(() => Events.Calls.All.Sum(c => c.Commits) >= commits);

    /// <summary>Waits until the org has seen the end of all streams.</summary>
    public Task UntilClosedAsync() => UntilAsync(() => Events.Streams.Count == 0);

    /// <summary>The error that a call ends with.</summary>
    public static async Task<RpcException> FailsAsync(Func<Task> call, StatusCode status, string? code)
    {
        RpcException error = await Assert.ThrowsAsync<RpcException>(call);
        string id = error.Trailers.GetValue("rpc-id")!;
        Assert.Equal((status, code is null ? null : "sfdc.platform.eventbus.grpc." + code), (error.StatusCode, error.Trailers.GetValue("error-code")));
        Assert.EndsWith($"rpcId: {id}", error.Status.Detail, StringComparison.Ordinal);
        Assert.True(Guid.TryParse(id, out _));
        return error;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (int i = 0; !condition(); i++)
        {
            Assert.True(i < 10_000, "The org has not come so far.");
            await Task.Delay(1, Cancel);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await Org.DisposeAsync();
    }
}
