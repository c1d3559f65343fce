using System.Diagnostics;
using System.Text;
using SalesforceCC.Events.Resume;

namespace SalesforceCC.Client.Tests.Events;

public sealed class ResumeFileTests : IDisposable
{
    private const string First = "00000000005a94f00000";
    private const string Second = "00000000005a94f10000";

    private static readonly ResumeOwner s_owner = new("00DS7000000oxzoAAA", "/event/Order_Placed__e");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();
    private readonly SkippingClock _clock = new();

    private string Path => System.IO.Path.Combine(_folder.FullName, "orders.place");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_place_is_there_for_the_next()
    {
        using (ResumeFile file = await OpenAsync())
        {
            Assert.Null(file.Place);
            file.Store(First);
            file.Store(Second);
        }

        Assert.Equal(Second, await PlaceAsync());
        Assert.Single(_folder.GetFiles());
    }

    [Fact]
    public async Task It_is_stored_when_the_call_returns_and_not_when_the_file_is_closed()
    {
        // As after a kill: what another program sees now is what there is.
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Nobody else may read the file there.");
        using ResumeFile file = await OpenAsync();
        foreach (string place in new[] { First, Second, First })
        {
            file.Store(place);
            string copy = Path + ".copy";
            using (Process made = Process.Start("cp", [Path, copy]))
                await made.WaitForExitAsync(Guard.Stop);
            using ResumeFile other = await ResumeFile.OpenAsync(copy, s_owner, forgive: false, _clock, Guard.Stop);
            Assert.Equal(place, other.Place);
        }
    }

    [Fact]
    public async Task A_line_that_was_cut_off_costs_one_event_at_most()
    {
        using (ResumeFile file = await OpenAsync())
        {
            file.Store(First);
            file.Store(Second);
        }

        byte[] whole = await File.ReadAllBytesAsync(Path, Guard.Stop);
        int start = whole.Length - (2 * ResumeSlot.Length);
        for (int at = start; at < whole.Length; at++)
        {
            byte[] torn = [.. whole];
            torn[at] ^= 0x15;
            await File.WriteAllBytesAsync(Path, torn, Guard.Stop);
            Assert.True(await PlaceAsync() is First or Second);
        }
    }

    [Fact]
    public async Task A_file_that_is_damaged_is_told_and_begun_anew_only_on_demand()
    {
        using (ResumeFile file = await OpenAsync())
            file.Store(First);
        byte[] whole = await File.ReadAllBytesAsync(Path, Guard.Stop);
        int line = Array.IndexOf(whole, (byte)'\n') + 1;
        foreach (byte[] damaged in new byte[][]
                 {
                     [],
                     [.. whole.Take(20)],
                     [.. whole.Take(line)],
                     [.. whole.Take(line + 40)],
                     [.. whole.Take(line), .. Enumerable.Repeat((byte)0, whole.Length - line)],
                     [.. Encoding.ASCII.GetString(whole).Replace("version", "verzion", StringComparison.Ordinal).Select(static c => (byte)c)],
                 })
        {
            await File.WriteAllBytesAsync(Path, damaged, Guard.Stop);
            await Guard.FailsAsync(SfErrorCodes.ResumeFileDamaged, OpenAsync);
            Assert.Equal(damaged, await File.ReadAllBytesAsync(Path, Guard.Stop));
            using (ResumeFile file = await ResumeFile.OpenAsync(Path, s_owner, forgive: true, _clock, Guard.Stop))
            {
                Assert.Null(file.Place);
                file.Store(Second);
            }

            Assert.Equal(Second, await PlaceAsync());
        }
    }

    [Theory]
    [InlineData("00DS7000000oxzpAAA", "/event/Order_Placed__e", "org")]
    [InlineData("00DS7000000oxzoAAA", "/event/Order__e", "topic")]
    public async Task A_place_of_another_org_or_topic_is_none(string org, string topic, string what)
    {
        using (ResumeFile file = await OpenAsync())
            file.Store(First);
        foreach (bool forgive in new[] { false, true })
        {
            SfException failure = await Guard.FailsAsync(
                SfErrorCodes.ResumeFileUnusable, () => ResumeFile.OpenAsync(Path, new ResumeOwner(org, topic), forgive, _clock, Guard.Stop));
            Assert.Contains(what, failure.Message);
        }

        Assert.Equal(First, await PlaceAsync());
    }

    [Fact]
    public async Task Another_file_is_never_overwritten()
    {
        foreach (string text in new[] { "Id,Name\n1,2\n", "{\"resumes\":\"something else\"}\n", "x" })
        {
            await File.WriteAllTextAsync(Path, text, Guard.Stop);
            await Guard.FailsAsync(SfErrorCodes.ResumeFileUnusable, () => ResumeFile.OpenAsync(Path, s_owner, forgive: true, _clock, Guard.Stop));
            Assert.Equal(text, await File.ReadAllTextAsync(Path, Guard.Stop));
        }
    }

    [Fact]
    public async Task One_at_a_time_has_it()
    {
        using (ResumeFile file = await OpenAsync())
            await Guard.FailsAsync(SfErrorCodes.ResumeFileInUse, OpenAsync);
        (await OpenAsync()).Dispose();
    }

    [Fact]
    public async Task Those_who_begin_it_at_the_same_time_do_not_take_it_from_each_other()
    {
        for (int round = 0; round < 20; round++)
        {
            Task<ResumeFile?>[] all = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(TryAsync))];
            ResumeFile[] got = [.. (await Task.WhenAll(all)).OfType<ResumeFile>()];
            Assert.Single(got);
            got[0].Store(First);
            got[0].Dispose();
            Assert.Equal(First, await PlaceAsync());
            File.Delete(Path);
        }

        async Task<ResumeFile?> TryAsync()
        {
            try
            {
                return await OpenAsync();
            }
            catch (SfException e) when (e.Code == SfErrorCodes.ResumeFileInUse)
            {
                return null;
            }
        }
    }

    [Fact]
    public async Task A_newer_version_is_left_alone()
    {
        (await OpenAsync()).Dispose();
        string text = (await File.ReadAllTextAsync(Path, Guard.Stop)).Replace("\"version\":1", "\"version\":2", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path, text, Guard.Stop);
        SfException failure = await Guard.FailsAsync(SfErrorCodes.ResumeFileUnusable, () => ResumeFile.OpenAsync(Path, s_owner, forgive: true, _clock, Guard.Stop));
        Assert.Contains("newer version", failure.Message);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_made_and_a_path_that_cannot_be_is_an_error()
    {
        string deep = System.IO.Path.Combine(_folder.FullName, "a", "b", "orders.place");
        (await ResumeFile.OpenAsync(deep, s_owner, forgive: false, _clock, Guard.Stop)).Dispose();
        Assert.True(File.Exists(deep));
        await Guard.FailsAsync(() => ResumeFile.OpenAsync(_folder.FullName, s_owner, forgive: false, _clock, Guard.Stop));
    }

    private Task<ResumeFile> OpenAsync() => ResumeFile.OpenAsync(Path, s_owner, forgive: false, _clock, Guard.Stop);

    private async Task<string?> PlaceAsync()
    {
        using ResumeFile file = await OpenAsync();
        return file.Place;
    }
}
