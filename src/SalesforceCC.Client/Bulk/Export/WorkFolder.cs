using SalesforceCC.Connections;

namespace SalesforceCC.Bulk;

/// <summary>
/// The folder beside a file that is being exported, with the journal and what was fetched so far. It is there until the file
/// is.
/// </summary>
internal static class WorkFolder
{
    private const string Extension = ".sfbulk";

    /// <summary>That of a file.</summary>
    public static string Of(string file) => file + Extension;

    /// <summary>The journal in it.</summary>
    public static string JournalOf(string file) => Path.Combine(Of(file), "journal");

    /// <summary>The file that a journal belongs to: wherever the folder is now, it is beside it.</summary>
    public static string FileOf(BulkJournal journal, string name) =>
        Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(Path.GetFullPath(journal.Path)))!, name);

    /// <summary>Makes it, with its journal.</summary>
    /// <param name="file">The file.</param>
    /// <param name="discard">Drops that of an export that did not come to its end, unless it is under way.</param>
    /// <param name="clock">The clock of the journal.</param>
    /// <exception cref="SfException">FILE_EXISTS, FILE_NOT_WRITTEN, JOURNAL_IN_USE.</exception>
    public static BulkJournal Create(string file, bool discard, TimeProvider clock)
    {
        string folder = Of(file);
        if (discard && Directory.Exists(folder))
            Discard(folder, JournalOf(file), clock);
        Disk.Run(folder, () => OwnerOnly.CreateFolder(folder));
        return BulkJournal.Create(JournalOf(file), clock);
    }

    /// <summary>Takes it away. What cannot be deleted is in nobody's way.</summary>
    public static void Delete(string file)
    {
        try
        {
            Directory.Delete(Of(file), recursive: true);
            Http.RequestTrace.Sink?.Invoke("Work folder: deleted");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Http.RequestTrace.Sink?.Invoke($"Work folder: not deleted. {e.Message}");
        }
    }

    private static void Discard(string folder, string journal, TimeProvider clock)
    {
        if (File.Exists(journal))
        {
            try
            {
                BulkJournal.Open(journal, clock).Dispose();
            }
            catch (SfException e) when (e.Code == SfErrorCodes.JournalUnusable)
            {
                // Nobody goes on with that.
            }
        }

        Disk.Run(folder, () => Directory.Delete(folder, recursive: true));
    }
}
