namespace SalesforceCC.Query;

/// <summary>Kinds of tokens in SOQL text.</summary>
internal enum SoqlTokenKind
{
    /// <summary>A keyword, a field, an object or an alias: SOQL reserves next to no words.</summary>
    Name,

    /// <summary>A string literal with its quotes and escapes.</summary>
    Text,

    /// <summary>A number with its sign, fraction and exponent.</summary>
    Number,

    /// <summary><c>2026-01-31</c>.</summary>
    Date,

    /// <summary><c>2026-01-31T10:00:00Z</c>, or with an offset.</summary>
    DateTime,

    /// <summary><c>10:00:00.000Z</c>.</summary>
    Time,

    /// <summary>An operator, a parenthesis, a comma, a point or a colon.</summary>
    Symbol,

    /// <summary><c>// to the end of the line</c> or <c>/* to here */</c>. Salesforce knows none, so no statement can mean one otherwise.</summary>
    Comment,

    /// <summary>What no statement can hold.</summary>
    Other,
}
