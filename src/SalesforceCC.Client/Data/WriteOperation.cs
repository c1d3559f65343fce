namespace SalesforceCC.Data;

/// <summary>What is done with records.</summary>
internal enum WriteOperation
{
    /// <summary>New records are made.</summary>
    Insert,

    /// <summary>Records are changed, found by their ids.</summary>
    Update,

    /// <summary>Records are changed, found by a key field; where there is none with the key, it is made.</summary>
    Upsert,

    /// <summary>Records go to the recycle bin.</summary>
    Delete,

    /// <summary>Records come back from the recycle bin.</summary>
    Undelete,
}
