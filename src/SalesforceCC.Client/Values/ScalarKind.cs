namespace SalesforceCC.Values;

/// <summary>What a value is to Salesforce, whichever .NET type holds it.</summary>
internal enum ScalarKind
{
    /// <summary>No value.</summary>
    Null,

    /// <summary>Text: in quotes in SOQL and JSON.</summary>
    Text,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>A finite number.</summary>
    Number,

    /// <summary><c>2026-01-31</c>.</summary>
    Date,

    /// <summary><c>2026-01-31T10:00:00.000+01:00</c>.</summary>
    DateTime,

    /// <summary><c>10:00:00.000Z</c>.</summary>
    Time,

    /// <summary>Bytes, in base64.</summary>
    Binary,
}
