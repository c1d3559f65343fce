using SalesforceCC.Http;
using SalesforceCC.Records;
using SalesforceCC.Rest;

namespace SalesforceCC.Data;

/// <summary>
/// Sends one batch until it is known what became of each of its rows. A request that Salesforce refuses whole, for a value
/// it cannot read or a field it does not know, carried out nothing: the rows that are the cause are found, and the others
/// sent again.
/// </summary>
internal sealed class BatchSender(SfSession session, WriteSettings settings)
{
    /// <summary>Makes rows ready to be sent.</summary>
    public RowEncoder Encoder { get; } = new(session, settings);

    /// <summary>The failure that every further request would end with, too; null: none has.</summary>
    public SfException? Ended { get; private set; }

    public async Task SendAsync(RowBatch batch, CancellationToken stop)
    {
        Queue<(RowBatch Batch, bool IsChecked)> left = new([(batch, false)]);
        while (left.Count > 0)
        {
            (RowBatch next, bool isChecked) = left.Dequeue();
            if (await TrySendAsync(next, stop).ConfigureAwait(false) is not { } refusal)
                continue;
            foreach ((RowBatch, bool) part in await SplitAsync(next, isChecked, refusal, stop).ConfigureAwait(false))
                left.Enqueue(part);
        }
    }

    /// <summary>Gives each row what the response says of it.</summary>
    public static void Assign(IEnumerable<WriteRow> rows, IEnumerable<RowOutcome> outcomes, WriteOperation operation, string? request)
    {
        foreach ((WriteRow row, RowOutcome outcome) in rows.Zip(outcomes, static (r, o) => (r, o)))
        {
            string? id = outcome.Id is null ? row.Id : SfId.To18(outcome.Id);
            if (outcome.Success && row.Id is not null && id != row.Id)
                row.Fail(RowErrors.InDoubt(CollectionResponse.OfAnother(id!, row.Id), operation));
            else if (outcome.Success)
                row.Succeed(id, outcome.Created ?? operation == WriteOperation.Insert);
            else
                row.Fail(outcome.Failure!.With(f => f with { Request = f.Request ?? request }));
        }
    }

    /// <summary>The failure of a request that was refused whole; null: each row has its end.</summary>
    private async Task<SfException?> TrySendAsync(RowBatch batch, CancellationToken stop)
    {
        if (Ended is { } ended)
        {
            Fail(batch.Rows, ended);
            return null;
        }

        bool isUndelete = settings.Operation == WriteOperation.Undelete;
        ApiRequest request = isUndelete ? UndeleteCall.Request(session, batch, settings) : CollectionRequest.Of(session, batch, settings);
        try
        {
            List<RowOutcome> outcomes = isUndelete
                ? await UndeleteCall.SendAsync(session, request, batch.Count, stop).ConfigureAwait(false)
                : await JsonCall.SendAsync(
                    session, request, CollectionResponse.What, root => CollectionResponse.Read(root, batch.Count), stop).ConfigureAwait(false);
            Assign(batch.Rows, outcomes, settings.Operation, request.Name);
            return null;
        }
        catch (SfException e) when ((int?)e.StatusCode is 400 or 404 && RowErrors.IsRefusal(e))
        {
            return e;
        }
        catch (SfException e)
        {
            if (RowErrors.IsOfAll(e))
                Ended = e;
            Fail(batch.Rows, RowErrors.IsRefusal(e) ? e : RowErrors.InDoubt(e, settings.Operation));
            return null;
        }
    }

    // What Salesforce refused whole, in parts that it may take.
    private async Task<IEnumerable<(RowBatch, bool IsChecked)>> SplitAsync(
        RowBatch batch, bool isChecked, SfException refusal, CancellationToken stop)
    {
        foreach (string type in batch.Types)
            session.FieldTypes.ForgetAfter(refusal, settings.TakesIds ? null : type);
        WriteRow[] rows = [.. batch.Rows];
        switch (refusal.Code)
        {
            case "JSON_PARSER_ERROR" when !settings.TakesIds:
                if (!isChecked && await CheckAsync(rows, stop).ConfigureAwait(false))
                    return Again(rows.Where(static r => !r.IsDone), isChecked: true);
                if (rows.Length > 1)
                    return Again(rows.Take(rows.Length / 2), isChecked: true).Concat(Again(rows.Skip(rows.Length / 2), isChecked: true));
                break;
            case "INVALID_FIELD" when NamedField(refusal.Message) is { } field:
                WriteRow[] having = Array.FindAll(rows, r => Has(r, field));
                if (having.Length == 0)
                    break;
                Fail(having, refusal);
                return Again(rows.Except(having), isChecked);
            default:
                if (batch.Types.Skip(1).Any())
                    return batch.Types.SelectMany(t => Again(rows.Where(r => r.Type.Equals(t, StringComparison.OrdinalIgnoreCase)), isChecked));
                break;
        }

        Fail(rows, refusal);
        return [];
    }

    /// <summary>Finds rows whose text does not fit its field, which fail.</summary>
    /// <returns>Whether another try may end otherwise.</returns>
    public async Task<bool> CheckAsync(IReadOnlyList<WriteRow> rows, CancellationToken stop)
    {
        bool isOther = false;
        foreach (WriteRow row in rows)
        {
            ObjectFields? fields = await Encoder.DescribeAsync(row.Type, stop).ConfigureAwait(false);
            byte[] before = row.Json;
            try
            {
                Encoder.Encode(row, fields);
            }
            catch (SfException e)
            {
                row.Fail(e);
            }

            isOther |= row.IsDone || !before.AsSpan().SequenceEqual(row.Json);
        }

        return isOther;
    }

    private IEnumerable<(RowBatch, bool)> Again(IEnumerable<WriteRow> rows, bool isChecked)
    {
        RowBatch batch = new(settings, rows);
        return batch.Count == 0 ? [] : [(batch, isChecked)];
    }

    /// <summary>Whether a row is the cause of a refusal that names a field.</summary>
    public static bool IsCause(WriteRow row, SfException refusal) =>
        refusal.Code == "INVALID_FIELD" && NamedField(refusal.Message) is { } field && Has(row, field);

    private static bool Has(WriteRow row, string field) =>
        row.Fields.Any(f => f.Key.Equals(field, StringComparison.OrdinalIgnoreCase));

    // No such column 'Nosuch__c' on sobject of type Account
    private static string? NamedField(string message) => message.Split('\'') is [_, { Length: > 0 } name, ..] ? name : null;

    private static void Fail(IEnumerable<WriteRow> rows, SfException e)
    {
        foreach (WriteRow row in rows)
            row.Fail(e);
    }
}
