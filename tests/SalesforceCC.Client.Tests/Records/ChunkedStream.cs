namespace SalesforceCC.Client.Tests.Records;

/// <summary>Bytes that arrive in pieces, as from a network.</summary>
internal sealed class ChunkedStream(byte[] bytes, params int[] sizes) : MemoryStream(bytes)
{
    private int _reads;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Read(buffer.Span[..NextSize(buffer.Length)]));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer, offset, NextSize(count)));

    private int NextSize(int room) =>
        sizes.Length == 0 ? room : Math.Min(room, Math.Max(1, sizes[_reads++ % sizes.Length]));
}
