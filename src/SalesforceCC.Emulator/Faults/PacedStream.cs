namespace SalesforceCC.Emulator.Faults;

/// <summary>Sends in small pieces, each as soon as the line has room for it.</summary>
internal sealed class PacedStream(Stream wire, Line line) : WriteOnlyStream(wire)
{
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            ReadOnlyMemory<byte> piece = buffer[..Math.Min(buffer.Length, line.Piece)];
            await line.SendAsync(piece.Length, cancellationToken);
            await Wire.WriteAsync(piece, cancellationToken);
            await Wire.FlushAsync(cancellationToken);
            buffer = buffer[piece.Length..];
        }
    }
}
