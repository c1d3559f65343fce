using Grpc.Core;

namespace SalesforceCC.Emulator.Events.Service;

/// <summary>One call of the service: who has made it, and how it goes; what <c>GET /__org/events</c> tells of it.</summary>
internal sealed class PubSubCall(string rpc, string rpcId, string userId, string token, DateTimeOffset started)
{
    private long _delivered;
    private long _commits;

    public string Rpc => rpc;

    public string RpcId => rpcId;

    public string UserId => userId;

    public string Token => token;

    public DateTimeOffset Started => started;

    /// <summary>The topic, or the schema.</summary>
    public string? Subject { get; set; }

    /// <summary>Where a subscription began: LATEST, EARLIEST, or the replay id.</summary>
    public string? From { get; set; }

    /// <summary>Events that the requests of a subscription have asked for, all together.</summary>
    public long Requested { get; set; }

    /// <summary>Events that have gone out, or come in.</summary>
    public long Events => Interlocked.Read(ref _delivered);

    /// <summary>Requests to commit a replay id.</summary>
    public long Commits => Interlocked.Read(ref _commits);

    /// <summary>How it ended; null while it lasts.</summary>
    public string? Ended { get; set; }

    public void Count(int events) => Interlocked.Add(ref _delivered, events);

    public void CountCommit() => Interlocked.Increment(ref _commits);

    public RpcException Fail(RpcError error) => error.ToException(rpcId);
}
