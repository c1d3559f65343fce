using Grpc.Core;
using SalesforceCC.Emulator.Events.Faults;
using SalesforceCC.Emulator.Events.Protocol;
using SalesforceCC.Emulator.Events.Schemas;
using SalesforceCC.Emulator.Events.Topics;
using SalesforceCC.Emulator.Hosting;
using SalesforceCC.Emulator.Http;
using SalesforceCC.Emulator.OAuth;

namespace SalesforceCC.Emulator.Events.Service;

/// <summary>The Pub/Sub API: <c>eventbus.v1.PubSub</c>.</summary>
internal sealed class PubSubService(Org org, IHostApplicationLifetime lifetime) : PubSub.PubSubBase
{
    private readonly EventOrg _events = org.Events;
    private readonly CallGate _gate = new(org.Sessions, org.Users, org.Store.OrganizationId);

    public override Task<TopicInfo> GetTopic(TopicRequest request, ServerCallContext context) => AnswerAsync("GetTopic", context, call =>
    {
        call.Subject = request.TopicName;
        if (request.TopicName.Length == 0) throw call.Fail(RpcErrors.TopicEmpty);
        if (_events.Topics.Find(request.TopicName) is not { } topic) throw call.Fail(RpcErrors.TopicNotFound);
        if (!_events.Topics.MaySee(topic, call.UserId)) throw call.Fail(RpcErrors.TopicPermission);
        return new TopicInfo
        {
            TopicName = topic.Name,
            TenantGuid = $"core/prod/{org.Store.OrganizationId}",
            CanPublish = topic.CanPublish,
            CanSubscribe = topic.CanSubscribe,
            SchemaId = topic.SchemaId,
            RpcId = call.RpcId,
        };
    });

    public override Task<SchemaInfo> GetSchema(SchemaRequest request, ServerCallContext context) => AnswerAsync("GetSchema", context, call =>
    {
        call.Subject = request.SchemaId;
        EventSchema schema = _events.Schemas.Find(request.SchemaId) ?? throw call.Fail(RpcErrors.SchemaInvalid);
        if (_events.Schemas.ObjectOf(schema.TypeName) is { } type && org.Store.FindType(type.Name, call.UserId) is null)
            throw call.Fail(RpcErrors.SchemaPermission);
        return new SchemaInfo { SchemaId = schema.Id, SchemaJson = schema.Json, RpcId = call.RpcId };
    });

    public override Task Subscribe(IAsyncStreamReader<FetchRequest> requests, IServerStreamWriter<FetchResponse> responses, ServerCallContext context) =>
        StreamAsync("Subscribe", context, (call, fault, cancel) =>
            new SubscribeStream(_events, call, responses) { Fault = fault }.RunAsync(requests, cancel));

    public override Task<PublishResponse> Publish(PublishRequest request, ServerCallContext context) => AnswerAsync("Publish", context, (call, fault) =>
    {
        Publisher publisher = new(_events, org.Store, call);
        PublishResponse response = publisher.Publish(request);
        return fault is null ? response : throw call.Fail(fault.ToError());
    });

    public override Task PublishStream(IAsyncStreamReader<PublishRequest> requests, IServerStreamWriter<PublishResponse> responses, ServerCallContext context) =>
        StreamAsync("PublishStream", context, (call, fault, cancel) =>
            new PublishingStream(_events, new Publisher(_events, org.Store, call), _gate, call) { Fault = fault }.RunAsync(requests, responses, cancel));

    public override Task ManagedSubscribe(
        IAsyncStreamReader<ManagedFetchRequest> requests, IServerStreamWriter<ManagedFetchResponse> responses, ServerCallContext context) =>
        StreamAsync("ManagedSubscribe", context, async (call, fault, cancel) =>
        {
            ManagedStream stream = new(_events, call, responses) { Fault = fault };
            bool isClean = false;
            try
            {
                await stream.RunAsync(requests, cancel);
                isClean = true;
            }
            catch (RpcException)
            {
                isClean = true;
                throw;
            }
            finally
            {
                stream.Release(isClean && !context.CancellationToken.IsCancellationRequested);
            }
        });

    /// <summary>A call with one answer.</summary>
    private Task<T> AnswerAsync<T>(string rpc, ServerCallContext context, Func<PubSubCall, T> answer) =>
        AnswerAsync(rpc, context, (call, _) => answer(call));

    private async Task<T> AnswerAsync<T>(string rpc, ServerCallContext context, Func<PubSubCall, RpcFault?, T> answer)
    {
        T? result = default;
        using IDisposable schema = org.Store.KeepSchema();
        await RunAsync(rpc, context, (call, fault) =>
        {
            result = answer(call, fault);
            return Task.CompletedTask;
        });
        return result!;
    }

    /// <summary>A call that may last for days; the org's end ends it, and so does the order to drop all.</summary>
    private Task StreamAsync(
        string rpc, ServerCallContext context, Func<PubSubCall, RpcFault?, CancellationToken, Task> run) =>
        RunAsync(rpc, context, async (call, fault) =>
        {
            using IDisposable open = _events.Streams.Open() ?? throw call.Fail(RpcErrors.TooManyStreams);
            CancellationToken dropped = _events.Streams.Dropped;
            using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(
                context.CancellationToken, lifetime.ApplicationStopping, dropped);
            try
            {
                await run(call, fault, end.Token);
            }
            catch (OperationCanceledException) when (dropped.IsCancellationRequested)
            {
                context.GetHttpContext().Cut();
                throw;
            }
            catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
            {
                throw call.Fail(RpcErrors.Unavailable);
            }
        });

    private async Task RunAsync(
        string rpc, ServerCallContext context, Func<PubSubCall, RpcFault?, Task> run)
    {
        string rpcId = Guid.NewGuid().ToString();
        RpcFault? fault = _events.Faults.Take(rpc);
        (Session? session, RpcError? refused) = fault is { AfterEvents: null } ? (null, fault.ToError()) : _gate.Admit(context.RequestHeaders);
        PubSubCall call = new(rpc, rpcId, session?.UserId ?? "", session?.Token ?? "", _events.Clock.GetUtcNow());
        _events.Calls.Add(call);
        try
        {
            if (refused is not null) throw call.Fail(refused);
            await run(call, fault);
            call.Ended = "OK";
        }
        catch (RpcException e)
        {
            call.Ended = e.Trailers.GetValue(RpcError.CodeTrailer) ?? e.StatusCode.ToString();
            throw;
        }
        catch (Exception e) when (!context.CancellationToken.IsCancellationRequested && UnexpectedError.Is(e))
        {
            RpcError error = new(StatusCode.Internal, "subscription.internal.error", $"{e.GetType().Name}: {e.Message}");
            call.Ended = error.Code;
            throw call.Fail(error);
        }
        finally
        {
            call.Ended ??= "CANCELLED";
        }
    }
}
