namespace SalesforceCC.Json;

/// <summary>Reads text, numbers, booleans and null at a cursor into objects at once.</summary>
internal static class JsonScalar
{
    private static readonly object s_true = true;
    private static readonly object s_false = false;

    public static bool TryRead(ref JsonCursor cursor, byte first, out object? value)
    {
        int start = cursor.Position;
        value = null;
        switch (first)
        {
            case (byte)'"':
                if (!cursor.TryString(out bool isEscaped))
                    return false;
                value = JsonText.Read(cursor.Data.Slice(start + 1, cursor.Position - start - 2), isEscaped);
                return true;
            case (byte)'n':
                return cursor.TryLiteral("null"u8);
            case (byte)'t':
                value = s_true;
                return cursor.TryLiteral("true"u8);
            case (byte)'f':
                value = s_false;
                return cursor.TryLiteral("false"u8);
            default:
                if (!cursor.TryNumber())
                    return false;
                value = JsonNumber.Read(cursor.Data.Slice(start, cursor.Position - start));
                return true;
        }
    }
}
