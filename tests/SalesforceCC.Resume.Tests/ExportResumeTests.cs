using System.Globalization;
using SalesforceCC.Bulk;

namespace SalesforceCC.Resume.Tests;

/// <summary>An export is killed at every step, resumed, and compared byte by byte with one that was not.</summary>
public sealed class ExportResumeTests(ResumeOrg org, ITestOutputHelper output) : IClassFixture<ResumeOrg>, IAsyncLifetime
{
    private const int Rows = 47;

    private byte[] _whole = [];

    public async ValueTask InitializeAsync()
    {
        if ((await org.NamesAsync("Export ")).Count == 0)
            await org.AddAsync(Enumerable.Range(0, Rows).Select(static i => $"Export {i:00}"));
        await org.SetAsync(new { pageRows = 10 });
        org.Proxy.Arm(0, null);
        string file = Path.Combine(org.Folder, "whole.csv");
        await org.ResumeAsync(org.Work("export", file, ""));
        _whole = await File.ReadAllBytesAsync(file);
        Assert.Equal(Rows + 1, await CountAsync(file));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("pages", "csv")]
    [InlineData("locators", "csv")]
    [InlineData("pages", "jsonl.gz")]
    public async Task Killed_at_every_step(string option, string extension) =>
        Tell(await Killing.AtEachStepAsync(org, run => Work(run, option, extension), run => CheckAsync(run, option, extension)), $"steps of the export ({option}, {extension})");

    [Theory]
    [InlineData("pages", "csv")]
    public async Task Killed_on_the_way_of_every_request(string option, string extension) =>
        Tell(await Killing.AtEachRequestAsync(org, run => Work(run, option, extension), run => CheckAsync(run, option, extension)), $"points of the export's requests ({option}, {extension})");

    private void Tell(int kills, string what)
    {
        output.WriteLine($"Killed at {kills} {what}.");
        TestContext.Current.SendDiagnosticMessage("Killed at {0} {1}.", kills, what);
        Assert.True(kills > 15, $"Killed only at {kills} {what}.");
    }

    private string FileOf(int run, string option, string extension) =>
        Path.Combine(org.Folder, string.Format(CultureInfo.InvariantCulture, "{0}-{1}.{2}", option, run, extension));

    private string[] Work(int run, string option, string extension) => org.Work("export", FileOf(run, option, extension), "", option);

    private async Task CheckAsync(int run, string option, string extension)
    {
        string file = FileOf(run, option, extension);
        if (extension == "csv")
            Assert.Equal(_whole, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        else
            Assert.Equal(Rows, Lines(file).Distinct(StringComparer.Ordinal).Count());
        Assert.False(Directory.Exists(WorkFolder.Of(file)));
    }

    private static List<string> Lines(string file)
    {
        using StreamReader lines = new(new System.IO.Compression.GZipStream(File.OpenRead(file), System.IO.Compression.CompressionMode.Decompress));
        List<string> all = [];
        while (lines.ReadLine() is { } line)
            all.Add(line);
        Assert.Equal(Rows, all.Count);
        return all;
    }

    private static async Task<int> CountAsync(string file)
    {
        using CsvRows rows = new(File.OpenRead(file), CsvDialect.Default);
        int count = 0;
        while (await rows.ReadAsync(CancellationToken.None))
            count++;
        return count;
    }
}
