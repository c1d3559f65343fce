using Google.Protobuf;
using SalesforceCC.Http;

namespace SalesforceCC.Events.PubSub;

/// <summary>One call that gives events, of either kind.</summary>
internal abstract class EventFeed : IDisposable
{
    // A sign of life comes every 270 seconds at the latest, as is documented.
    protected static readonly TimeSpan Silence = TimeSpan.FromSeconds(300);

    /// <summary>The token that the call began with.</summary>
    public abstract IAccessToken Token { get; }

    /// <summary>Asks for more events.</summary>
    public abstract Task AskAsync(int count);

    /// <summary>The next response; null: the service has ended the call.</summary>
    public abstract Task<Fetched?> ReadAsync();

    /// <summary>Says that nothing more will be asked for.</summary>
    public virtual Task CompleteAsync() => Task.CompletedTask;

    /// <summary>Tells Salesforce the place, if it keeps it.</summary>
    public virtual Task CommitAsync(ByteString replayId) => Task.CompletedTask;

    public abstract void Dispose();

    /// <summary>Sends a request. What is wrong with the call shows when it is read, and there it is handled.</summary>
    protected static async Task SendAsync(Task writing)
    {
        try
        {
            await writing.ConfigureAwait(false);
        }
        catch (Exception e) when (e is SfException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
        }
    }
}
