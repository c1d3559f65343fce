using SalesforceCC.Http;

namespace SalesforceCC.Framework.Tests;

/// <summary>Looks at no token while it waits, as the streams of .NET Framework.</summary>
internal sealed class DeafStream : ReadOnlyStream
{
    private readonly TaskCompletionSource<byte[]> _arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Where the last read was told to write.</summary>
    public byte[] Target { get; private set; } = [];

    public void Send(byte[] bytes) => _arrival.SetResult(bytes);

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Target = buffer;
        byte[] bytes = await _arrival.Task;
        bytes.CopyTo(buffer, offset);
        return bytes.Length;
    }
}
