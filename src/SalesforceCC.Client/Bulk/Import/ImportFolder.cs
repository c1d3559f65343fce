using System.Globalization;
using SalesforceCC.Http;

namespace SalesforceCC.Bulk;

/// <summary>
/// The folder of an import: its journal, copies of the input, and the results. Until there is a journal nothing was sent, and
/// nothing is left behind.
/// </summary>
internal sealed class ImportFolder : IDisposable
{
    /// <summary>What is added to the name of a file for the folder of its results.</summary>
    public const string Extension = ".results";

    private readonly bool _isNew;
    private readonly FileStream _claim;
    private bool _hasJournal;

    private ImportFolder(string path, bool isNew, FileStream claim)
    {
        Path = path;
        _isNew = isNew;
        _claim = claim;
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Makes the folder, unless it is there. Until it has a journal, no other import can take it.</summary>
    /// <exception cref="SfException">
    /// FILE_EXISTS: it has the journal of another import; JOURNAL_IN_USE: another is being prepared in it; FILE_NOT_WRITTEN.
    /// </exception>
    public static ImportFolder Create(string path)
    {
        RequireNoJournal(path);
        ImportFolder folder = Disk.Run(path, () =>
        {
            bool isNew = !Directory.Exists(path);
            Directory.CreateDirectory(WorkOf(path));
            return new ImportFolder(path, isNew, Claim(path));
        });

        // Between the first look and the claim, another import may have written its own.
        try
        {
            RequireNoJournal(path);
            return folder;
        }
        catch
        {
            folder._claim.Dispose();
            throw;
        }
    }

    /// <summary>A folder by this name, or by this name and a number where it has the results of an import that has ended.</summary>
    /// <exception cref="SfException">FILE_EXISTS: it has those of one that has not; JOURNAL_IN_USE, JOURNAL_UNUSABLE.</exception>
    public static string Unused(string path, TimeProvider clock)
    {
        for (int number = 1; ; number++)
        {
            string folder = Numbered(path, number);
            if (!File.Exists(JournalOf(folder)))
                return folder;
            using BulkJournal journal = BulkJournal.Open(JournalOf(folder), clock);
            if (!journal.Entries.Any(static e => e.Step == ImportSummary.Step))
                throw new SfException(SfErrorCodes.FileExists, $"'{folder}' has the journal of an import that has not ended. To import the rows anew could save them twice.");
        }
    }

    /// <summary>The folders of all imports of a file that are beside it, the last one last.</summary>
    public static IReadOnlyList<string> AllOf(string file)
    {
        List<string> folders = [];
        for (int number = 1; File.Exists(JournalOf(Numbered(file + Extension, number))); number++)
            folders.Add(Numbered(file + Extension, number));
        return folders;
    }

    /// <summary>The journal in a folder.</summary>
    public static string JournalOf(string path) => System.IO.Path.Combine(path, BulkImport.JournalName);

    /// <summary>The folder below for what is deleted in the end.</summary>
    public static string WorkOf(string path) => System.IO.Path.Combine(path, ImportResults.WorkFolder);

    /// <summary>Where a copy of a source goes.</summary>
    public static string CopyOf(string path, int source) =>
        System.IO.Path.Combine(WorkOf(path), string.Format(CultureInfo.InvariantCulture, "source-{0:d3}.csv", source));

    /// <summary>Writes the plan down: the journal is there with all of it, or not at all.</summary>
    /// <exception cref="SfException">FILE_NOT_WRITTEN.</exception>
    public BulkJournal WriteJournal(ImportStart start, ImportPlan plan, TimeProvider clock)
    {
        string path = JournalOf(Path);
        string draft = path + ".new";
        Disk.Run(draft, () => File.Delete(draft));
        using (BulkJournal journal = BulkJournal.Create(draft, clock))
        {
            journal.Add([
                start.ToEntry(),
                .. plan.Sources.Select(ImportSteps.Of),
                .. plan.Parts.Select(ImportSteps.Of),
                new JournalEntry { Step = ImportSteps.Planned },
            ]);
        }

        Disk.Run(path, () => File.Move(draft, path));
        _hasJournal = true;
        RequestTrace.Sink?.Invoke($"Renamed: {path}");
        BulkJournal written = BulkJournal.Open(path, clock);
        _claim.Dispose();
        return written;
    }

    /// <summary>Deletes what is of no use once the results are there.</summary>
    public static void DeleteWork(string path) => Disk.Run(path, () =>
    {
        if (Directory.Exists(WorkOf(path)))
            Directory.Delete(WorkOf(path), recursive: true);
    });

    private static string Numbered(string path, int number) =>
        number == 1 ? path : string.Format(CultureInfo.InvariantCulture, "{0}.{1}", path, number);

    private static void RequireNoJournal(string path)
    {
        string journal = JournalOf(path);
        if (File.Exists(journal))
            throw new SfException(SfErrorCodes.FileExists, $"'{path}' has the results of another import, which its journal '{journal}' tells of.");
    }

    private static FileStream Claim(string path)
    {
        string claim = System.IO.Path.Combine(WorkOf(path), "claim");
        try
        {
            return new FileStream(claim, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException e) when (File.Exists(claim))
        {
            throw new SfException(SfErrorCodes.JournalInUse, $"Another import is being prepared in '{path}'.", e);
        }
    }

    public void Dispose()
    {
        _claim.Dispose();
        if (_hasJournal)
            return;
        try
        {
            Directory.Delete(_isNew ? Path : WorkOf(Path), recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What went wrong has been told.
        }
    }
}
