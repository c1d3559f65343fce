using System.Management.Automation;
using SalesforceCC.Data;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>A cmdlet that writes records: gathers its input into few requests, and tells of each record what became of it.</summary>
public abstract class RecordWriteCmdlet : SessionCmdlet
{
    private WriteSettings? _settings;
    private RowReader? _reader;
    private IRecordWriter? _writer;
    private RowProgress? _progress;

    /// <summary>
    /// Saves all records or none. If one of them can't be saved, none is, and the errors begin with the cause. All input
    /// is collected first, because this is one transaction. It can have up to 1,000 records, or 200 to restore; with more,
    /// the command stops before it sends anything.
    /// </summary>
    [Parameter]
    public SwitchParameter AllOrNone { get; set; }

    /// <summary>
    /// Specifies the number of records in a request, from 1 to 200. The default is 200, which needs the fewest API calls.
    /// Each request is a transaction of its own, so that smaller ones help where triggers or flows meet their limits.
    /// </summary>
    [Parameter]
    [ValidateRange(1, WriteSettings.MaxBatchSize)]
    public int BatchSize { get; set; } = WriteSettings.MaxBatchSize;

    /// <summary>
    /// Specifies how many requests run at the same time. The default is 5. The results keep the order of the input. Use 1
    /// if records must be saved in their order, for example because one refers to another by its key.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 25)]
    public int ThrottleLimit { get; set; } = 5;

    /// <summary>What is done with the records.</summary>
    private protected abstract WriteOperation Operation { get; }

    /// <summary>How it is done.</summary>
    private protected virtual WriteSettings Settings =>
        new() { Operation = Operation, AllOrNone = AllOrNone, BatchSize = BatchSize, ThrottleLimit = ThrottleLimit };

    /// <summary>The object that the user has named.</summary>
    private protected virtual string? ObjectName => null;

    /// <summary>The word for what is done, where the user is asked.</summary>
    private protected abstract string Action { get; }

    /// <summary>Whether results are written for saved records.</summary>
    private protected abstract bool WritesResults { get; }

    // What concerns one record is told of that record.
    /// <inheritdoc/>
    protected override bool FailureEndsPipeline => true;

    /// <inheritdoc/>
    protected override Task BeginAsync(SfSession session)
    {
        _settings = Settings;
        _reader = new RowReader(session, _settings, ObjectName);
        _writer = RecordWriters.Create(session, _settings);
        _progress = new RowProgress(this, session.Clock, "Salesforce records");
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task EndAsync(SfSession session)
    {
        await _writer!.CompleteAsync(StopToken);
        WriteOutcomes();
    }

    /// <summary>Writes records, as soon as there are enough of them for a request.</summary>
    private protected async Task WriteAsync(SfSession session, PSObject?[] inputs)
    {
        foreach (PSObject? input in inputs)
        {
            string? reason = null;
            WriteRow? row = input is null ? null : Outside(() => _reader!.Read(input, out reason));
            if (reason is not null)
                WriteVerbose(reason);
            if (row is null || (!row.IsDone && !ShouldProcess($"{RowLabel.Of(row, _settings!)} in {OrgLabel.Of(session)}", Action)))
                continue;
            await _writer!.AddAsync(row, StopToken);
            WriteOutcomes();
        }
    }

    private void WriteOutcomes()
    {
        while (_writer!.TryTake() is { } row)
        {
            foreach (string note in row.Notes)
                WriteVerbose(note);
            if (row.Failure is { } failure)
            {
                WriteError(ErrorRecords.From(failure, row.Input));
            }
            else
            {
                row.Record?.AcceptChanges();
                if (WritesResults)
                    WriteObject(row.Result);
            }

            _progress!.Add(1, null);
        }
    }
}
