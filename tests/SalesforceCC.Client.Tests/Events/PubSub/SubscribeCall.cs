using Grpc.Core;
using SalesforceCC.Emulator.Events.Protocol;

namespace SalesforceCC.Client.Tests.Events.PubSub;

/// <summary>One Subscribe call on the side of the server: what was asked, and what a test answers.</summary>
internal sealed class SubscribeCall(IAsyncStreamReader<FetchRequest> requests, IServerStreamWriter<FetchResponse> responses, ServerCallContext context)
{
    private int _asked;
    private int _sent;

    public ServerCallContext Context => context;

    public FetchRequest First { get; private set; } = new();

    /// <summary>Events that were asked for in all.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>The most that were asked for and not sent at one time.</summary>
    public int MostPending { get; private set; }

    public int Pending => _asked - _sent;

    /// <summary>The event after which to begin; -1 where it is none.</summary>
    public int After => First.ReplayPreset == ReplayPreset.Custom ? ScriptedPubSub.Number(First.ReplayId) : -1;

    public async Task BeginAsync()
    {
        Assert.True(await requests.MoveNext(context.CancellationToken));
        First = requests.Current;
        Add();
    }

    /// <summary>Waits until more is asked for; false: the client has ended its side.</summary>
    public async Task<bool> AskedForMoreAsync()
    {
        if (!await requests.MoveNext(context.CancellationToken))
            return false;
        Add();
        return true;
    }

    /// <summary>Sends events as they are asked for, so many a response at most.</summary>
    public async Task SendAsync(int first, int count, int perResponse = 100)
    {
        for (int next = first; next < first + count;)
        {
            while (Pending == 0)
                if (!await AskedForMoreAsync())
                    return;
            int now = Math.Min(Math.Min(perResponse, Pending), first + count - next);
            FetchResponse response = new() { RpcId = "rpc", PendingNumRequested = Pending - now, LatestReplayId = ScriptedPubSub.Id(next + now - 1) };
            for (int i = 0; i < now; i++)
                response.Events.Add(ScriptedPubSub.Event(next + i));
            _sent += now;
            next += now;
            await responses.WriteAsync(response, context.CancellationToken);
        }
    }

    /// <summary>Sends a sign of life.</summary>
    public Task KeepAliveAsync(int latest, int? pending = null) => responses.WriteAsync(
        new FetchResponse { RpcId = "rpc", LatestReplayId = ScriptedPubSub.Id(latest), PendingNumRequested = pending ?? Pending }, context.CancellationToken);

    /// <summary>Does nothing more until the client goes.</summary>
    public async Task StayAsync()
    {
        while (await AskedForMoreAsync())
        {
        }
    }

    private void Add()
    {
        Interlocked.Add(ref _asked, requests.Current.NumRequested);
        MostPending = Math.Max(MostPending, Pending);
    }
}
