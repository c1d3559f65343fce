using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Rest;

namespace SalesforceCC.Emulator.Bulk.Ingest;

/// <summary>Changes rows as an upload says.</summary>
internal sealed class IngestJob(BulkOrg bulk, string id, SObjectType type, SObjectField? key, string userId, ApiVersion version)
    : BulkJob(bulk, id, type, userId, version)
{
    private const string Upload = "upload";

    private volatile bool _begun;
    private int _uploads;

    public override string JobType => "V2Ingest";

    /// <summary>The key of an upsert.</summary>
    public SObjectField? Key => key;

    /// <summary>What change events tell of where the changes come from.</summary>
    public required string Origin { get; init; }

    /// <summary>Without a slash at its start, as recorded.</summary>
    public string ContentUrl => $"{Version.Path[1..]}/jobs/ingest/{Id}/batches";

    public bool HasContent => File.Exists(FileOf(Upload));

    /// <summary>Keeps the upload, once it is whole.</summary>
    /// <exception cref="SalesforceError">There is one already, the job waits for none, or it is too long.</exception>
    public async Task ReceiveAsync(Stream body, CancellationToken cancel)
    {
        if (State != JobState.Open) throw BulkErrors.InvalidState($"InvalidJobState : Job in state {State} does not take data");
        if (HasContent || Interlocked.Exchange(ref _uploads, 1) == 1)
            throw new SalesforceError(
                400,
                "BULK_API_ERROR",
                $"Found multipe contents for job: <{Id[..15]}>, please 'Close' / 'Abort' / 'Delete' the current Job then create " +
                "a new Job and make sure you only do 'PUT' once on a given Job.");
        string part = FileOf("part");
        try
        {
            await using (FileStream file = new(part, FileMode.Create, FileAccess.Write, FileShare.None, 1))
                await CopyAsync(body, file, cancel);
            File.Move(part, FileOf(Upload));
        }
        finally
        {
            // Of what did not arrive as a whole nothing is kept.
            File.Delete(part);
            _uploads = 0;
        }
    }

    /// <summary>A result file; null where nothing was uploaded.</summary>
    public Stream? Open(ResultKind kind)
    {
        string path = _begun ? PathOf(kind) : kind == ResultKind.Unprocessed ? FileOf(Upload) : "";
        return File.Exists(path)
            ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, useAsync: false)
            : null;
    }

    protected override void Run(CancellationToken cancel)
    {
        if (!HasContent) throw new InvalidDataException("InvalidBatch : Records not found");
        using (FileStream upload = new(FileOf(Upload), FileMode.Open, FileAccess.Read, FileShare.Read, 1))
            if (new UploadCheck(Format.Csv, Bulk.Settings.StrictLineBreaks).Find(upload) is { } problem)
                throw new InvalidDataException(problem);
        using UploadReader reader = new(FileOf(Upload), Format.Csv);
        if (UploadLimits.OfHeader(reader.Header.Count) is { } wide) throw new InvalidDataException(wide);
        // The object may have changed since the job was made.
        SObjectType type = Bulk.Store.FindType(Type.Name, UserId) ?? throw new InvalidDataException($"InvalidJob : Unable to find object: {Type.Name}");
        IngestHeader header = new(reader.Header, type, Operation, name => Bulk.Store.FindType(name, UserId));
        using IngestBatch batch = new(header, type, Format.Csv);
        using ResultFiles results = new(PathOf, HeaderOf(header, reader), Format.Csv, Bulk.Settings.Shuffle);
        _begun = true;
        try
        {
            while (reader.HasRow) RunBatch(reader, batch, results, header.Columns.Count, cancel);
        }
        finally
        {
            for (; reader.HasRow; reader.Next())
            {
                batch.Clear();
                batch.Add(reader);
                results.AddUnprocessed(batch.TextOf(0));
            }
        }
    }

    private void RunBatch(UploadReader reader, IngestBatch batch, ResultFiles results, int columns, CancellationToken cancel)
    {
        BulkSettings settings = Bulk.Settings;
        if (settings.StopAfter is not null) PauseAfter(Processed, cancel);
        cancel.ThrowIfCancellationRequested();
        if (settings.FailAfter <= Processed) throw new InvalidDataException(settings.FailMessage);
        int most = Math.Min(IngestBatch.Size, (settings.FailAfter ?? int.MaxValue) - Processed);
        if (settings.StopAfter > Processed) most = Math.Min(most, settings.StopAfter.Value - Processed);
        string? problem = null;
        for (batch.Clear(); problem is null && reader.HasRow && batch.Count < most;)
        {
            // From memory.
            if (reader.Count != columns) problem = $"InvalidBatch : Failed to parse CSV. A row has {reader.Count} values, the header has {columns}";
            else if (Bulk.TakeRows(1) == 0) problem = "ExceededQuota : Rolling 24 hour limit of records exceeded";
            else problem = Take(reader, batch, results);
        }
        if (batch.Count > 0) Save(batch, results);
        if (problem is not null) throw new InvalidDataException(problem);
    }

    private static string? Take(UploadReader reader, IngestBatch batch, ResultFiles results)
    {
        batch.Add(reader);

        // Only now: values that are looked at lose their quotes in the text of the row.
        string? problem = UploadLimits.OfRow(reader);
        if (problem is not null)
        {
            results.AddUnprocessed(batch.TextOf(batch.Count - 1));
            batch.RemoveLast();
        }
        reader.Next();
        return problem;
    }

    private void Save(IngestBatch batch, ResultFiles results)
    {
        int failed = 0;
        int row = 0;
        foreach (SaveResult result in batch.Save(Bulk.Store, this))
        {
            if (!result.Success) failed++;
            results.Add(result, batch.TextOf(row++));
        }
        Bulk.CountBatches(Processed, Processed + row);
        Count(row, failed);
    }

    private string HeaderOf(IngestHeader header, UploadReader reader) => header.Exact
        ? reader.HeaderText
        : string.Join(Format.Csv.Delimiter, reader.Header.Where((_, i) => header.Columns[i].Exact));

    private string PathOf(ResultKind kind) => FileOf(kind.ToString());

    private async Task CopyAsync(Stream body, FileStream file, CancellationToken cancel)
    {
        byte[] buffer = new byte[1 << 16];
        long length = 0;
        int read;
        while ((read = await body.ReadAsync(buffer, cancel)) > 0)
        {
            length += read;
            if (length > Bulk.Settings.UploadBytes)
                throw new SalesforceError(
                    400, "API_ERROR", FormattableString.Invariant($"ClientInputError : Request body exceeds the limit of {Bulk.Settings.UploadBytes} bytes"));
            await file.WriteAsync(buffer.AsMemory(0, read), cancel);
        }
    }
}
