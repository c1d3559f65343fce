using Grpc.Core;
using SalesforceCC.Emulator.Events.Protocol;

namespace SalesforceCC.Client.Tests.Events.PubSub;

/// <summary>One ManagedSubscribe call on the side of the server.</summary>
internal sealed class ManagedCall(IAsyncStreamReader<ManagedFetchRequest> requests, IServerStreamWriter<ManagedFetchResponse> responses, ServerCallContext context)
{
    public List<ManagedFetchRequest> Requests { get; } = [];

    public async Task<ManagedFetchRequest?> NextAsync()
    {
        if (!await requests.MoveNext(context.CancellationToken))
            return null;
        Requests.Add(requests.Current);
        return requests.Current;
    }

    public Task SendAsync(params int[] events)
    {
        ManagedFetchResponse response = new() { RpcId = "rpc", PendingNumRequested = 1 };
        response.Events.AddRange(events.Select(ScriptedPubSub.Event));
        return responses.WriteAsync(response, context.CancellationToken);
    }

    public Task AnswerAsync(CommitReplayRequest commit, string? error = null) => responses.WriteAsync(
        new ManagedFetchResponse
        {
            CommitResponse = new CommitReplayResponse
            {
                CommitRequestId = commit.CommitRequestId,
                ReplayId = commit.ReplayId,
                Error = error is null ? null : new Error { Code = ErrorCode.Commit, Msg = error },
            },
        },
        context.CancellationToken);

    /// <summary>Takes requests until the next commit.</summary>
    public async Task<CommitReplayRequest?> CommittedAsync()
    {
        while (await NextAsync() is { } request)
            if (request.CommitReplayIdRequest is { } commit)
                return commit;
        return null;
    }
}
