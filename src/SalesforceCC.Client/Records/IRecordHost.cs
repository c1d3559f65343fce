namespace SalesforceCC.Records;

/// <summary>What the shell, in which rows are used, knows of them and the client does not.</summary>
internal interface IRecordHost
{
    /// <summary>A value without the shell's own wrapper.</summary>
    object? Unwrap(object? value);

    /// <summary>The properties that a user has added to a row.</summary>
    IEnumerable<KeyValuePair<string, object?>> AddedTo(SfRecord record);

    /// <summary>Gives a row that has no emitted type its fields as properties.</summary>
    void AddFields(SfRecord record);
}
