namespace SalesforceCC.Records;

/// <summary>A row as a list of paths into another: <c>Owner.Name</c>. It shows that row, and changes it.</summary>
internal sealed class FlatRow(SfRecord source, string[][] paths) : RowState
{
    public SfRecord Source { get; } = source;

    public override object? Get(int slot, RecordLayout layout) => Holder(paths[slot])?.GetValue(Last(paths[slot]));

    public object? Original(int slot) => Holder(paths[slot])?.GetOriginalValue(Last(paths[slot]));

    public override void Set(int slot, object? value, RecordLayout layout)
    {
        string[] path = paths[slot];
        SfRecord? holder = Holder(path);
        int field = holder?.Layout.Shape.IndexOf(Last(path)) ?? -1;
        if (field < 0)
            throw new SfException(SfErrorCodes.InvalidParameter, $"{string.Join(".", path)} cannot be set: the row has no such parent.");
        holder!.Set(field, value);
    }

    /// <summary>The record that has the last name of a path; null where there is no such parent.</summary>
    private SfRecord? Holder(string[] path)
    {
        SfRecord? holder = Source;
        for (int i = 0; holder is not null && i < path.Length - 1; i++)
            holder = holder.GetValue(path[i]) as SfRecord;
        return holder;
    }

    private static string Last(string[] path) => path[path.Length - 1];
}
