namespace SalesforceCC.Records;

/// <summary>How a value is copied into a packed row.</summary>
internal enum SlotKind : byte
{
    /// <summary>As it stands: text, number, true, false, null.</summary>
    Literal,

    /// <summary>Text with escapes in it.</summary>
    EscapedText,

    /// <summary>A record, an array of records or an array.</summary>
    Object,
}
