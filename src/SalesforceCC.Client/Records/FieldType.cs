namespace SalesforceCC.Records;

/// <summary>What describe says a field holds, as far as it decides which .NET type its values get.</summary>
internal enum FieldType : byte
{
    /// <summary>Nothing is known: the JSON literal alone decides.</summary>
    Unknown = 0,

    /// <summary>Any kind of text, also ids, picklists and references. A text that looks like a date stays text.</summary>
    Text,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A whole number: int.</summary>
    Integer,

    /// <summary>A whole number: int, or long where it does not fit.</summary>
    Long,

    /// <summary>double, currency and percent: always decimal, also where the literal has no fraction.</summary>
    Number,

    /// <summary>A day without time: DateTime of kind Unspecified.</summary>
    Date,

    /// <summary>A moment: DateTimeOffset.</summary>
    DateTime,

    /// <summary>A time of day: TimeSpan.</summary>
    Time,

    /// <summary>The rows of a subquery: an array, also where there are none.</summary>
    Children,
}
