namespace SalesforceCC.Events.Avro;

/// <summary>How far an array has been read.</summary>
internal struct AvroBlock
{
    /// <summary>Items of the block that are to come.</summary>
    public long Left;

    /// <summary>Where the block says it ends.</summary>
    public int? End;
}
