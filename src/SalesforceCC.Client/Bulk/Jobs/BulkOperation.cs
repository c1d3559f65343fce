namespace SalesforceCC.Bulk;

/// <summary>What a bulk import does with its rows.</summary>
internal enum BulkOperation
{
    /// <summary>Creates records.</summary>
    Insert,

    /// <summary>Changes the records that the column Id names.</summary>
    Update,

    /// <summary>Changes the record that has the row's key, or creates one.</summary>
    Upsert,

    /// <summary>Moves records to the recycle bin.</summary>
    Delete,

    /// <summary>Deletes records for good.</summary>
    HardDelete,
}
