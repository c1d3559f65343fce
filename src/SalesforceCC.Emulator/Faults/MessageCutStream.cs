using System.Buffers.Binary;

namespace SalesforceCC.Emulator.Faults;

/// <summary>Lets so many messages of gRPC through (a byte, a length, the message), and then none or half a one.</summary>
internal sealed class MessageCutStream(Stream wire, int messages, bool sendsHalf, Func<Task> end) : WriteOnlyStream(wire)
{
    private const int HeadBytes = 5;

    private readonly byte[] _head = new byte[HeadBytes];
    private int _headRead;
    private int _passed;
    private long _left;
    private bool _ended;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            if (_ended) throw new IOException("The call has been cut on order.");
            if (_left == 0)
            {
                int part = Math.Min(HeadBytes - _headRead, buffer.Length);
                buffer[..part].CopyTo(_head.AsMemory(_headRead));
                buffer = buffer[part..];
                _headRead += part;
                if (_headRead == HeadBytes) await BeginAsync(cancellationToken);
                continue;
            }

            int bytes = (int)Math.Min(_left, buffer.Length);
            await Wire.WriteAsync(buffer[..bytes], cancellationToken);
            buffer = buffer[bytes..];
            _left -= bytes;
            if (_left == 0 && _passed > messages) await EndAsync();
        }
    }

    private async Task BeginAsync(CancellationToken cancel)
    {
        _headRead = 0;
        _left = BinaryPrimitives.ReadUInt32BigEndian(_head.AsSpan(1));
        bool isLast = _passed++ == messages;
        if (isLast && !sendsHalf)
        {
            await EndAsync();
            return;
        }

        await Wire.WriteAsync(_head, cancel);
        if (isLast) _left /= 2;
        if (isLast && _left == 0) await EndAsync();
    }

    private async Task EndAsync()
    {
        _ended = true;
        await end();
        throw new IOException("The call has been cut on order.");
    }
}
