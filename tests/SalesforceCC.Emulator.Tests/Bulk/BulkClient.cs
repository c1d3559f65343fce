using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SalesforceCC.Emulator.Tests.Http;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Bulk;

/// <summary>The few requests that each test of jobs begins with.</summary>
internal static class BulkClient
{
    public const string Base = "/services/data/v68.0";
    public const string Ingest = Base + "/jobs/ingest";
    public const string Query = Base + "/jobs/query";

    /// <summary>Makes a job and gives its id.</summary>
    public static async Task<string> CreateAsync(this TestOrg org, string resource, object order)
    {
        using HttpResponseMessage answer = await org.SendAsync(HttpMethod.Post, resource, JsonSerializer.Serialize(order));
        Assert.True(answer.IsSuccessStatusCode, await answer.TextAsync());
        return (await answer.JsonAsync()).GetProperty("id").GetString()!;
    }

    public static async Task<HttpResponseMessage> UploadAsync(this TestOrg org, string id, byte[] csv)
    {
        using ByteArrayContent content = new(csv) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };
        return await org.Client.PutAsync(new Uri($"{Ingest}/{id}/batches", UriKind.Relative), content, TestContext.Current.CancellationToken);
    }

    public static Task<HttpResponseMessage> SetStateAsync(this TestOrg org, string resource, string id, string state) =>
        org.SendAsync(HttpMethod.Patch, $"{resource}/{id}", $$"""{"state":"{{state}}"}""");

    public static async Task<JsonElement> InfoAsync(this TestOrg org, string resource, string id)
    {
        using HttpResponseMessage answer = await org.GetAsync($"{resource}/{id}");
        Assert.True(answer.IsSuccessStatusCode, await answer.TextAsync());
        return await answer.JsonAsync();
    }

    /// <summary>Asks until the job is over.</summary>
    public static async Task<JsonElement> FinishAsync(this TestOrg org, string resource, string id)
    {
        while (true)
        {
            JsonElement info = await org.InfoAsync(resource, id);
            if (info.GetProperty("state").GetString() is "JobComplete" or "Failed" or "Aborted") return info;
        }
    }

    /// <summary>Asks until the job has come to a row and stands still there.</summary>
    public static async Task StandAsync(this TestOrg org, string resource, string id, int row)
    {
        while (true)
        {
            JsonElement info = await org.InfoAsync(resource, id);
            Assert.Contains(info.State(), new[] { "UploadComplete", "InProgress" });
            if (info.GetProperty("numberRecordsProcessed").GetInt32() == row) return;
        }
    }

    /// <summary>Runs an ingest job from beginning to end.</summary>
    public static Task<(string Id, JsonElement Info)> LoadAsync(this TestOrg org, object order, string csv) =>
        org.LoadAsync(order, Encoding.UTF8.GetBytes(csv));

    public static async Task<(string Id, JsonElement Info)> LoadAsync(this TestOrg org, object order, byte[] csv)
    {
        string id = await org.CreateAsync(Ingest, order);
        using HttpResponseMessage upload = await org.UploadAsync(id, csv);
        Assert.Equal((201, ""), ((int)upload.StatusCode, await upload.TextAsync()));
        using HttpResponseMessage close = await org.SetStateAsync(Ingest, id, "UploadComplete");
        Assert.Equal(200, (int)close.StatusCode);
        return (id, await org.FinishAsync(Ingest, id));
    }

    public static async Task<string> ReadAsync(this TestOrg org, string path)
    {
        using HttpResponseMessage answer = await org.GetAsync(path);
        Assert.True(answer.IsSuccessStatusCode, await answer.TextAsync());
        return await answer.TextAsync();
    }

    public static Task<string> ResultsAsync(this TestOrg org, string id, string kind) => org.ReadAsync($"{Ingest}/{id}/{kind}");

    public static string State(this JsonElement info) => info.GetProperty("state").GetString()!;

    public static string Error(this JsonElement info) => info.GetProperty("errorMessage").GetString()!;

    public static (int Processed, int Failed) Counts(this JsonElement info) =>
        (info.GetProperty("numberRecordsProcessed").GetInt32(), info.GetProperty("numberRecordsFailed").GetInt32());

    public static string[] Keys(this JsonElement json) => [.. json.EnumerateObject().Select(p => p.Name)];
}
