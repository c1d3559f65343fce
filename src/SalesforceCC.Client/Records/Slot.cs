namespace SalesforceCC.Records;

/// <summary>Where the value of a field stands in the data while its record is being read.</summary>
internal struct Slot
{
    /// <summary>What an object takes in a packed row: a byte and its index.</summary>
    public const int ObjectLength = 1 + sizeof(int);

    /// <summary>The first byte (of a text: its quote); of an object its index in the frame.</summary>
    public int Start;

    /// <summary>Bytes in the packed row; 0 for null.</summary>
    public int Length;

    public SlotKind Kind;
}
