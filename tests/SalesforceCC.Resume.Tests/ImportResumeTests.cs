using System.Globalization;
using SalesforceCC.Bulk;

namespace SalesforceCC.Resume.Tests;

/// <summary>
/// An import is killed at every step, resumed, and compared with the org row by row: nothing lost, nothing twice, result
/// files complete.
/// </summary>
public sealed class ImportResumeTests(ResumeOrg org, ITestOutputHelper output) : IClassFixture<ResumeOrg>
{
    private const int Rows = 23;

    [Fact]
    public async Task Killed_at_every_step() => Tell(await Killing.AtEachStepAsync(org, Work, CheckAsync), "steps of the import");

    [Fact]
    public async Task Killed_on_the_way_of_every_request() => Tell(await Killing.AtEachRequestAsync(org, Work, CheckAsync), "points of the import's requests");

    [Fact]
    public async Task Killed_again_and_again() => Tell(await Killing.AgainAndAgainAsync(org, Work, CheckAsync), "times in five imports");

    private void Tell(int kills, string what)
    {
        output.WriteLine($"Killed at {kills} {what}.");
        TestContext.Current.SendDiagnosticMessage("Killed at {0} {1}.", kills, what);
        Assert.True(kills > 20, $"Killed only at {kills} {what}.");
    }

    private static bool Fails(int row) => row % 7 == 3;

    private string FolderOf(int run) => Path.Combine(org.Folder, run.ToString(CultureInfo.InvariantCulture));

    private string[] Work(int run)
    {
        string file = FolderOf(run) + ".csv";
        if (!File.Exists(file))
        {
            // Rows without a name fail. Line breaks and quotes, so that lines are not rows. The mixed line endings make the
            // job's CSV a copy, which is one more file to be killed at.
            using StreamWriter csv = new(file);
            csv.Write("name,Description,AccountNumber\r\n");
            for (int row = 0; row < Rows; row++)
                csv.Write($"{(Fails(row) ? "" : $"K{run}-{row:00}")},\"a\n\"\"{row}\"\"\",{run}-{row:00}{(row % 2 == 0 ? "\n" : "\r\n")}");
        }

        return org.Work("import", file, FolderOf(run));
    }

    private async Task CheckAsync(int run)
    {
        string[] saved = [.. Enumerable.Range(0, Rows).Where(static r => !Fails(r)).Select(r => $"K{run}-{r:00}")];
        Assert.Equal(saved, await org.NamesAsync($"K{run}-"));
        Assert.Equal(saved, (await ReadAsync(run, "successful.csv")).Select(static r => r[2]));
        Assert.Equal(Enumerable.Range(0, Rows).Where(Fails).Select(r => $"{run}-{r:00}"), (await ReadAsync(run, "failed.csv")).Select(static r => r[5]));
        Assert.Empty(await ReadAsync(run, "unprocessed.csv"));
        Assert.Equal(["failed.csv", BulkImport.JournalName, "successful.csv", "unprocessed.csv"], Directory.EnumerateFileSystemEntries(FolderOf(run)).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private async Task<List<string[]>> ReadAsync(int run, string name)
    {
        List<string[]> all = [];
        using CsvRows rows = new(File.OpenRead(Path.Combine(FolderOf(run), name)), new CsvDialect(',', IsCrLf: true));
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
            all.Add(rows.ToArray());
        return [.. all.Skip(1)];
    }
}
