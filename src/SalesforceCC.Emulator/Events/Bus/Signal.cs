using System.Threading.Channels;

namespace SalesforceCC.Emulator.Events.Bus;

/// <summary>Wakes the one who waits; set several times before, it wakes once.</summary>
internal sealed class Signal
{
    private readonly Channel<bool> _channel = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Set() => _channel.Writer.TryWrite(true);

    public async ValueTask WaitAsync(CancellationToken cancel) => await _channel.Reader.ReadAsync(cancel);
}
