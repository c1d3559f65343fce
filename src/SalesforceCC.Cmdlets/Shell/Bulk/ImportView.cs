using System.Globalization;
using System.Management.Automation;
using SalesforceCC.Bulk;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>
/// Shows how an import goes: failed rows and jobs as errors, the rest as progress. It is told on any thread. Errors wait for
/// the end, since one may end the cmdlet: the result files are complete then.
/// </summary>
internal sealed class ImportView(AsyncPSCmdlet cmdlet, TimeProvider clock, int maximumErrors) : IImportWatcher
{
    private readonly List<ErrorRecord> _errors = [];
    private readonly ImportProgressBar _bar = new(clock);
    private readonly object _lock = new();
    private long _failed;

    public void Progress(ImportProgress progress)
    {
        ProgressRecord? record;
        lock (_lock)
            record = _bar.Show(progress);
        if (record is not null)
            cmdlet.PostHere(() => cmdlet.WriteProgress(record));
    }

    public void RowFailed(ImportFailure failure)
    {
        if (Interlocked.Increment(ref _failed) <= maximumErrors)
            Add(Record(failure));
    }

    public void JobFailed(SfBulkJob? job, SfException failure) => Add(ErrorRecords.From(failure, job));

    public void Warn(string text) => cmdlet.PostHere(() => cmdlet.WriteWarning(text));

    /// <summary>Writes the errors, and says what is not among them.</summary>
    /// <param name="folder">The folder of the results.</param>
    public void WriteErrors(string folder)
    {
        ErrorRecord[] errors;
        lock (_lock)
        {
            errors = [.. _errors];
            _errors.Clear();
        }

        if (_failed > maximumErrors)
            cmdlet.WriteWarning(string.Format(
                CultureInfo.CurrentCulture, "{0:N0} rows failed, {1:N0} of which are shown as errors. All are in '{2}'.", _failed, maximumErrors, System.IO.Path.Combine(folder, "failed.csv")));
        foreach (ErrorRecord error in errors)
            cmdlet.WriteError(error);
    }

    private void Add(ErrorRecord error)
    {
        lock (_lock)
            _errors.Add(error);
    }

    // The row as it was given, and where it stands; imported again, the columns that say where are left out.
    private static ErrorRecord Record(ImportFailure failure)
    {
        PSObject row = new();
        foreach (KeyValuePair<string, string> value in failure.Values)
            if (row.Properties[value.Key] is null)
                row.Properties.Add(new PSNoteProperty(value.Key, value.Value));
        string? file = failure.Part.Source.Given;
        row.Properties.Add(new PSNoteProperty("sf__File", file));
        row.Properties.Add(new PSNoteProperty("sf__Line", failure.Line));
        string place = file is null
            ? string.Format(CultureInfo.InvariantCulture, "row {0}", failure.Line)
            : string.Format(CultureInfo.InvariantCulture, "{0}, line {1}", file, failure.Line);
        string code = failure.Code.Length > 0 ? failure.Code : "ROW_FAILED";
        return ErrorRecords.From(
            new SfException(code, $"{failure.Message} ({place})") { Errors = [new SfError(code, failure.Message, failure.Fields)] }, row);
    }
}
