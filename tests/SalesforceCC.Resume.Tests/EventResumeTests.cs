using System.Globalization;
using System.Net.Http.Json;

namespace SalesforceCC.Resume.Tests;

/// <summary>
/// A process that receives events is killed at every step of receive, handle and store, and begun again. Nothing may be lost,
/// and only the event in hand may come twice; or, where the place is stored first, nothing twice, and only that one may be lost.
/// </summary>
public sealed class EventResumeTests(ResumeOrg org, ITestOutputHelper output) : IClassFixture<ResumeOrg>, IAsyncLifetime
{
    private static readonly string[] s_numbers = ["1", "2", "3"];

    // There is one more, for those who have lost the last: they would wait for it for ever.
    private const string Further = "4";

    public async ValueTask InitializeAsync() => await org.PublishAsync([.. s_numbers, Further]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("AtLeastOnce")]
    [InlineData("AtMostOnce")]
    public async Task Killed_at_every_step(string delivery)
    {
        int kills = await Killing.AtEachStepAsync(org, run => Work(run, delivery), run => CheckAsync(run, delivery, mostKills: 1));
        Tell(kills, $"steps ({delivery})");
    }

    [Fact]
    public async Task Killed_again_and_again()
    {
        int kills = await Killing.AgainAndAgainAsync(org, run => Work(run, "AtLeastOnce"), run => CheckAsync(run, "AtLeastOnce", int.MaxValue));
        Tell(kills, "steps at random", 2);
    }

    private void Tell(int kills, string what, int least = 12)
    {
        output.WriteLine($"Killed at {kills} {what}.");
        TestContext.Current.SendDiagnosticMessage("Killed at {0} {1}.", kills, what);
        Assert.True(kills >= least, $"Killed only at {kills} {what}.");
    }

    private string[] Work(int run, string delivery) =>
        org.Work("receive", FileOf(run, delivery, "log"), FileOf(run, delivery, "place"), org.EventUrl.AbsoluteUri, delivery, s_numbers[^1]);

    private string FileOf(int run, string delivery, string extension) =>
        Path.Combine(org.Folder, string.Format(CultureInfo.InvariantCulture, "{0}-{1}.{2}", delivery, run, extension));

    private async Task CheckAsync(int run, string delivery, int mostKills)
    {
        string[] handled = await File.ReadAllLinesAsync(FileOf(run, delivery, "log"), TestContext.Current.CancellationToken);
        Assert.Equal(handled.Order(StringComparer.Ordinal), handled);
        Assert.InRange(handled.Count(static n => n == Further), 0, delivery == "AtLeastOnce" ? 0 : 1);
        handled = [.. handled.Where(static n => n != Further)];
        string[] once = [.. handled.Distinct(StringComparer.Ordinal)];
        if (delivery == "AtLeastOnce")
        {
            Assert.Equal(s_numbers, once);
            Assert.InRange(handled.Length - once.Length, 0, mostKills);
        }
        else
        {
            Assert.Equal(once, handled);
            Assert.InRange(s_numbers.Length - once.Length, 0, mostKills);
        }
    }
}
