namespace SalesforceCC.Bulk;

/// <summary>Finds the journal that a user means: by the file that is exported or imported, by a folder, or by itself.</summary>
internal static class JournalFinder
{
    private static readonly string[] s_names = [BulkImport.JournalName, Path.GetFileName(WorkFolder.JournalOf("x"))];

    /// <summary>Opens the journal; whoever gets it closes it.</summary>
    /// <param name="path">A full path: of a file of an export or import, of a folder with a journal, of a journal or a manifest.</param>
    /// <param name="clock">The clock of the journal.</param>
    /// <exception cref="SfException">JOURNAL_UNUSABLE: there is none, or it is damaged; JOURNAL_IN_USE.</exception>
    public static BulkJournal Open(string path, TimeProvider clock)
    {
        if (Candidates(path).FirstOrDefault(File.Exists) is { } journal)
            return BulkJournal.Open(journal, clock);

        // On another computer, the manifest is all there is.
        return ExportManifest.TryFileOf(path) is not null && File.Exists(path)
            ? ExportManifest.ToJournal(path, clock)
            : throw new SfException(
                SfErrorCodes.JournalUnusable, $"There is nothing to resume at '{path}': neither a journal of an import nor of an export. An export that is finished has none.");
    }

    private static IEnumerable<string> Candidates(string path)
    {
        if (s_names.Contains(Path.GetFileName(path), StringComparer.Ordinal))
            yield return path;
        foreach (string name in s_names)
            yield return Path.Combine(path, name);
        yield return WorkFolder.JournalOf(path);
        if (ExportManifest.TryFileOf(path) is { } file)
            yield return WorkFolder.JournalOf(file);
        foreach (string folder in ImportFolder.AllOf(path).Reverse())
            yield return ImportFolder.JournalOf(folder);
    }
}
