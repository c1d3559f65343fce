namespace SalesforceCC.Client.Tests.Support;

/// <summary>Keeps the very arrays that are written to it, to see what becomes of them.</summary>
internal sealed class KeepingStream : MemoryStream
{
    public List<byte[]> Written { get; } = [];

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Written.Add(buffer);
        return Task.CompletedTask;
    }
}
