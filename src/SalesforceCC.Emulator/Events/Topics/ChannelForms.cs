using System.Collections.Concurrent;

namespace SalesforceCC.Emulator.Events.Topics;

/// <summary>
/// What change events look like on channels that enrich or filter them: that is known only when the row is changed. Of the
/// newest events; older ones are on such channels as they are elsewhere.
/// </summary>
internal sealed class ChannelForms
{
    private const int Most = 200_000;

    private readonly ConcurrentDictionary<(string Channel, string Transaction, int Sequence), byte[]?> _forms = new();
    private readonly ConcurrentQueue<(string, string, int)> _oldest = new();

    /// <summary>Keeps how an event looks on a channel; null for one that the channel has not.</summary>
    public void Keep(string channel, string transaction, int sequence, byte[]? payload)
    {
        _forms[(channel, transaction, sequence)] = payload;
        _oldest.Enqueue((channel, transaction, sequence));
        while (_oldest.Count > Most && _oldest.TryDequeue(out (string, string, int) key)) _forms.TryRemove(key, out _);
    }

    /// <summary>True where an event has a form of its own on a channel.</summary>
    public bool TryFind(string channel, string transaction, int sequence, out byte[]? payload) =>
        _forms.TryGetValue((channel, transaction, sequence), out payload);
}
