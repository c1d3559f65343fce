using System.Runtime.Versioning;
using System.Text;
using SalesforceCC.Connections;

namespace SalesforceCC.Client.Tests.Connections;

public sealed class ConnectionStoreTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"salesforcecc-{Guid.NewGuid():N}");
    private readonly ConnectionStore _store;

    public ConnectionStoreTests() => _store = Open();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Where_there_is_no_file_there_is_nothing_and_reading_makes_none()
    {
        Assert.Empty(_store.Read());
        Assert.False(Directory.Exists(_folder));
    }

    [Fact]
    public async Task What_is_registered_is_read_again_with_all_its_values()
    {
        SfConnection all = new("Größe \"1\"\\", SfFlow.JwtBearer);
        foreach (ConnectionField field in ConnectionField.All)
            field.Set(all, $"{field.Name} ü \" \\ </>");

        await _store.AddAsync(all, replace: false, Stop);

        SfConnection read = Assert.Single(Open().Read());
        Assert.Equal((all.Name, all.Flow), (read.Name, read.Flow));
        Assert.All(ConnectionField.All, f => Assert.Equal(f.Get(all), f.Get(read)));
    }

    [Fact]
    public async Task A_name_is_taken_in_any_case_and_replaced_only_if_that_is_wanted()
    {
        await _store.AddAsync(Connection("prod", "one"), replace: false, Stop);

        SfException failure = await Assert.ThrowsAsync<SfException>(() => _store.AddAsync(Connection("PROD", "two"), replace: false, Stop));
        Assert.Equal(SfErrorCodes.ConnectionExists, failure.Code);
        Assert.Equal("one", Assert.Single(_store.Read()).SecretName);

        await _store.AddAsync(Connection("PROD", "two"), replace: true, Stop);
        SfConnection read = Assert.Single(_store.Read());
        Assert.Equal(("PROD", "two"), (read.Name, read.SecretName));
    }

    [Fact]
    public async Task What_is_removed_is_gone_and_the_others_stay()
    {
        await _store.AddAsync(Connection("a"), replace: false, Stop);
        await _store.AddAsync(Connection("b"), replace: false, Stop);

        await _store.RemoveAsync("A", Stop);
        await _store.RemoveAsync("nosuch", Stop);

        Assert.Equal("b", Assert.Single(_store.Read()).Name);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Folder_and_file_are_the_owners_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "On Windows, the folder of the profile sees to it.");
        await _store.AddAsync(Connection("a"), replace: false, Stop);
        await _store.AddAsync(Connection("b"), replace: false, Stop);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder));
        Assert.All(
            Directory.GetFiles(_folder),
            static f => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(f)));
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_file_that_others_may_write_is_refused_and_stays_as_it_is()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Rights of Unix.");
        await _store.AddAsync(Connection("a"), replace: false, Stop);
        File.SetUnixFileMode(_store.FilePath, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite);
        byte[] before = await File.ReadAllBytesAsync(_store.FilePath, Stop);

        Assert.Contains("chmod 600", Unusable(() => _store.Read()).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<SfException>(() => _store.AddAsync(Connection("b"), replace: false, Stop));
        Assert.Equal(before, await File.ReadAllBytesAsync(_store.FilePath, Stop));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [UnsupportedOSPlatform("windows")]
    public async Task A_folder_that_others_may_write_is_refused(bool withFile)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Rights of Unix.");
        if (withFile)
            await _store.AddAsync(Connection("a"), replace: false, Stop);
        else
            Directory.CreateDirectory(_folder);
        File.SetUnixFileMode(_folder, File.GetUnixFileMode(_folder) | UnixFileMode.OtherWrite);

        SfException failure = await Assert.ThrowsAsync<SfException>(() => _store.AddAsync(Connection("b"), replace: false, Stop));

        Assert.Equal(SfErrorCodes.ConnectionFileUnusable, failure.Code);
        Assert.Contains($"chmod go-w '{_folder}'", failure.Message, StringComparison.Ordinal);
        if (withFile)
            Assert.Contains("chmod go-w", Unusable(() => _store.Read()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_belongs_to_another_user_is_refused(bool folder)
    {
        Assert.SkipUnless(UnixFile.CurrentUser() == 0, "Only root may give files away.");
        await _store.AddAsync(Connection("a"), replace: false, Stop);
        using (System.Diagnostics.Process chown = System.Diagnostics.Process.Start("chown", ["12345", folder ? _folder : _store.FilePath]))
            await chown.WaitForExitAsync(Stop);

        SfException failure = Unusable(() => _store.Read());

        Assert.Contains("belongs to another user (12345)", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ \"version\": 2, \"connections\": {} }")]
    [InlineData("{ \"version\": 1, \"connections\": { \"a\": { \"flow\": \"ClientCredentials\" }")]
    public async Task A_file_of_no_use_is_named_and_never_written_over(string text)
    {
        Directory.CreateDirectory(_folder);
        await File.WriteAllTextAsync(_store.FilePath, text, Stop);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_store.FilePath, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        Assert.Contains(_store.FilePath, Unusable(() => _store.Read()).Message, StringComparison.Ordinal);
        foreach (Func<Task> change in (Func<Task>[])[() => _store.AddAsync(Connection("a"), replace: true, Stop), () => _store.RemoveAsync("a", Stop)])
            Assert.Equal(SfErrorCodes.ConnectionFileUnusable, (await Assert.ThrowsAsync<SfException>(change)).Code);

        Assert.Equal(text, await File.ReadAllTextAsync(_store.FilePath, Stop));
        Assert.DoesNotContain(Directory.GetFiles(_folder), static f => f.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Many_writers_at_once_lose_nothing_and_readers_see_whole_files()
    {
        const int writers = 8, each = 15;
        using CancellationTokenSource written = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        Task reader = Task.Run(
            () =>
            {
                int most = 0;
                while (!written.IsCancellationRequested)
                {
                    int seen = Open().Read().Count();
                    Assert.True(seen >= most, "A connection that was there is gone.");
                    most = seen;
                }
            },
            Stop);

        await Task.WhenAll(Enumerable.Range(0, writers).Select(w => Task.Run(
            async () =>
            {
                for (int i = 0; i < each; i++)
                    await Open().AddAsync(Connection($"{w}-{i}"), replace: false, Stop);
            },
            Stop)));
        await written.CancelAsync();
        await reader;

        Assert.Equal(writers * each, _store.Read().Count());
    }

    [Fact]
    public async Task Whoever_waits_for_the_lock_can_be_stopped_and_gives_up_after_half_a_minute()
    {
        await _store.AddAsync(Connection("a"), replace: false, Stop);
        using FileStream held = new(_store.FilePath + ".lock", FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        SkippingClock clock = new();
        using CancellationTokenSource impatient = new();
        clock.OnPause = impatient.Cancel;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new ConnectionStore(_folder, clock).AddAsync(Connection("b"), replace: false, impatient.Token));

        clock = new();
        SfException failure = await Assert.ThrowsAsync<SfException>(
            () => new ConnectionStore(_folder, clock).AddAsync(Connection("b"), replace: false, Stop));

        Assert.Equal(SfErrorCodes.FileNotWritten, failure.Code);
        Assert.Equal(TimeSpan.FromSeconds(30), clock.Pauses.Aggregate(static (a, b) => a + b));
        Assert.Equal("a", Assert.Single(_store.Read()).Name);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_a_clear_error()
    {
        await File.WriteAllTextAsync(_folder, "", Stop);
        try
        {
            SfException failure = await Assert.ThrowsAsync<SfException>(() => _store.AddAsync(Connection("a"), replace: false, Stop));
            Assert.Equal(SfErrorCodes.FileNotWritten, failure.Code);
        }
        finally
        {
            File.Delete(_folder);
        }
    }

    [Fact]
    public async Task A_link_to_the_file_stays_a_link()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links are for administrators there.");
        string target = Path.Combine(_folder, "dotfiles", "salesforce.json");
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.CreateSymbolicLink(_store.FilePath, target);

        await _store.AddAsync(Connection("a"), replace: false, Stop);
        await _store.AddAsync(Connection("b"), replace: false, Stop);

        Assert.Equal(target, new FileInfo(_store.FilePath).LinkTarget);
        Assert.Contains("\"b\"", await File.ReadAllTextAsync(target, Encoding.UTF8, Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_asked_for_must_be_there_and_whole()
    {
        await _store.AddAsync(Connection("production"), replace: false, Stop);
        await _store.AddAsync(new SfConnection("o'hara", SfFlow.JwtBearer), replace: false, Stop);
        Assert.Equal("production", _store.Require("PRODUCTION").Name);

        SfException missing = Assert.Throws<SfException>(() => _store.Require("prod"));
        Assert.Equal(SfErrorCodes.ConnectionNotFound, missing.Code);
        Assert.Contains("There is: production.", missing.Message, StringComparison.Ordinal);
        SfException half = Assert.Throws<SfException>(() => _store.Require("o'hara"));
        Assert.Equal(SfErrorCodes.InvalidConnection, half.Code);
        Assert.Contains("requires a domain", half.Message, StringComparison.Ordinal);
    }


    private static SfConnection Connection(string name, string secret = "salesforce") =>
        new(name, SfFlow.ClientCredentials) { Domain = "acme.my.salesforce.com", SecretName = secret };

    private static SfException Unusable(Action read)
    {
        SfException failure = Assert.Throws<SfException>(read);
        Assert.Equal(SfErrorCodes.ConnectionFileUnusable, failure.Code);
        return failure;
    }

    private ConnectionStore Open() => new(_folder, TimeProvider.System);
}
