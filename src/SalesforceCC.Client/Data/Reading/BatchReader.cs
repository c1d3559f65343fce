using System.Collections.Concurrent;
using System.Text.Json;
using SalesforceCC.Http;
using SalesforceCC.Query;
using SalesforceCC.Records;
using SalesforceCC.Rest;

namespace SalesforceCC.Data;

/// <summary>Reads batches of records, and finds out which row is the cause where Salesforce refuses a batch.</summary>
internal sealed class BatchReader(SfSession session, ReadSettings settings)
{
    // What one record of many may be the cause of, or their number.
    private static readonly HashSet<string> s_ofSomeRows = new(StringComparer.Ordinal)
    {
        "MALFORMED_ID", "INVALID_ID_FIELD", "INVALID_QUERY_FILTER_OPERATOR", "INVALID_CROSS_REFERENCE_KEY",
        "EXCEEDED_ID_LIMIT", "QUERY_TIMEOUT", "OPERATION_TOO_LARGE", "QUERY_TOO_COMPLICATED",
    };

    private readonly ConcurrentBag<(ReadPlan Plan, PageReader Reader)> _readers = [];

    /// <summary>Objects whose describe failed, since they were last asked for.</summary>
    public ConcurrentQueue<DescribeFailure> DescribeFailures { get; } = [];

    /// <summary>Reads a batch until it is known of each of its rows what became of it.</summary>
    public async Task ReadAsync(ReadBatch batch, CancellationToken stop)
    {
        if (batch.Plan.Failure is { } known)
        {
            Fail(batch.Rows, known, withType: true);
            return;
        }

        try
        {
            if (ReadMatch.TryAssign(batch, await RowsAsync(batch, stop).ConfigureAwait(false)))
                return;
            await ReadHalvesAsync(batch, stop).ConfigureAwait(false);
        }
        catch (SfException e) when (s_ofSomeRows.Contains(e.Code) && batch.Literals.Count > 1)
        {
            await ReadHalvesAsync(batch, stop).ConfigureAwait(false);
        }
        catch (SfException e) when (e.Code == "INVALID_FIELD" && batch.Plan is { Fields.IsOfDescribe: true, IsSecond: false })
        {
            // A field that the describe still has is gone.
            session.FieldTypes.ForgetAfter(e, batch.Plan.Type);
            await ReadAsync(With(batch.Rows, await AgainAsync(batch.Plan, e, stop).ConfigureAwait(false)), stop).ConfigureAwait(false);
        }
        catch (SfException e) when (RowErrors.IsRefusal(e) && !e.NotExecuted && !s_ofSomeRows.Contains(e.Code) && !RowErrors.IsOfAll(e))
        {
            session.FieldTypes.ForgetAfter(e, batch.Plan.Type);
            batch.Plan.Failure = e;
            Fail(batch.Rows, e, withType: true);
        }
        catch (SfException e)
        {
            Fail(batch.Rows, e, withType: false);
        }
    }

    private async Task ReadHalvesAsync(ReadBatch batch, CancellationToken stop)
    {
        HashSet<string> first = new(batch.Literals.Take(batch.Literals.Count / 2), StringComparer.Ordinal);
        foreach (bool isFirst in new[] { true, false })
            await ReadAsync(With(batch.Rows.Where(r => first.Contains(r.Literal) == isFirst), batch.Plan), stop).ConfigureAwait(false);
    }

    private static ReadBatch With(IEnumerable<ReadRow> rows, ReadPlan plan)
    {
        ReadBatch batch = new(plan, ReadSettings.MaxBatchSize);
        foreach (ReadRow row in rows)
            batch.Add(row);
        return batch;
    }

    private async Task<ReadPlan> AgainAsync(ReadPlan plan, SfException refusal, CancellationToken stop)
    {
        try
        {
            ReadPlan again = await ReadPlan.OfAsync(session, plan.Type, settings, stop).ConfigureAwait(false);
            again.IsSecond = true;
            return again;
        }
        catch (SfException)
        {
            return ReadPlan.Failed(plan.Type, settings, refusal);
        }
    }

    private static void Fail(IEnumerable<ReadRow> rows, SfException e, bool withType)
    {
        foreach (ReadRow row in rows)
            row.Fail(e, withType);
    }

    private Task<IReadOnlyList<SfRecord>> RowsAsync(ReadBatch batch, CancellationToken stop) =>
        batch.Plan.IsList ? ListAsync(batch, stop) : QueryAsync(batch, stop);

    private async Task<IReadOnlyList<SfRecord>> QueryAsync(ReadBatch batch, CancellationToken stop)
    {
        List<SfRecord> rows = [];
        QuerySettings query = new() { IncludeDeleted = settings.IncludeDeleted };
        await foreach (RecordPage page in session.QueryPages(batch.Plan.SoqlFor(batch.Literals), query, stop).ConfigureAwait(false))
        {
            Tell(page.DescribeFailures);
            rows.AddRange(page);
        }

        return rows;
    }

    private async Task<IReadOnlyList<SfRecord>> ListAsync(ReadBatch batch, CancellationToken stop)
    {
        RowList list = await session.SendAsync(
            new ApiRequest
            {
                Method = HttpMethod.Post,
                Url = session.Resolve($"composite/sobjects/{Uri.EscapeDataString(batch.Plan.Type)}"),
                Body = RequestBody.Of(
                    JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
                    {
                        ["ids"] = batch.Literals,
                        ["fields"] = batch.Plan.Fields.Names,
                    }),
                    "application/json"),
                Repeat = Repeat.Idempotent,
            },
            async (response, body, token) =>
            {
                ForeignPage.Refuse(response);
                return await ListAsync(batch.Plan, body, token).ConfigureAwait(false);
            },
            stop).ConfigureAwait(false);
        if (list.Elements.Count != batch.Literals.Count)
            throw new SfException(
                SfErrorCodes.InvalidResponse,
                FormattableString.Invariant($"The response has {list.Elements.Count} records for {batch.Literals.Count} IDs."));
        return [.. list.Elements.OfType<SfRecord>()];
    }

    // A reader learns the shape of the rows, and serves one response at a time.
    private async Task<RowList> ListAsync(ReadPlan plan, Stream body, CancellationToken stop)
    {
        PageReader reader = _readers.TryTake(out (ReadPlan Plan, PageReader Reader) kept) && ReferenceEquals(kept.Plan, plan)
            ? kept.Reader
            : new PageReader(session.FieldTypes, plan.Fields.Selection, RecordOrigin.Of(session));
        RowList list = await reader.ReadListAsync(body, member: null, stop).ConfigureAwait(false);
        _readers.Add((plan, reader));
        Tell(list.DescribeFailures);
        return list;
    }

    private void Tell(IEnumerable<DescribeFailure> failures)
    {
        foreach (DescribeFailure failure in failures)
            DescribeFailures.Enqueue(failure);
    }
}
