namespace SalesforceCC.Data;

/// <summary>Makes the writer for what is to be done.</summary>
internal static class RecordWriters
{
    /// <summary>All records or none, such as exist, or each by itself.</summary>
    public static IRecordWriter Create(SfSession session, WriteSettings settings) =>
        settings.UpdateOnly ? new KeyedUpdates(session, settings)
        : settings.AllOrNone ? new Transaction(session, settings)
        : new RecordWriter(session, settings);
}
