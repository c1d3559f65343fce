namespace SalesforceCC.Client.Tests.Records;

/// <summary>A part that is there, and a part that comes when it is let through.</summary>
internal sealed class GatedStream(byte[] head, byte[] rest, Task gate) : MemoryStream([.. head, .. rest])
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= head.Length)
            await gate.WaitAsync(cancellationToken);
        int size = Position < head.Length ? head.Length - (int)Position : buffer.Length;
        return Read(buffer.Span[..Math.Min(size, buffer.Length)]);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
}
