using System.IO.Compression;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Tests.Http;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Bulk;

/// <summary>Jobs that read rows: <c>/jobs/query</c>.</summary>
public sealed class QueryJobTests
{
    [Fact]
    public async Task A_job_is_made_runs_and_is_described_as_recorded()
    {
        await using TestOrg org = await TestOrg.ConnectAsync(accounts: 3);
        using HttpResponseMessage made = await org.SendAsync(HttpMethod.Post, BulkClient.Query, """{"operation":"query","query":"SELECT Id, Name FROM Account"}""");
        JsonElement job = await made.JsonAsync();
        Assert.Equal(200, (int)made.StatusCode);
        Assert.Equal(
            ["id", "operation", "object", "createdById", "createdDate", "systemModstamp", "state", "concurrencyMode", "contentType", "apiVersion", "lineEnding", "columnDelimiter"],
            job.Keys());
        Assert.Equal(("UploadComplete", "68.0", "COMMA"), (job.State(), job.GetProperty("apiVersion").GetRawText(), job.GetProperty("columnDelimiter").GetString()));
        JsonElement info = await org.FinishAsync(BulkClient.Query, job.GetProperty("id").GetString()!);
        Assert.Equal(
            ["id", "operation", "object", "createdById", "createdDate", "systemModstamp", "state", "concurrencyMode", "contentType", "apiVersion", "jobType", "lineEnding", "columnDelimiter", "numberRecordsProcessed", "retries", "totalProcessingTime", "isPkChunkingSupported"],
            info.Keys());
        Assert.Equal(("JobComplete", "Account", "V2Query", 3), (info.State(), info.GetProperty("object").GetString(), info.GetProperty("jobType").GetString(), info.GetProperty("numberRecordsProcessed").GetInt32()));
    }

    [Fact]
    public async Task Pages_follow_locators_repeat_the_header_and_can_be_read_again()
    {
        await using TestOrg org = await TestOrg.ConnectAsync(accounts: 5);
        string id = await RunAsync(org, "SELECT Name FROM Account ORDER BY Name");
        List<string> pages = [];
        string locator = "";
        string first = "";
        do
        {
            using HttpResponseMessage page = await org.GetAsync($"{BulkClient.Query}/{id}/results?maxRecords=2{locator}");
            Assert.Equal("text/csv", page.Content.Headers.ContentType?.ToString());
            pages.Add($"{page.Header("Sforce-NumberOfRecords")}:{await page.TextAsync()}");
            string next = page.Header("Sforce-Locator")!;
            locator = next == "null" ? "" : $"&locator={next}";
            if (first.Length == 0) first = locator;
        }
        while (locator.Length > 0);
        Assert.Equal(
            ["2:\"Name\"\n\"Account 0\"\n\"Account 1\"\n", "2:\"Name\"\n\"Account 2\"\n\"Account 3\"\n", "1:\"Name\"\n\"Account 4\"\n"], pages);
        Assert.Equal(pages[1][2..], await org.ReadAsync($"{BulkClient.Query}/{id}/results?maxRecords=2{first}"));
        using HttpResponseMessage wrong = await org.GetAsync($"{BulkClient.Query}/{id}/results?locator=x");
        await wrong.IsErrorAsync(400, "INVALID_QUERY_LOCATOR");
    }

    [Fact]
    public async Task Results_stay_as_they_were_when_the_job_ran()
    {
        await using TestOrg org = await TestOrg.ConnectAsync(accounts: 2);
        string id = await RunAsync(org, "SELECT Name FROM Account ORDER BY Name");
        string before = await org.ReadAsync($"{BulkClient.Query}/{id}/results");
        foreach (JsonElement row in org.Store.Rows("SELECT Id FROM Account"))
            org.Store.Update(org.Store.FindType("Account")!, row.GetProperty("Id").GetString()!, JsonSerializer.SerializeToElement(new { Name = "Other" }), org.RunAsUser);
        Assert.Equal(before, await org.ReadAsync($"{BulkClient.Query}/{id}/results"));
    }

    [Fact]
    public async Task Zero_rows_are_a_header()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        string id = await RunAsync(org, "SELECT Id, Owner.Name FROM Account");
        using HttpResponseMessage page = await org.GetAsync($"{BulkClient.Query}/{id}/results");
        Assert.Equal(("\"Id\",\"Owner.Name\"\n", "0", "null"), (await page.TextAsync(), page.Header("Sforce-NumberOfRecords"), page.Header("Sforce-Locator")));
    }

    [Fact]
    public async Task Result_pages_are_linked_five_at_a_time()
    {
        await using TestOrg org = await TestOrg.ConnectAsync(accounts: 13);
        await org.KnobAsync("bulk", new { pageRows = 2 });
        string id = await RunAsync(org, "SELECT Name FROM Account ORDER BY Name");
        JsonElement pages = JsonDocument.Parse(await org.ReadAsync($"{BulkClient.Query}/{id}/resultPages")).RootElement;
        Assert.Equal(["resultPages", "nextRecordsUrl", "done"], pages.Keys());
        string[] urls = [.. pages.GetProperty("resultPages").EnumerateArray().Select(p => p.GetProperty("resultUrl").GetString()!)];
        Assert.Equal((5, false), (urls.Length, pages.GetProperty("done").GetBoolean()));
        JsonElement rest = JsonDocument.Parse(await org.ReadAsync(pages.GetProperty("nextRecordsUrl").GetString()!)).RootElement;
        Assert.True(rest.GetProperty("done").GetBoolean());
        urls = [.. urls, .. rest.GetProperty("resultPages").EnumerateArray().Select(p => p.GetProperty("resultUrl").GetString()!)];
        List<string> names = [];
        foreach (string url in urls) names.AddRange((await org.ReadAsync(url)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1));
        Assert.Equal(Enumerable.Range(0, 13).Select(i => $"\"Account {i}\"").Order(StringComparer.Ordinal), names);

        await org.KnobAsync("bulk", new { resultLinks = true });
        JsonElement links = JsonDocument.Parse(await org.ReadAsync($"{BulkClient.Query}/{id}/resultpages")).RootElement;
        string link = links.GetProperty("resultPages")[0].GetProperty("resultLink").GetString()!;
        Assert.StartsWith($"/jobs/query/{id}/results?locator=", link, StringComparison.Ordinal);
        Assert.Contains("Account 0", await org.ReadAsync(BulkClient.Base + link), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_version_is_a_conflict_and_old_ones_have_no_result_pages()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        string id = await RunAsync(org, "SELECT Id FROM Account");
        using HttpResponseMessage other = await org.GetAsync($"/services/data/v67.0/jobs/query/{id}/results");
        Assert.Equal(409, (int)other.StatusCode);
        using HttpResponseMessage pages = await org.GetAsync($"/services/data/v67.0/jobs/query/{id}/resultPages");
        Assert.Equal(409, (int)pages.StatusCode);
        Assert.Equal("\"Id\"\n", await org.ReadAsync($"/services/data/latest/jobs/query/{id}/results"));
        using HttpResponseMessage old = await org.GetAsync($"/services/data/v57.0/jobs/query/{id}/resultPages");
        await old.IsErrorAsync(404, "NOT_FOUND");
    }

    [Fact]
    public async Task Results_come_compressed_where_that_is_wanted()
    {
        await using TestOrg org = await TestOrg.ConnectAsync(accounts: 300);
        string id = await RunAsync(org, "SELECT Id, Name FROM Account ORDER BY Id");
        string plain = await org.ReadAsync($"{BulkClient.Query}/{id}/results");
        using HttpResponseMessage gzipped = await org.GetAsync($"{BulkClient.Query}/{id}/results", ("Accept-Encoding", "gzip"));
        Assert.Equal("gzip", gzipped.Header("Content-Encoding"));
        await using GZipStream unzip = new(new MemoryStream(await gzipped.BytesAsync()), CompressionMode.Decompress);
        Assert.Equal(plain, await new StreamReader(unzip).ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Deleted_rows_and_other_formats()
    {
        await using TestOrg org = await TestOrg.ConnectAsync(accounts: 1);
        org.Store.Delete(org.Store.FindType("Account")!, org.Store.FindId("SELECT Id FROM Account")!, org.RunAsUser);
        string all = await org.CreateAsync(BulkClient.Query, new { operation = "queryAll", query = "SELECT Name, IsDeleted FROM Account", columnDelimiter = "PIPE", lineEnding = "CRLF" });
        await org.FinishAsync(BulkClient.Query, all);
        Assert.Equal("\"Name\"|\"IsDeleted\"\r\n\"Account 0\"|\"true\"\r\n", await org.ReadAsync($"{BulkClient.Query}/{all}/results"));
    }

    [Theory]
    [InlineData("""{"operation":"query","query":"SELECT COUNT(Id) FROM Account"}""", "MALFORMED_QUERY")]
    [InlineData("""{"operation":"query","query":"SELECT BillingAddress FROM Account"}""", "API_ERROR")]
    [InlineData("""{"operation":"query","query":"SELECT Nonsense FROM Account"}""", "INVALID_FIELD")]
    [InlineData("""{"operation":"query","query":"SELECT Id FROM EntityDefinition"}""", "INVALIDENTITY")]
    [InlineData("""{"operation":"insert","query":"SELECT Id FROM Account"}""", "API_ERROR")]
    [InlineData("""{"operation":"query"}""", "API_ERROR")]
    [InlineData("""{"operation":"query","query":"SELECT Id FROM Account","columnDelimiter":"COLON"}""", "API_ERROR")]
    [InlineData("""{"operation":"query","query":"SELECT Id FROM Account","lineEnding":"CR"}""", "API_ERROR")]
    [InlineData("""{"operation":"query","query":"SELECT Id FROM Account","contentType":"JSON"}""", "API_ERROR")]
    [InlineData("""{"operation":"query","query":"SELECT Id FROM Account","color":"red"}""", "JSON_PARSER_ERROR")]
    public async Task What_cannot_be_a_job_is_refused(string order, string code)
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        using HttpResponseMessage refused = await org.SendAsync(HttpMethod.Post, BulkClient.Query, order);
        await refused.IsErrorAsync(400, code);
        Assert.Contains("\"records\":[]", await org.ReadAsync(BulkClient.Query), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_can_be_aborted_while_it_runs_and_deleted_once_it_is_over()
    {
        await using TestOrg org = await TestOrg.ConnectAsync(accounts: 10);
        await org.KnobAsync("bulk", new { stopAfter = 4 });
        string id = await org.CreateAsync(BulkClient.Query, new { operation = "query", query = "SELECT Id FROM Account" });
        await org.StandAsync(BulkClient.Query, id, 4);
        using HttpResponseMessage early = await org.GetAsync($"{BulkClient.Query}/{id}/results");
        await early.IsErrorAsync(400, "INVALIDJOBSTATE");
        using HttpResponseMessage busy = await org.SendAsync(HttpMethod.Delete, $"{BulkClient.Query}/{id}", null);
        await busy.IsErrorAsync(400, "INVALIDJOBSTATE");
        using HttpResponseMessage abort = await org.SetStateAsync(BulkClient.Query, id, "Aborted");
        Assert.Equal("Aborted", (await abort.JsonAsync()).State());
        Assert.Equal(4, (await org.InfoAsync(BulkClient.Query, id)).GetProperty("numberRecordsProcessed").GetInt32());
        using HttpResponseMessage again = await org.SetStateAsync(BulkClient.Query, id, "Aborted");
        await again.IsErrorAsync(400, "INVALIDJOBSTATE");
        using HttpResponseMessage delete = await org.SendAsync(HttpMethod.Delete, $"{BulkClient.Query}/{id}", null);
        Assert.Equal(204, (int)delete.StatusCode);
        using HttpResponseMessage gone = await org.GetAsync($"{BulkClient.Query}/{id}");
        await gone.IsErrorAsync(404, "NOT_FOUND");
    }

    [Fact]
    public async Task States_go_by_polls_and_by_the_clock()
    {
        FakeTimeProvider clock = new(DateTimeOffset.UnixEpoch.AddYears(56));
        await using TestOrg org = await TestOrg.ConnectAsync(new EmulatorOptions { Clock = clock });
        await org.KnobAsync("bulk", new { polls = 2, seconds = 30 });
        string id = await org.CreateAsync(BulkClient.Query, new { operation = "query", query = "SELECT Id FROM Account" });
        string[] states = [(await org.InfoAsync(BulkClient.Query, id)).State(), (await org.InfoAsync(BulkClient.Query, id)).State(), (await org.InfoAsync(BulkClient.Query, id)).State()];
        Assert.Equal(["UploadComplete", "InProgress", "InProgress"], states);
        clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal("JobComplete", (await org.FinishAsync(BulkClient.Query, id)).State());
    }

    [Fact]
    public async Task Jobs_are_limited_a_day_and_kept_for_seven()
    {
        FakeTimeProvider clock = new(DateTimeOffset.UnixEpoch.AddYears(56));
        await using TestOrg org = await TestOrg.ConnectAsync(new EmulatorOptions { Clock = clock, TokenLifetime = TimeSpan.FromDays(30) });
        await org.KnobAsync("bulk", new { queryJobsPerDay = 1 });
        string id = await RunAsync(org, "SELECT Id FROM Account");
        using HttpResponseMessage second = await org.SendAsync(HttpMethod.Post, BulkClient.Query, """{"operation":"query","query":"SELECT Id FROM Account"}""");
        await second.IsErrorAsync(400, "EXCEEDEDQUOTA");
        JsonElement limits = JsonDocument.Parse(await org.ReadAsync($"{BulkClient.Base}/limits")).RootElement;
        Assert.Equal(0, limits.GetProperty("DailyBulkV2QueryJobs").GetProperty("Remaining").GetInt32());
        clock.Advance(TimeSpan.FromDays(1));
        await RunAsync(org, "SELECT Id FROM Account");
        JsonElement list = JsonDocument.Parse(await org.ReadAsync($"{BulkClient.Query}?jobType=V2Query")).RootElement;
        Assert.Equal((true, 2), (list.GetProperty("done").GetBoolean(), list.GetProperty("records").GetArrayLength()));
        Assert.Contains("\"records\":[]", await org.ReadAsync($"{BulkClient.Query}?jobType=V2Ingest"), StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromDays(6.5));
        using HttpResponseMessage gone = await org.GetAsync($"{BulkClient.Query}/{id}/results");
        await gone.IsErrorAsync(404, "NOT_FOUND");
    }

    private static async Task<string> RunAsync(TestOrg org, string soql)
    {
        string id = await org.CreateAsync(BulkClient.Query, new { operation = "query", query = soql });
        Assert.Equal("JobComplete", (await org.FinishAsync(BulkClient.Query, id)).State());
        return id;
    }
}
