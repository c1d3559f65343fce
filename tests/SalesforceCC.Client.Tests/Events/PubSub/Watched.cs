using System.Collections.Concurrent;
using SalesforceCC.Events;

namespace SalesforceCC.Client.Tests.Events.PubSub;

/// <summary>What a subscription tells of itself.</summary>
internal sealed class Watched : ISubscriptionWatcher
{
    public ConcurrentQueue<string> Warnings { get; } = new();

    public ConcurrentQueue<string> Reconnects { get; } = new();

    public ConcurrentQueue<string> Places { get; } = new();

    public ConcurrentQueue<SfException> Uncommitted { get; } = new();

    /// <summary>Counts the places.</summary>
    public SemaphoreSlim Heard { get; } = new(0);

    public void Warn(string text) => Warnings.Enqueue(text);

    public void Reconnecting(string text) => Reconnects.Enqueue(text);

    public void Quiet(string replayId)
    {
        Places.Enqueue(replayId);
        Heard.Release();
    }

    public void NotCommitted(SfException failure) => Uncommitted.Enqueue(failure);
}
