using SalesforceCC.Bulk;

namespace SalesforceCC.Client.Tests.Bulk;

public sealed class BulkJournalTests : IDisposable
{
    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("sfcc").FullName, "journal");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    [Fact]
    public void What_was_added_is_there_when_it_is_opened_again()
    {
        Write("import", "split", "created");

        using BulkJournal journal = BulkJournal.Open(_path, TimeProvider.System);
        journal.Add(new JournalEntry { Step = "uploaded", Part = 3, Job = "750", Facts = new() { ["file"] = "ä\n\"" } });

        Assert.Equal(["import", "split", "created", "uploaded"], journal.Entries.Select(static e => e.Step));
        journal.Dispose();
        using BulkJournal again = BulkJournal.Open(_path, TimeProvider.System);
        JournalEntry last = again.Entries[^1];
        Assert.Equal(("uploaded", 3, "750", "ä\n\""), (last.Step, last.Part, last.Job, last.Facts!["file"]));
        Assert.NotEqual(default, last.At);
    }

    [Fact]
    public async Task Steps_that_many_note_and_save_at_the_same_time_are_all_there()
    {
        using BulkJournal journal = BulkJournal.Create(_path, TimeProvider.System);
        journal.Add([new JournalEntry { Step = "import" }, new JournalEntry { Step = "planned" }]);
        journal.Note(new JournalEntry { Step = "created", Part = 1, Job = "750" });

        // Before it is saved, it is in the file: others would find it there if the process were killed.
        long length = new FileInfo(_path).Length;
        journal.Note(new JournalEntry { Step = "uploaded", Part = 1, Job = "750" });
        Assert.True(new FileInfo(_path).Length > length);
        Assert.Equal(2, journal.Saved);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(n => Task.Run(async () =>
        {
            journal.Note(new JournalEntry { Step = "uploading", Part = n });
            await journal.SaveAsync();
        })));
        Assert.Equal(Enumerable.Range(0, 50), journal.Entries.Skip(4).Select(static e => e.Part!.Value).Order());
        Assert.Equal(54, journal.Saved);
        journal.Dispose();
        using BulkJournal again = BulkJournal.Open(_path, TimeProvider.System);
        Assert.Equal((54, 54), (again.Entries.Count, again.Saved));
    }

    [Fact]
    public void It_may_be_cut_off_anywhere()
    {
        Write("import", "split", "created");
        byte[] all = File.ReadAllBytes(_path);
        int[] ends = [.. all.Select(static (b, i) => (b, i)).Where(static x => x.b == '\n').Select(static x => x.i + 1)];
        for (int length = 0; length <= all.Length; length++)
        {
            File.WriteAllBytes(_path, all[..length]);

            using (BulkJournal journal = BulkJournal.Open(_path, TimeProvider.System))
            {
                Assert.Equal(ends.Count(e => e <= length), journal.Entries.Count);
                journal.Add(new JournalEntry { Step = "more" });
            }

            using BulkJournal again = BulkJournal.Open(_path, TimeProvider.System);
            Assert.Equal("more", again.Entries[^1].Step);
        }
    }

    [Fact]
    public void Damage_is_told_unless_it_is_at_the_end()
    {
        Write("import", "split", "created");
        byte[] all = File.ReadAllBytes(_path);
        int last = Array.LastIndexOf(all, (byte)'\n', all.Length - 2) + 1;
        for (int i = 0; i < all.Length; i++)
        {
            byte[] damaged = [.. all];
            damaged[i] ^= 4;
            File.WriteAllBytes(_path, damaged);
            if (i < last - 1)
                Assert.Equal("JOURNAL_UNUSABLE", Assert.Throws<SfException>(() => BulkJournal.Open(_path, TimeProvider.System)).Code);
        }
    }

    [Fact]
    public void One_at_a_time_works_on_it()
    {
        using BulkJournal journal = BulkJournal.Create(_path, TimeProvider.System);

        Assert.Equal("JOURNAL_IN_USE", Assert.Throws<SfException>(() => BulkJournal.Open(_path, TimeProvider.System)).Code);
        Assert.Equal("FILE_EXISTS", Assert.Throws<SfException>(() => BulkJournal.Create(_path, TimeProvider.System)).Code);
    }

    [Fact]
    public void One_that_is_not_there_is_told() =>
        Assert.Equal("JOURNAL_UNUSABLE", Assert.Throws<SfException>(() => BulkJournal.Open(_path, TimeProvider.System)).Code);

    private void Write(params string[] steps)
    {
        using BulkJournal journal = BulkJournal.Create(_path, TimeProvider.System);
        foreach (string step in steps)
            journal.Add(new JournalEntry { Step = step });
    }
}
