namespace SalesforceCC.Records;

/// <summary>How to read a record's packed values: its shape, and what is known of the type of each field.</summary>
/// <remarks>
/// Shapes are shared by the whole process, but two orgs may give one field different types, so layouts belong to
/// one reader. A layout may learn types until the page that made it is handed out, and never after: a value must not
/// change its type in a user's hands.
/// </remarks>
internal sealed class RecordLayout(
    RecordShape shape, byte[]? rawType, FieldType[] types, RecordOrigin? origin, int page, bool isSettled)
{
    public RecordShape Shape { get; } = shape;

    /// <summary>The bytes of <c>attributes.type</c>; null where there was none.</summary>
    public byte[]? RawType { get; } = rawType;

    /// <summary>One a value of the packed row: the fields, and the Id where it is kept though nobody asked for it.</summary>
    public FieldType[] Types { get; } = types;

    /// <summary>The org the rows come from.</summary>
    public RecordOrigin? Origin { get; } = origin;

    /// <summary>What the query selects for such rows; null where that is not known.</summary>
    public Selection? Selection { get; init; }

    /// <summary>What the first rows say of the columns; null where nobody looked.</summary>
    public ColumnSample[]? Sample { get; set; }

    /// <summary>The number of the page that made this layout.</summary>
    public int Page { get; } = page;

    /// <summary>Where the Id is kept that is no field; -1: it is one, or there is none.</summary>
    public int HiddenIdSlot => Types.Length > Shape.FieldNames.Count ? Shape.FieldNames.Count : -1;

    /// <summary>Whether nothing more is to be learned about its types.</summary>
    public bool IsSettled { get; set; } = isSettled;

    /// <summary>Whether describe has been asked on its behalf during this page.</summary>
    public bool IsAsked { get; set; }

    /// <summary>The same for rows with a value that its property could not hold.</summary>
    public RecordLayout? Loose { get; set; }

    /// <summary>What takes its place, since its properties have types now.</summary>
    public RecordLayout? Next { get; set; }
}
