using SalesforceCC.Data;

namespace SalesforceCC.Client.Tests.Data;

/// <summary>Rows to write, in few words.</summary>
internal static class Writing
{
    public static WriteRow Row(string type, string? id = null, params (string Name, object? Value)[] fields) => new(type, (type, id, fields))
    {
        Id = id,
        Fields = [.. fields.Select(static f => KeyValuePair.Create(f.Name, f.Value))],
    };

    public static WriteRow Named(string name) => Row("Account", null, ("Name", name));

    /// <summary>Writes rows as a cmdlet does, and gives them in the order in which they came out.</summary>
    public static async Task<List<WriteRow>> WriteAsync(this SfSession session, WriteSettings settings, IEnumerable<WriteRow> rows)
    {
        IRecordWriter writer = RecordWriters.Create(session, settings);
        List<WriteRow> done = [];
        foreach (WriteRow row in rows)
        {
            await writer.AddAsync(row, Guard.Stop).WaitAsync(Guard.Stop);
            Take();
        }

        await writer.CompleteAsync(Guard.Stop).WaitAsync(Guard.Stop);
        Take();
        return done;

        void Take()
        {
            while (writer.TryTake() is { } row)
                done.Add(row);
        }
    }
}
