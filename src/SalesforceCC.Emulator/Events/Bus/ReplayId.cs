using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;

namespace SalesforceCC.Emulator.Events.Bus;

/// <summary>
/// Where an event stands on the bus. Ten bytes on the wire: a big-endian number and two bytes of zero; clients that know only
/// the number send eight back, and those are taken.
/// </summary>
internal readonly record struct ReplayId(long Number)
{
    private const int ShortLength = 8;
    private const int Length = 10;

    public static bool TryParse(ReadOnlySpan<byte> bytes, out ReplayId id)
    {
        id = default;
        if (bytes.Length is not ShortLength and not Length) return false;
        if (bytes[ShortLength..].ContainsAnyExcept((byte)0)) return false;
        id = new ReplayId(BinaryPrimitives.ReadInt64BigEndian(bytes));
        return id.Number > 0;
    }

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ReplayId id)
    {
        id = default;
        return text is { Length: 2 * ShortLength or 2 * Length } && text.All(char.IsAsciiHexDigit) &&
            TryParse(Convert.FromHexString(text), out id);
    }

    public ByteString ToBytes()
    {
        byte[] bytes = new byte[Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Number);
        return UnsafeByteOperations.UnsafeWrap(bytes);
    }

    public override string ToString() => Convert.ToHexStringLower(ToBytes().Span);
}
