using SalesforceCC.Http;

namespace SalesforceCC.Client.Tests.Support;

/// <summary>So many pieces of a body, each with something that happens before it.</summary>
internal sealed class PacedStream(int pieces, Action<int> before) : ReadOnlyStream
{
    public const int Piece = 8 * 1024;

    private int _read;

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        if (_read == pieces)
            return Task.FromResult(0);
        before(_read++);
        int length = Math.Min(count, Piece);
        Array.Fill(buffer, (byte)'x', offset, length);
        return Task.FromResult(length);
    }
}
