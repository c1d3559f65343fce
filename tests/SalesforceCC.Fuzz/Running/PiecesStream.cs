namespace SalesforceCC.Fuzz.Running;

/// <summary>Bytes that arrive in pieces, as from a network.</summary>
internal sealed class PiecesStream(byte[] bytes, int[] sizes) : MemoryStream(bytes)
{
    private int _reads;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int size = sizes.Length == 0 ? buffer.Length : Math.Min(buffer.Length, Math.Max(1, sizes[_reads++ % sizes.Length]));
        return ValueTask.FromResult(Read(buffer.Span[..size]));
    }
}
