using System.Globalization;
using System.Text;
using System.Text.Json;
using SalesforceCC.Client.Tests.Support;
using SalesforceCC.Emulator.Tests.Http;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Contract;

/// <summary>A sample org with a few objects more, which the rows of a table talk to.</summary>
public sealed class ContractOrg : IAsyncLifetime
{
    private const string Schema = """
        {
          "Movie__c": { "label": "Movie", "labelPlural": "Movies", "keyPrefix": "a4M", "fields": {
            "Rating__c": { "type": "picklist", "values": ["Excellent", "Poor"] }, "ReleaseDate__c": "date",
            "Key__c": { "type": "string(40)", "externalId": true, "unique": true }, "Twin__c": { "type": "string(40)", "externalId": true },
            "Plot__c": "textarea(32768)", "Script__c": "textarea(32768)", "Account__c": { "type": "reference", "to": "Account", "children": "Movies__r" } } },
          "Spaceship__c": { "label": "Spaceship", "labelPlural": "Spaceships", "keyPrefix": "a4S", "fields": {
            "Website__c": { "type": "url", "required": true } } },
          "Wide__c": { "label": "Wide", "labelPlural": "Wides", "keyPrefix": "a4W", "fields": { WIDE } }
        }
        """;

    /// <summary>More ways to a parent than a query may go.</summary>
    private static readonly string s_wide = string.Join(',', Enumerable.Range(1, 56).Select(i =>
        $"\"P{i}__c\":{{\"type\":\"reference\",\"to\":\"Spaceship__c\",\"children\":\"Wides{i}__r\"}}"));

    private readonly string _schema = Path.Combine(Path.GetTempPath(), $"contract-{Guid.NewGuid():N}.json");
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private EmulatorHost _host = null!;
    private string _token = "";

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(_schema, Schema.Replace("WIDE", s_wide, StringComparison.Ordinal));
        _host = await EmulatorHost.StartAsync(new EmulatorOptions { Seed = "sample", SchemaPath = _schema, Rows = 2_500 });
        _client.BaseAddress = _host.Url;
        using HttpResponseMessage token = await SendAsync(
            Exchange.Parse("POST /services/oauth2/token [Authorization: -] grant_type=client_credentials&client_id={key}&client_secret={secret}"), Names());
        _token = (await token.JsonAsync()).GetProperty("access_token").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
        File.Delete(_schema);
    }

    /// <summary>What a line may name from the start.</summary>
    internal Dictionary<string, string> Names() => new(StringComparer.Ordinal)
    {
        ["key"] = _host.ConsumerKey,
        ["secret"] = _host.ConsumerSecret,
        ["token"] = _token,
        ["basic"] = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_host.ConsumerKey}:{_host.ConsumerSecret}")),
        ["from"] = Moment(TimeSpan.FromDays(-1)),
        ["to"] = Moment(TimeSpan.FromMinutes(2)),
        ["org15"] = _host.OrganizationId[..15],
        ["org"] = _host.OrganizationId,
        ["origin"] = _host.Url.GetLeftPart(UriPartial.Authority),
    };

    internal Task<HttpResponseMessage> SendAsync(Exchange exchange, IReadOnlyDictionary<string, string> found) =>
        _client.SendAsync(exchange.ToRequest(found, _token), TestContext.Current.CancellationToken);

    /// <summary>
    /// Sends a line and compares the answer with what the line expects; keeps what it found. A line that begins with UNTIL
    /// is sent until the answer is the expected one, for what the org does by itself.
    /// </summary>
    internal async Task RunAsync(string line, Dictionary<string, string> found)
    {
        const string Until = "UNTIL ";
        bool repeats = line.StartsWith(Until, StringComparison.Ordinal);
        Exchange exchange = Exchange.Parse(repeats ? line[Until.Length..] : line);
        long start = TimeProvider.System.GetTimestamp();
        string wrong;
        do
        {
            wrong = await TryAsync(exchange, found);
        }
        while (repeats && wrong.Length > 0 && TimeProvider.System.GetElapsedTime(start) < Patience.Limit);
        Assert.True(wrong.Length == 0, $"{line}\n{wrong}");
    }

    /// <summary>What the answer to a line has and the line does not expect, with the answer; empty: nothing.</summary>
    private async Task<string> TryAsync(Exchange exchange, Dictionary<string, string> found)
    {
        using HttpResponseMessage answer = await SendAsync(exchange, found);
        // Before the body is read, for then the client writes some headers anew.
        string[] headers = [.. exchange.Expected.Select(h => answer.Header(h.Name) ?? "-")];
        string text = await answer.TextAsync();
        List<string> wrong = [];
        if (exchange.Status is { } status && status != (int)answer.StatusCode)
            wrong.Add($"status {(int)answer.StatusCode}");
        if (exchange.Pattern == "(empty)")
            wrong.AddRange(text.Length == 0 ? [] : ["a body"]);
        else if (exchange.Pattern is ['{' or '[', ..] pattern)
            wrong.AddRange(Json(text) is { } body ? BodyPattern.Differences(Exchange.Fill(pattern, found), body, found) : ["no JSON"]);
        else if (exchange.Pattern is { } expected && Exchange.Fill(expected, found) != text)
            wrong.Add("another text");
        // After the body, because a header may name what was found there.
        foreach (((string name, string value), string actual) in exchange.Expected.Zip(headers))
            if (!BodyPattern.IsText(Exchange.Fill(value, found), actual))
                wrong.Add($"{name}: {actual}");
        return wrong.Count == 0 ? "" : $"  {string.Join("\n  ", wrong)}\n{text}";
    }

    private static string Moment(TimeSpan from) =>
        TimeProvider.System.GetUtcNow().Add(from).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    internal static JsonElement? Json(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
