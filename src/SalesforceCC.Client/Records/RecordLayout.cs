namespace SalesforceCC.Records;

/// <summary>How to read a record's packed values: its shape, and what is known of the type of each field.</summary>
/// <remarks>
/// Shapes are shared by the whole process, but two orgs may give one field different types, so layouts belong to
/// one reader. A layout may learn types until the page that made it is handed out, and never after: a value must not
/// change its type in a user's hands.
/// </remarks>
internal sealed class RecordLayout
{
    public RecordLayout(RecordShape shape, byte[]? rawType, FieldType[] types, int page, bool isSettled)
    {
        Shape = shape;
        RawType = rawType;
        Types = types;
        Page = page;
        IsSettled = isSettled;
    }

    public RecordShape Shape { get; }

    /// <summary>The bytes of <c>attributes.type</c>; null where there was none.</summary>
    public byte[]? RawType { get; }

    public FieldType[] Types { get; }

    /// <summary>The number of the page that made this layout.</summary>
    public int Page { get; }

    /// <summary>Whether nothing more is to be learned about its types.</summary>
    public bool IsSettled { get; set; }

    /// <summary>Whether describe has been asked on its behalf during this page.</summary>
    public bool IsAsked { get; set; }

    /// <summary>A layout for values that are already objects.</summary>
    public static RecordLayout Untyped(RecordShape shape) =>
        new(shape, null, new FieldType[shape.FieldNames.Count], 0, true);
}
