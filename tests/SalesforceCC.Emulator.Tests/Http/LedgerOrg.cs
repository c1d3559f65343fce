using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Grpc.Net.Client;
using SalesforceCC.Emulator.Events.Schemas;
using SalesforceCC.Events.Protocol;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Http;

/// <summary>A sample org that all rows of the ledger are tried on, and one account of it.</summary>
public sealed class LedgerOrg : IAsyncLifetime
{
    public const string Base = "/services/data/v68.0";

    private readonly Dictionary<string, string> _names = [];
    private EmulatorHost _host = null!;

    public HttpClient Client { get; } = new();

    /// <summary>An example with the ids of rows that exist.</summary>
    public string Fill(string example) =>
        _names.Aggregate(example, (text, name) => text.Replace(name.Key, name.Value, StringComparison.Ordinal));

    /// <summary>Asks for something that is there.</summary>
    public async Task<JsonElement> GetAsync(string path)
    {
        using HttpResponseMessage answer = await Client.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute), TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {await answer.TextAsync()}");
        return await answer.JsonAsync();
    }

    /// <summary>The rows of a query.</summary>
    public async Task<JsonElement[]> QueryAsync(string soql) =>
        [.. (await GetAsync($"{Base}/query?q={Uri.EscapeDataString(soql)}")).GetProperty("records").EnumerateArray()];

    /// <summary>Calls a method of the Pub/Sub API with a message as JSON; the code that it is refused with, null for a response.</summary>
    public async Task<string?> CallAsync(string rpc, string message)
    {
        using GrpcChannel channel = GrpcChannel.ForAddress(_host.Http2Url!);
        return await LedgerCall.RunAsync(new PubSub.PubSubClient(channel), rpc, message, new Grpc.Core.Metadata
        {
            { "accesstoken", _names["{token}"] }, { "instanceurl", _host.Url.ToString() }, { "tenantid", _host.OrganizationId },
        });
    }

    public async ValueTask InitializeAsync()
    {
        _host = await EmulatorHost.StartAsync(new EmulatorOptions { Seed = "sample", Http2 = true });
        Client.BaseAddress = _host.Url;
        using FormUrlEncodedContent form = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"), new("client_id", _host.ConsumerKey), new("client_secret", _host.ConsumerSecret),
        ]);
        using HttpResponseMessage token = await Client.PostAsync(new Uri("/services/oauth2/token", UriKind.Relative), form, TestContext.Current.CancellationToken);
        _names["{token}"] = (await token.JsonAsync()).GetProperty("access_token").GetString()!;
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _names["{token}"]);
        using HttpResponseMessage made = await Client.PostAsJsonAsync(
            new Uri($"{Base}/tooling/sobjects/ApexClass", UriKind.Relative), new { Body = "public class Made { }" }, TestContext.Current.CancellationToken);
        _names["{class}"] = (await made.JsonAsync()).GetProperty("id").GetString()!;
        _names["{id}"] = (await QueryAsync("SELECT Id FROM Account LIMIT 1"))[0].GetProperty("Id").GetString()!;
        _names["{user}"] = (await QueryAsync("SELECT Id FROM User LIMIT 1"))[0].GetProperty("Id").GetString()!;
        JsonElement file = (await QueryAsync("SELECT Id, ContentDocumentId FROM ContentVersion LIMIT 1"))[0];
        _names["{file}"] = file.GetProperty("Id").GetString()!;
        _names["{document}"] = file.GetProperty("ContentDocumentId").GetString()!;
        await AddEventsAsync();
        _names["{view}"] = (await GetAsync($"{Base}/sobjects/Account/listviews")).GetProperty("listviews")[0].GetProperty("id").GetString()!;
    }

    private async Task AddEventsAsync()
    {
        EventSchema schema = _host.Events.Schemas.Current("Order_Placed__e")!;
        _names["{schema}"] = schema.Id;

        // A moment, an author, a number, and nothing else.
        byte[] payload = [0, 0, .. Enumerable.Repeat<byte>(0, schema.Schema.Fields.Count - 2)];
        _names["{payload}"] = Convert.ToBase64String(payload);
        await PostAsync("/sobjects/Order_Placed__e", new { Order_Number__c = "O-1" });
        await PostAsync("/tooling/sobjects/ManagedEventSubscription", new
        {
            FullName = "Ledger",
            Metadata = new { label = "Ledger", topicName = "/event/Order_Placed__e", defaultReplay = "EARLIEST", errorRecoveryReplay = "LATEST", state = "RUN" },
        });
        _names["{subscription}"] = "Ledger";
    }

    private async Task PostAsync(string path, object body)
    {
        using HttpResponseMessage answer = await Client.PostAsJsonAsync(new Uri(Base + path, UriKind.Relative), body, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.TextAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.DisposeAsync();
    }
}
