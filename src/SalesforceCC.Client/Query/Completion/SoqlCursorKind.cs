namespace SalesforceCC.Query;

/// <summary>Kinds of words in SOQL text that an org knows.</summary>
internal enum SoqlCursorKind
{
    /// <summary>An object, or in a subquery of a select list a relationship to children.</summary>
    Object,

    /// <summary>A field, or a relationship that leads to one.</summary>
    Field,

    /// <summary>A value that a field is compared with.</summary>
    Value,

    /// <summary>The relationship of TYPEOF.</summary>
    TypeOf,

    /// <summary>The object behind WHEN in TYPEOF.</summary>
    TypeOfObject,

    /// <summary>A field behind THEN or ELSE in TYPEOF.</summary>
    TypeOfField,
}
