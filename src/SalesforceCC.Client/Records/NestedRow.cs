namespace SalesforceCC.Records;

/// <summary>A packed row that holds objects: parents, children and compound values.</summary>
internal sealed class NestedRow
{
    public NestedRow(byte[] bytes, object[] objects)
    {
        Bytes = bytes;
        Objects = objects;
    }

    public byte[] Bytes { get; }

    /// <summary>The objects that slots of <see cref="Bytes"/> point to. They keep their identity from read to read.</summary>
    public object[] Objects { get; }
}
