using System.Globalization;
using System.Management.Automation;
using SalesforceCC.Bulk;
using SalesforceCC.Data;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>A cmdlet that imports rows with jobs of the Bulk API: from files, or from the pipeline.</summary>
public abstract class BulkImportCmdlet : BulkWaitCmdlet
{
    private protected const string Files = "Path";
    private protected const string LiteralFiles = "LiteralPath";
    private protected const string Objects = "InputObject";

    private readonly HashSet<string> _notes = new(StringComparer.Ordinal);
    private RowReader? _reader;
    private ImportSpool? _spool;
    private bool _isRefused;

    /// <summary>How rows are imported, but for the folder.</summary>
    private protected abstract ImportSettings Settings { get; }

    /// <summary>The folder that the user has named.</summary>
    private protected abstract string? GivenResultPath { get; }

    // What concerns one row is told of that row.
    /// <inheritdoc/>
    protected override bool FailureEndsPipeline => true;

    /// <summary>Imports files.</summary>
    private protected async Task ImportAsync(SfSession session, IReadOnlyList<string> files)
    {
        foreach (string file in files)
            _ = new SentFile(file, "-Path");
        string what = files.Count == 1 ? files[0] : string.Format(CultureInfo.CurrentCulture, "{0:N0} files", files.Count);
        if (!IsAllowed(session, what))
            return;
        ImportSettings settings = WaitingAs(Settings) with { Folder = FolderFor(session, files) };
        await RunAsync(session, settings.Folder, watcher => BulkImport.RunAsync(session, settings, files, watcher, StopToken));
    }

    /// <summary>Writes objects down, to be sent when the last has come.</summary>
    private protected async Task AddAsync(SfSession session, PSObject?[] inputs)
    {
        if (_spool is null)
        {
            if (_isRefused || (_isRefused = !IsAllowed(session, "objects of the pipeline")))
                return;
            ImportSettings settings = WaitingAs(Settings) with { Folder = FolderFor(session, []) };
            _reader = new RowReader(session, new WriteSettings { Operation = OperationOf(settings), KeyField = settings.KeyField }, settings.Type, whole: true);
            _spool = await ImportSpool.OpenAsync(session, settings, StopToken);
        }

        foreach (PSObject? input in inputs)
        {
            WriteRow? row = input is null ? null : Outside(() => _reader!.Read(input, out _));
            if (row is null)
                continue;
            await _spool.AddAsync(row, StopToken);
            foreach (string note in row.Notes)
                if (_notes.Add(note))
                    WriteVerbose(note);
            if (row.Failure is { } failure)
                WriteError(ErrorRecords.From(failure, input));
        }
    }

    /// <summary>Sends the objects.</summary>
    private protected async Task CompleteAsync(SfSession session)
    {
        if (_spool is not null)
            await RunAsync(session, _spool.Settings.Folder, watcher => BulkImport.RunAsync(session, _spool, watcher, StopToken));
    }

    /// <summary>The files that wildcards mean.</summary>
    private protected IReadOnlyList<string> Resolve(IEnumerable<string> paths)
    {
        List<string> files = [];
        foreach (string path in paths)
        {
            if (!WildcardPattern.ContainsWildcardCharacters(path))
            {
                files.Add(FullPath.Of(SessionState, path, "-Path"));
                continue;
            }

            IEnumerable<string> found = GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider);
            if (provider.Name != "FileSystem")
                throw new SfException(SfErrorCodes.InvalidParameter, $"-Path '{path}' is not the path of a file: it belongs to the provider {provider.Name}.");
            string[] matches = [.. found.Where(File.Exists)];
            if (matches.Length == 0)
                throw new SfException(SfErrorCodes.InvalidParameter, $"No file matches -Path '{path}'.");
            files.AddRange(matches);
        }

        return [.. files.Distinct(StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            _spool?.Dispose();
    }

    // Who creates or changes records is asked only if that is wanted; who deletes them, always.
    private bool IsAllowed(SfSession session, string what)
    {
        BulkOperation operation = Settings.Operation;
        bool asks = operation is BulkOperation.Delete or BulkOperation.HardDelete
            || MyInvocation.BoundParameters.ContainsKey("WhatIf") || MyInvocation.BoundParameters.ContainsKey("Confirm")
            || LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"))
            || GetVariableValue("ConfirmPreference") is ConfirmImpact.Low or ConfirmImpact.Medium or "Low" or "Medium";
        string target = $"{Settings.Type} in {OrgLabel.Of(session)}, from {what}";
        return !asks || ShouldProcess(target, operation == BulkOperation.HardDelete ? "Delete for good" : operation.ToString());
    }

    private string FolderFor(SfSession session, IReadOnlyList<string> files)
    {
        if (GivenResultPath is { } given)
            return FullPath.Of(SessionState, given, "-ResultPath");
        string time = session.Clock.GetLocalNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        return ImportFolder.Unused(
            files.Count == 1 ? files[0] + ImportFolder.Extension : FullPath.Of(SessionState, $"{Settings.Type}-{Settings.Operation}-{time}", "-ResultPath"), session.Clock);
    }

    private static WriteOperation OperationOf(ImportSettings settings) => settings.Operation switch
    {
        BulkOperation.Insert => WriteOperation.Insert,
        BulkOperation.Update => WriteOperation.Update,
        BulkOperation.Upsert => WriteOperation.Upsert,
        _ => WriteOperation.Delete,
    };
}
