using Google.Protobuf;
using Grpc.Core;
using SalesforceCC.Client.Tests.Support;
using SalesforceCC.Events.Protocol;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Http;

/// <summary>One call of the Pub/Sub API: one message, and the first response to it.</summary>
internal static class LedgerCall
{
    private const string Prefix = "sfdc.platform.eventbus.grpc.";

    /// <summary>The code that the call is refused with, without what all codes begin with; null for a response.</summary>
    public static async Task<string?> RunAsync(PubSub.PubSubClient client, string rpc, string message, Grpc.Core.Metadata headers)
    {
        CallOptions options = new(headers, cancellationToken: TestContext.Current.CancellationToken);
        try
        {
            switch (rpc)
            {
                case "GetTopic":
                    await client.GetTopicAsync(JsonParser.Default.Parse<TopicRequest>(message), options);
                    return null;
                case "GetSchema":
                    await client.GetSchemaAsync(JsonParser.Default.Parse<SchemaRequest>(message), options);
                    return null;
                case "Publish":
                    PublishResponse response = await client.PublishAsync(JsonParser.Default.Parse<PublishRequest>(message), options);
                    Assert.All(response.Results, r => Assert.Null(r.Error));
                    return null;
                case "Subscribe":
                    await FirstAsync(client.Subscribe(options), JsonParser.Default.Parse<FetchRequest>(message));
                    return null;
                case "PublishStream":
                    await FirstAsync(client.PublishStream(options), JsonParser.Default.Parse<PublishRequest>(message));
                    return null;
                case "ManagedSubscribe":
                    await FirstAsync(client.ManagedSubscribe(options), JsonParser.Default.Parse<ManagedFetchRequest>(message));
                    return null;
                default:
                    throw new InvalidDataException($"The service has no method {rpc}.");
            }
        }
        catch (RpcException e)
        {
            string? code = e.Trailers.GetValue("error-code");
            Assert.StartsWith(Prefix, code, StringComparison.Ordinal);
            return code![Prefix.Length..];
        }
    }

    private static async Task FirstAsync<TRequest, TResponse>(AsyncDuplexStreamingCall<TRequest, TResponse> call, TRequest message)
    {
        using (call)
        {
            try
            {
                await call.RequestStream.WriteAsync(message, TestContext.Current.CancellationToken);
            }
            catch (Exception e) when (e is RpcException or InvalidOperationException)
            {
                // Refused before it was sent whole: why, the response says.
            }

            Assert.True(await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken).WaitAsync(Patience.Limit, TestContext.Current.CancellationToken));
        }
    }
}
