namespace SalesforceCC.Emulator.Soql.Ast;

/// <summary>Kinds of constants.</summary>
internal enum LiteralKind
{
    /// <summary>null.</summary>
    Null,

    /// <summary>TRUE or FALSE.</summary>
    Boolean,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A text in quotes.</summary>
    Text,

    /// <summary>2024-01-31.</summary>
    Date,

    /// <summary>2024-01-31T10:00:00Z.</summary>
    DateTime,

    /// <summary>10:00:00.000Z.</summary>
    Time,

    /// <summary>A span of days by name: TODAY, LAST_N_DAYS:30.</summary>
    DateRange,
}
