using System.Runtime.CompilerServices;
using SalesforceCC.Data;

namespace SalesforceCC.Trees;

/// <summary>
/// Saves records that refer to each other: step by step, each after those it refers to, and then what had to wait. What an
/// earlier run has saved is not saved again.
/// </summary>
internal sealed class TreeImport
{
    private readonly SfSession _session;
    private readonly IReadOnlyList<TreeRecord> _records;
    private readonly IdMap _map;
    private readonly WriteSettings _settings;
    private readonly List<List<TreeRecord>> _steps;

    /// <param name="session">The session.</param>
    /// <param name="records">All of them; what they refer to is among them.</param>
    /// <param name="map">What earlier runs have saved.</param>
    /// <param name="settings">How rows are sent; the operation is that of each record.</param>
    /// <exception cref="SfException">REFERENCE_RING, ID_MAP_UNUSABLE.</exception>
    public TreeImport(SfSession session, IReadOnlyList<TreeRecord> records, IdMap map, WriteSettings settings)
    {
        _session = session;
        _records = records;
        _map = map;
        _settings = settings;
        foreach (TreeRecord record in records)
            Know(record);
        _steps = TreeOrder.Of(records);
    }

    /// <summary>What is done, in its order.</summary>
    public IReadOnlyList<SfTreeStep> Plan()
    {
        List<SfTreeStep> plan = [.. Count(0, "Skip", _records.Where(static r => r.IsKnown))];
        for (int i = 0; i < _steps.Count; i++)
            plan.AddRange(_steps[i].GroupBy(static r => r.KeyField is null).OrderByDescending(static g => g.Key).SelectMany(g => Count(i + 1, g.Key ? "Create" : "Upsert", g)));
        plan.AddRange(Count(_steps.Count + 1, "Update", _records.Where(static r => r.Waits)));
        return plan;
    }

    /// <summary>Saves the records, and gives each as soon as it is known what became of it.</summary>
    /// <exception cref="SfException">FILE_NOT_WRITTEN: the map cannot be written. Failures of records are theirs.</exception>
    public async IAsyncEnumerable<TreeRecord> RunAsync([EnumeratorCancellation] CancellationToken stop)
    {
        _map.RequireWritable();
        foreach (TreeRecord record in _records.Where(static r => r.IsKnown && !r.Waits))
            yield return record;
        foreach (List<TreeRecord> step in _steps)
            foreach (IGrouping<(string?, string), TreeRecord> group in step.GroupBy(static r => (r.KeyField, r.KeyField is null ? "" : r.Type)))
                await foreach (TreeRecord record in SendAsync([.. group], stop).ConfigureAwait(false))
                    if (!record.Waits || record.Id is null)
                        yield return record;
        await foreach (TreeRecord record in CompleteAsync([.. _records.Where(static r => r.Waits && r.Id is not null)], stop).ConfigureAwait(false))
            yield return record;
    }

    private static IEnumerable<SfTreeStep> Count(int step, string operation, IEnumerable<TreeRecord> records) =>
        records.GroupBy(static r => r.Type).Select(g => new SfTreeStep(
            step,
            operation,
            g.Key,
            g.Count(),
            operation == "Update" ? [.. g.SelectMany(static r => r.Links).Where(static l => l.Waits).Select(static l => l.Field.Name).Distinct()] : []));

    // Links that were to be set later have still to be set.
    private void Know(TreeRecord record)
    {
        if (_map.Find(record.Reference) is not { } saved)
            return;
        if (!saved.Type.Equals(record.Type, StringComparison.OrdinalIgnoreCase))
            throw new SfException(SfErrorCodes.IdMapUnusable, $"In the id map, '{record.Reference}' is of {saved.Type}, and the record is of {record.Type}.");
        record.Id = saved.Id;
        record.IsKnown = true;
        foreach (TreeLink link in record.Links)
            link.Waits = saved.Later.Contains(link.Field.Name);
    }

    private async IAsyncEnumerable<TreeRecord> SendAsync(IReadOnlyList<TreeRecord> records, [EnumeratorCancellation] CancellationToken stop)
    {
        string? key = records[0].KeyField;
        RecordWriter writer = new(
            _session, _settings with { Operation = key is null ? WriteOperation.Insert : WriteOperation.Upsert, KeyField = key }, _map.Add);
        foreach (TreeRecord record in records)
        {
            if (record.Links.Find(static l => !l.Waits && l.Target.Id is null) is { } missing)
            {
                record.Failure = NotSent(missing);
                yield return record;
                continue;
            }

            IEnumerable<KeyValuePair<string, object?>> links = record.Links
                .Where(static l => !l.Waits).Select(static l => new KeyValuePair<string, object?>(l.Field.Name, l.Target.Id));
            await writer.AddAsync(new WriteRow(record.Type, record) { Fields = [.. record.Fields, .. links] }, stop).ConfigureAwait(false);
            while (Take(writer) is { } done)
                yield return done;
        }

        await writer.CompleteAsync(stop).ConfigureAwait(false);
        while (Take(writer) is { } done)
            yield return done;
    }

    // All records that could be saved are there now.
    private async IAsyncEnumerable<TreeRecord> CompleteAsync(IReadOnlyList<TreeRecord> records, [EnumeratorCancellation] CancellationToken stop)
    {
        RecordWriter writer = new(_session, _settings with { Operation = WriteOperation.Update }, _map.Add);
        foreach (TreeRecord record in records)
        {
            ILookup<bool, TreeLink> links = record.Links.Where(static l => l.Waits).ToLookup(static l => l.Target.Id is not null);
            if (links[false].FirstOrDefault() is { } missing)
                record.Failure = NotSet(missing);
            if (!links[true].Any())
            {
                yield return record;
                continue;
            }

            await writer.AddAsync(
                new WriteRow(record.Type, record) { Id = record.Id, Fields = [.. links[true].Select(static l => new KeyValuePair<string, object?>(l.Field.Name, l.Target.Id))] },
                stop).ConfigureAwait(false);
            while (Take(writer) is { } done)
                yield return done;
        }

        await writer.CompleteAsync(stop).ConfigureAwait(false);
        while (Take(writer) is { } done)
            yield return done;
    }

    private static TreeRecord? Take(RecordWriter writer)
    {
        if (writer.TryTake() is not { } row)
            return null;
        TreeRecord record = (TreeRecord)row.Input!;
        record.Failure ??= row.Failure;
        record.Id ??= row.Result?.Id;
        record.Created |= row.Result is { Created: true };
        return record;
    }

    private static SfException NotSent(TreeLink link) => new(
        SfErrorCodes.ReferenceNotSaved, $"The record was not sent, because {link.Target}, to which {link.Field.Name} refers, was not saved.");

    private static SfException NotSet(TreeLink link) => new(
        SfErrorCodes.ReferenceNotSaved, $"The record was saved without {link.Field.Name}, because {link.Target}, to which it refers, was not saved.");
}
