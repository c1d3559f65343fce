#pragma warning disable CA1416 // Skipped on Windows.
using System.Diagnostics;
using SalesforceCC.Http;
using SalesforceCC.Rest;

namespace SalesforceCC.Client.Tests.Rest;

/// <summary>What stands where a file is to be written stays what it is.</summary>
public sealed class AtomicFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sfcc-");

    private string Target => Path.Combine(_folder.FullName, "answer.csv");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherExecute)]
    public async Task A_file_keeps_its_rights(UnixFileMode mode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Rights of Unix.");
        await File.WriteAllTextAsync(Target, "old and longer than the new", Guard.Stop);
        File.SetUnixFileMode(Target, mode);
        await DownloadAsync("new");
        Assert.Equal(("new", mode), (await File.ReadAllTextAsync(Target, Guard.Stop), File.GetUnixFileMode(Target)));
    }

    [Fact]
    public async Task A_new_file_has_the_rights_that_any_program_gives()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Rights of Unix.");
        string other = Path.Combine(_folder.FullName, "other");
        await File.WriteAllTextAsync(other, "", Guard.Stop);
        await DownloadAsync("new");
        Assert.Equal(File.GetUnixFileMode(other), File.GetUnixFileMode(Target));
    }

    [Fact]
    public async Task A_file_keeps_its_owner()
    {
        Assert.SkipUnless(UnixFile.CurrentUser() == 0, "Only root may give files away.");
        await File.WriteAllTextAsync(Target, "old", Guard.Stop);
        using (Process chown = Process.Start("chown", ["12345:23456", Target]))
            await chown.WaitForExitAsync(Guard.Stop);
        await DownloadAsync("new");
        UnixFile file = UnixFile.At(Target)!;
        Assert.Equal((12345u, 23456u), (file.Owner, file.Group));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_link_stays_one_and_its_target_gets_the_content(bool isThere)
    {
        string real = Path.Combine(_folder.CreateSubdirectory("elsewhere").FullName, "real.csv");
        if (isThere)
            await File.WriteAllTextAsync(real, "old", Guard.Stop);
        string between = Path.Combine(_folder.FullName, "between");
        File.CreateSymbolicLink(between, Path.Combine("elsewhere", "real.csv"));
        File.CreateSymbolicLink(Target, between);

        await DownloadAsync("new");

        Assert.Equal(between, new FileInfo(Target).LinkTarget);
        Assert.NotNull(new FileInfo(between).LinkTarget);
        Assert.Equal("new", await File.ReadAllTextAsync(real, Guard.Stop));
        Assert.Equal(2, _folder.GetFiles().Length);
    }

    [Fact]
    public async Task A_link_to_itself_is_an_error_of_the_disk()
    {
        File.CreateSymbolicLink(Target, Target);
        SfException failure = await Guard.FailsAsync(SfErrorCodes.FileNotWritten, () => DownloadAsync("new"));
        Assert.Contains(Target, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_stays_one()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Devices of Linux.");
        File.CreateSymbolicLink(Target, "/dev/null");
        await DownloadAsync(new string('x', 200_000));
        Assert.True(UnixFile.At("/dev/null")!.IsSpecial);
        Assert.Equal("/dev/null", new FileInfo(Target).LinkTarget);
    }

    [Fact]
    public async Task A_full_disk_is_told_as_one()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A device of Linux.");
        foreach (int length in new[] { 1, 500_000 })
        {
            SfException failure = await Guard.FailsAsync(SfErrorCodes.FileNotWritten, () => DownloadAsync(new string('x', length), "/dev/full"));
            Assert.StartsWith("'/dev/full' cannot be written: ", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_pipe_gets_the_content_and_stays_one()
    {
        await MakePipeAsync();
        Task<string> reading = Task.Run(() => File.ReadAllText(Target), Guard.Stop);
        await DownloadAsync(new string('x', 300_000));
        Assert.Equal(300_000, (await reading.WaitAsync(Guard.Stop)).Length);
        Assert.True(UnixFile.At(Target)!.IsSpecial);
    }

    [Fact]
    public async Task A_pipe_that_nobody_reads_can_be_waited_for_no_longer()
    {
        await MakePipeAsync();
        using CancellationTokenSource stop = new();
        Task<AtomicFile> opening = AtomicFile.OpenAsync(Target, stop.Token);
        Assert.False(opening.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening);
        // Lets go whoever has got as far as waiting for a reader.
        using FileStream both = new(Target, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
    }

    [Fact]
    public async Task A_pipe_does_not_get_the_same_part_twice()
    {
        await MakePipeAsync();
        Task<string> reading = Task.Run(() => File.ReadAllText(Target), Guard.Stop);
        SfException failure = await Guard.FailsAsync(SfErrorCodes.FileNotWritten, () => DownloadAsync(
            Target, BrokenReply.WithinBody(new string('a', 500_000)), Reply.Text("whole")));
        Assert.Contains("a part of the answer", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("whole", await reading.WaitAsync(Guard.Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_place_is_taken_by_one_of_those_who_want_it_at_the_same_time()
    {
        for (int round = 0; round < 100; round++)
        {
            AtomicFile[] files = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => AtomicFile.OpenAsync(Target, Guard.Stop)));
            for (int i = 0; i < files.Length; i++)
                await files[i].WriteAsync([(byte)('0' + i)], 1, Guard.Stop);
            using Barrier start = new(files.Length);
            bool[] taken = await Task.WhenAll(files.Select(f => Task.Factory.StartNew(
                () => start.SignalAndWait(Patience.Limit) && f.TryCommitNew(Target), Guard.Stop, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
            foreach (AtomicFile file in files)
                file.Dispose();

            Assert.Single(taken, true);
            Assert.Equal($"{Array.IndexOf(taken, true)}", await File.ReadAllTextAsync(Target, Guard.Stop));
            Assert.Equal(Target, Assert.Single(_folder.GetFiles()).FullName);
            File.Delete(Target);
        }
    }

    [Fact]
    public async Task A_name_as_long_as_a_name_may_be_has_room_for_the_temporary_file()
    {
        string longest = Path.Combine(_folder.FullName, new string('ü', 120) + ".csv");
        await DownloadAsync("new", longest);
        Assert.Equal("new", await File.ReadAllTextAsync(longest, Guard.Stop));
    }

    [Fact]
    public async Task A_source_that_fails_while_it_is_sent_is_no_lost_connection()
    {
        string source = Path.Combine(_folder.FullName, "source");
        await File.WriteAllBytesAsync(source, new byte[4_000_000], Guard.Stop);
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("POST thing", Reply.Text("{}"));
        int opened = 0;
        ApiRequest request = new()
        {
            Method = HttpMethod.Post,
            Url = session.Resolve("thing"),
            Body = new RequestBody(() =>
            {
                opened++;
                StreamContent content = new(InputFile.Open(source));
                content.Headers.ContentLength = 4_000_000;
                using (FileStream cut = new(source, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
                    cut.SetLength(1_000_000);
                return content;
            }),
        };
        SfException failure = await Guard.FailsAsync(
            SfErrorCodes.BodyNotRead, () => RestClient.SendAsync(session, request, skipErrorCheck: false, Guard.Stop));
        Assert.Contains(source, failure.Message, StringComparison.Ordinal);
        Assert.Contains("shorter", failure.Message, StringComparison.Ordinal);
        Assert.Equal("POST /services/data/v68.0/thing", failure.Request);
        Assert.Equal(1, opened);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_named()
    {
        SfException failure = Assert.Throws<SfException>(() => InputFile.Open(_folder.FullName));
        Assert.Equal(SfErrorCodes.BodyNotRead, failure.Code);
        Assert.Contains(_folder.FullName, failure.Message, StringComparison.Ordinal);
    }

    private async Task MakePipeAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Pipes of Unix.");
        using Process mkfifo = Process.Start("mkfifo", [Target]);
        await mkfifo.WaitForExitAsync(Guard.Stop);
    }

    private Task DownloadAsync(string text, string? path = null) => DownloadAsync(path ?? Target, Reply.Text(text));

    private static async Task DownloadAsync(string path, params Reply[] replies)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("GET blob", replies);
        await RestClient.DownloadAsync(session, Sending.Request(session, "GET", "blob"), path, Guard.Stop);
    }
}
