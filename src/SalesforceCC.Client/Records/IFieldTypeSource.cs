namespace SalesforceCC.Records;

/// <summary>Where field types come from. Implemented by the session, which asks describe once per object.</summary>
internal interface IFieldTypeSource
{
    /// <summary>The object's field types by name, or null when they are not known yet. Never waits.</summary>
    IReadOnlyDictionary<string, FieldType>? TryGet(string objectName);

    /// <summary>Asks for them. Null: the object could not be described, so its text stays text.</summary>
    Task<IReadOnlyDictionary<string, FieldType>?> GetAsync(string objectName, CancellationToken cancellationToken);
}
