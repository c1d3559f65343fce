namespace SalesforceCC.Emulator.Data;

/// <summary>What is to become of a row.</summary>
public enum RowOperation
{
    /// <summary>A new row.</summary>
    Insert,

    /// <summary>New values for some fields of a row.</summary>
    Update,

    /// <summary>An update of the row with a key; an insert where there is none.</summary>
    Upsert,

    /// <summary>Into the recycle bin, with its details.</summary>
    Delete,

    /// <summary>Away for good, with its details.</summary>
    HardDelete,

    /// <summary>Back from the recycle bin, with what went there with it.</summary>
    Undelete,
}
