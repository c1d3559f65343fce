using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using SalesforceCC.Auth;
using SalesforceCC.Emulator;
using SalesforceCC.Events;
using SalesforceCC.Events.PubSub;
using SalesforceCC.Events.Resume;

namespace SalesforceCC.Resume.Tests;

/// <summary>
/// A day in the life of a subscription, in a time that passes only as the test lets it: the org is quiet for most of each hour,
/// and then something happens to the stream, and events are published. All of them come, once and in order.
/// </summary>
public sealed class EventDayTests(ITestOutputHelper output) : IAsyncLifetime, ISubscriptionWatcher
{
    private const string Topic = "/event/Order_Placed__e";
    private const int EventsAnHour = 5;

    private static readonly TimeSpan s_keepalive = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly ConcurrentQueue<int> _received = new();
    private readonly ConcurrentQueue<string> _warnings = new();
    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("sfcc-day").FullName, "orders.place");
    private EmulatorHost _org = null!;
    private SfSession _session = null!;
    private ResumeFile _place = null!;
    private int _published;
    private int _reconnects;
    private volatile int _heard;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _org = await EmulatorHost.StartAsync(new EmulatorOptions { Seed = "sample", Http2 = true });
        SfConnectOptions options = new() { Domain = _org.Url.AbsoluteUri, Clock = _clock };
        ClientCredential pair = new(_org.ConsumerKey, new NetworkCredential("", _org.ConsumerSecret).SecurePassword);
        _session = await SfSession.ConnectAsync(options, new FixedSecretSource(pair, "test"), Stop);
        _place = await ResumeFile.OpenAsync(_file, new ResumeOwner(_session.OrganizationId!, Topic), forgive: false, _clock, Stop);
    }

    public async ValueTask DisposeAsync()
    {
        _place.Dispose();
        _session.Dispose();
        _http.Dispose();
        await _org.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);
    }

    [Fact]
    public async Task A_day_of_quiet_drops_renewed_tokens_errors_and_lost_places()
    {
        DateTimeOffset firstToken = _session.IssuedAt;
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        SubscriptionSettings settings = new() { Topic = Topic, FromEarliest = true, OnLostPlace = LostPlace.Earliest };
        using Subscription subscription = new(PubSubChannel.Of(_session, _org.Http2Url), settings, this, end.Token);
        Task receiving = ReceiveAsync(subscription, end.Token);
        int keepalives = 0;
        await PublishAsync(receiving);
        for (int hour = 0; hour < 24; hour++)
        {
            for (TimeSpan quiet = TimeSpan.Zero; quiet < TimeSpan.FromMinutes(58); quiet += s_keepalive, keepalives++)
            {
                int heard = _heard;
                await PassUntilAsync(s_keepalive, TimeSpan.FromSeconds(1), () => _heard > heard, receiving);
            }

            switch (hour % 6)
            {
                case 1:
                    await KnobAsync("events/drop");
                    break;
                case 2:
                    await KnobAsync("expire-tokens");
                    await KnobAsync("events/drop");
                    break;
                case 3:
                    await KnobAsync("events/errors", new { rpc = "Subscribe", code = "service.unavailable", status = "UNAVAILABLE" });
                    await KnobAsync("events/errors", new { rpc = "Subscribe", code = "subscription.internal.error", status = "INTERNAL" });
                    await KnobAsync("events/drop");
                    break;
                case 4:
                    await KnobAsync("events/errors", new { rpc = "Subscribe", code = "service.unavailable", status = "UNAVAILABLE", afterEvents = 2 });
                    await KnobAsync("events/drop");
                    break;
                case 5:
                    using (await _http.DeleteAsync(new Uri(_org.Url, "/__org/events"), Stop))
                        await KnobAsync("events/drop");
                    break;
                default:
                    break;
            }

            await PublishAsync(receiving);
        }

        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => receiving);
        output.WriteLine($"{keepalives} keepalives, {_received.Count} events, {_reconnects} reconnects.");
        Assert.Equal(Enumerable.Range(1, 25 * EventsAnHour), _received);
        Assert.InRange(_reconnects, 16, 100);
        Assert.Equal(4, _warnings.Count(static w => w.Contains("is lost", StringComparison.Ordinal)));
        Assert.Equal(4, _warnings.Count);
        Assert.True(_session.IssuedAt > firstToken);
    }

    void ISubscriptionWatcher.Warn(string text) => _warnings.Enqueue(text);

    void ISubscriptionWatcher.Reconnecting(string text) => Interlocked.Increment(ref _reconnects);

    void ISubscriptionWatcher.Quiet(string replayId)
    {
        _place.Store(replayId);
        _heard++;
    }

    void ISubscriptionWatcher.NotCommitted(SfException failure) => _warnings.Enqueue(failure.Message);

    private async Task ReceiveAsync(Subscription subscription, CancellationToken stop)
    {
        PubSubChannel channel = PubSubChannel.Of(_session, _org.Http2Url);
        while (await subscription.NextAsync(stop) is { } events)
        {
            foreach (EventMessage message in events)
            {
                EventType type = await _session.EventTypes.GetAsync(message.SchemaId, channel.GetSchemaAsync, stop);
                SfRecord order = type.Read(message.Payload, message.ReplayId, message.EventUuid);
                string number = (string)order.GetType().GetProperty("Order_Number__c")!.GetValue(order)!;
                _received.Enqueue(int.Parse(number, CultureInfo.InvariantCulture));
                _place.Store(message.ReplayId);
                subscription.Taken(message);
            }
        }
    }

    // Both clocks go on, in steps, until something has come of it. What happens has some time of the machine before the next.
    private async Task PassUntilAsync(TimeSpan step, TimeSpan machine, Func<bool> hasCome, Task receiving)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!hasCome())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < s_patience, $"Nothing comes any more; {_received.Count} of {_published} events have.");
            if (receiving.IsCompleted)
                await receiving;
            await KnobAsync("clock", new { advanceSeconds = step.TotalSeconds });
            _clock.Advance(step);
            long passed = TimeProvider.System.GetTimestamp();
            while (!hasCome() && TimeProvider.System.GetElapsedTime(passed) < machine)
                await Task.Delay(1, Stop);
        }
    }

    private async Task KnobAsync(string knob, object? order = null)
    {
        using HttpResponseMessage answer = await _http.PostAsJsonAsync(new Uri(_org.Url, "/__org/" + knob), order ?? new { }, Stop);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Stop));
    }

    // The events of an hour; until they have come.
    private async Task PublishAsync(Task receiving)
    {
        using FormUrlEncodedContent form = new(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = _org.ConsumerKey,
            ["client_secret"] = _org.ConsumerSecret,
        });
        using HttpResponseMessage token = await _http.PostAsync(new Uri(_org.Url, "/services/oauth2/token"), form, Stop);
        string text = (await token.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("access_token").GetString()!;
        for (int i = 0; i < EventsAnHour; i++)
        {
            using HttpRequestMessage request = new(HttpMethod.Post, new Uri(_org.Url, "/services/data/v68.0/sobjects/Order_Placed__e"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", text);
            request.Content = JsonContent.Create(new { Order_Number__c = (_published + 1).ToString(CultureInfo.InvariantCulture) });
            using HttpResponseMessage answer = await _http.SendAsync(request, Stop);
            answer.EnsureSuccessStatusCode();
            _published++;
        }

        await PassUntilAsync(TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(50), () => _received.Count >= _published, receiving);
    }
}
