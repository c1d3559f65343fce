namespace SalesforceCC.Data;

/// <summary>
/// Changes records that are found by a key, and creates none. Collections have no upsert of that kind, so the ids are looked
/// up first, 2,000 to a query, and the records changed by them.
/// </summary>
internal sealed class KeyedUpdates : IRecordWriter
{
    private readonly string _keyField;
    private readonly IRecordWriter _writer;
    private readonly RecordReader _reader;

    public KeyedUpdates(SfSession session, WriteSettings settings)
    {
        _keyField = settings.KeyField!;
        _writer = RecordWriters.Create(session, settings with { Operation = WriteOperation.Update, KeyField = null, UpdateOnly = false });
        _reader = new RecordReader(
            session, new ReadSettings { Fields = ["Id"], KeyField = _keyField, ThrottleLimit = settings.ThrottleLimit })
        {
            TellsEach = true,
        };
    }

    public async Task AddAsync(WriteRow row, CancellationToken stop)
    {
        ReadRow wanted = new(row.Type, row.Fields.FirstOrDefault(IsKey).Value, row);
        if (row.Failure is { } failure)
            wanted.Fail(failure);
        await _reader.AddAsync(wanted, stop).ConfigureAwait(false);
        await PassOnAsync(stop).ConfigureAwait(false);
    }

    public async Task CompleteAsync(CancellationToken stop)
    {
        await _reader.CompleteAsync(stop).ConfigureAwait(false);
        await PassOnAsync(stop).ConfigureAwait(false);
        await _writer.CompleteAsync(stop).ConfigureAwait(false);
    }

    public WriteRow? TryTake() => _writer.TryTake();

    private async Task PassOnAsync(CancellationToken stop)
    {
        while (_reader.TryTake() is { } found)
        {
            WriteRow row = (WriteRow)found.Input!;
            if (found.Record?.GetId() is { } id)
                row = row.WithId(SfId.To18(id), [.. row.Fields.Where(f => !IsKey(f))]);
            else if (!row.IsDone)
                row.Fail(found.Failure!);
            await _writer.AddAsync(row, stop).ConfigureAwait(false);
        }
    }

    private bool IsKey(KeyValuePair<string, object?> field) => field.Key.Equals(_keyField, StringComparison.OrdinalIgnoreCase);
}
