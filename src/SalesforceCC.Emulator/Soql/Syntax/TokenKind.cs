namespace SalesforceCC.Emulator.Soql.Syntax;

/// <summary>Kinds of words in a SOQL statement.</summary>
internal enum TokenKind
{
    /// <summary>A keyword, a field or an object: SOQL reserves next to no words.</summary>
    Name,

    /// <summary>Text in quotes, escapes still in it: what they mean depends on the operator.</summary>
    Text,

    /// <summary>A number, with or without sign, fraction or exponent.</summary>
    Number,

    /// <summary>2024-01-31.</summary>
    Date,

    /// <summary>2024-01-31T10:00:00Z or with an offset.</summary>
    DateTime,

    /// <summary>10:00:00.000Z.</summary>
    Time,

    /// <summary>Punctuation or an operator.</summary>
    Symbol,

    /// <summary>The end of the statement.</summary>
    End,
}
