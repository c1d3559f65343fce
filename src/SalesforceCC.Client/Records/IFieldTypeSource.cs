namespace SalesforceCC.Records;

/// <summary>Where field types come from. Implemented by the session, which asks describe once per object.</summary>
internal interface IFieldTypeSource
{
    /// <summary>The object's fields, or null when they are not known yet. Never waits.</summary>
    ObjectFields? TryGet(string objectName);

    /// <summary>Asks for them.</summary>
    Task<ObjectFields> GetAsync(string objectName, CancellationToken cancellationToken);

    /// <summary>
    /// Asks once more, for a field that a describe did not have: it may have been made since. Where the new one does not
    /// have it either, nobody needs to ask again.
    /// </summary>
    Task<ObjectFields> GetWithAsync(string objectName, string field, CancellationToken cancellationToken);
}
