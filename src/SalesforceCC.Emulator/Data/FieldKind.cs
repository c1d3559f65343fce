namespace SalesforceCC.Emulator.Data;

/// <summary>The few ways in which values are stored, compared and written; describe's many types map to them.</summary>
internal enum FieldKind
{
    /// <summary>A text that compares without case.</summary>
    Text,

    /// <summary>A text that can be read but not filtered.</summary>
    LongText,

    /// <summary>An 18-character id, of this row or of another.</summary>
    Id,

    /// <summary>0 or 1.</summary>
    Boolean,

    /// <summary>A whole number.</summary>
    Int,

    /// <summary>A number with a fraction: double, currency, percent.</summary>
    Double,

    /// <summary>Stored as it is written, 2024-01-31: such texts sort by time.</summary>
    Date,

    /// <summary>Stored as it is written, 2024-01-31T14:04:44.000+0000, always in UTC.</summary>
    DateTime,

    /// <summary>Stored as it is written, 14:04:44.000Z.</summary>
    Time,

    /// <summary>Bytes; a query gives their url.</summary>
    Blob,

    /// <summary>Made of other fields.</summary>
    Address,
}
