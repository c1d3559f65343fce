using SalesforceCC.Http;
using SalesforceCC.Rest;

namespace SalesforceCC.Data;

/// <summary>
/// Writes rows that are saved together or not at all: in one request, as a collection or as a composite of up to five.
/// Nothing is sent before all rows are there.
/// </summary>
internal sealed class Transaction(SfSession session, WriteSettings settings) : IRecordWriter
{
    private readonly int _maxRows = WriteSettings.MaxBatchSize * settings.MaxBatches;
    private readonly List<WriteRow> _rows = [];
    private readonly BatchSender _sender = new(session, settings);
    private readonly RowRepeat _repeat = new(session, settings);
    private Queue<WriteRow>? _done;

    public async Task AddAsync(WriteRow row, CancellationToken stop)
    {
        _rows.Add(row);
        if (_rows.Count > _maxRows)
            throw TooLarge(FormattableString.Invariant($"{_maxRows:N0} records"));
        await _sender.Encoder.TryEncodeAsync(row, stop).ConfigureAwait(false);
    }

    public async Task CompleteAsync(CancellationToken stop)
    {
        if (_rows.Count > 0 && !_rows.Exists(static r => r.IsDone))
        {
            await SendAsync(stop).ConfigureAwait(false);
            while (Causes().ToArray() is { Length: > 0 } causes && causes.All(_repeat.May))
            {
                await _repeat.WaitAsync(_rows, stop).ConfigureAwait(false);
                await SendAsync(stop).ConfigureAwait(false);
            }
        }

        foreach (WriteRow row in _rows.Where(static r => !r.IsDone))
            row.Fail(RowErrors.NotSent());

        // The cause before its consequences.
        _done = new(_rows.OrderBy(static r => r.Failure is { } e && RowErrors.IsConsequence(e)));
    }

    public WriteRow? TryTake() => _done is { Count: > 0 } ? _done.Dequeue() : null;

    private IEnumerable<WriteRow> Causes() => _rows.Where(static r => r.Failure is { } e && !RowErrors.IsConsequence(e));

    private async Task SendAsync(CancellationToken stop)
    {
        OpenBatches open = new(settings);
        foreach (WriteRow row in _rows)
            open.Add(row);
        List<RowBatch> batches = [];
        while (open.Any)
            batches.Add(open.TakeOldest());
        if (batches.Count > settings.MaxBatches)
            throw TooLarge(FormattableString.Invariant($"{settings.MaxBatches} lists of {WriteSettings.MaxBatchSize} records, and these need {batches.Count}"));

        ApiRequest request = settings.Operation == WriteOperation.Undelete ? UndeleteCall.Request(session, batches[0], settings)
            : batches.Count == 1 ? CollectionRequest.Of(session, batches[0], settings)
            : CollectionRequest.Of(session, batches, settings);
        try
        {
            List<List<RowOutcome>> outcomes = settings.Operation == WriteOperation.Undelete
                ? [await UndeleteCall.SendAsync(session, request, batches[0].Count, stop).ConfigureAwait(false)]
                : await JsonCall.SendAsync(
                    session,
                    request,
                    CollectionResponse.What,
                    root => batches.Count == 1 ? [CollectionResponse.Read(root, batches[0].Count)] : CollectionResponse.ReadComposite(root, batches),
                    stop).ConfigureAwait(false);
            foreach ((RowBatch batch, List<RowOutcome> results) in batches.Zip(outcomes, static (b, o) => (b, o)))
                BatchSender.Assign(batch.Rows, results, settings.Operation, request.Name);
            DoubtHalf();
        }
        catch (SfException e)
        {
            await FailAsync(e, stop).ConfigureAwait(false);
        }
    }

    // A response in which some were saved and some were not contradicts what was asked for.
    private void DoubtHalf()
    {
        if (_rows.TrueForAll(static r => r.Failure is null) || _rows.TrueForAll(static r => r.Failure is not null))
            return;
        SfException half = RowErrors.InDoubt(
            new SfException(SfErrorCodes.InvalidResponse, "The response says that this record was saved, and that another one of its transaction was not."),
            settings.Operation);
        foreach (WriteRow row in _rows.Where(static r => r.Failure is null))
            row.Fail(half);
    }

    private async Task FailAsync(SfException e, CancellationToken stop)
    {
        if (!RowErrors.IsRefusal(e))
        {
            _rows.ForEach(r => r.Fail(RowErrors.InDoubt(e, settings.Operation)));
            return;
        }

        if (e.Code == "JSON_PARSER_ERROR" && !settings.TakesIds)
            await _sender.CheckAsync(_rows, stop).ConfigureAwait(false);
        foreach (WriteRow row in _rows.Where(r => BatchSender.IsCause(r, e)))
            row.Fail(e);

        // Where nobody is known to be the cause, all are.
        if (!_rows.Exists(static r => r.IsDone))
            _rows.ForEach(r => r.Fail(e));
    }

    private static SfException TooLarge(string most) => new(
        SfErrorCodes.InvalidParameter,
        $"Salesforce saves all or none of at most {most}. Nothing was sent.");
}
