using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Tests.Http;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Bulk;

/// <summary>Jobs that change rows: <c>/jobs/ingest</c>.</summary>
public sealed class IngestJobTests
{
    private static readonly object s_accounts = new { @object = "Account", operation = "insert" };

    [Fact]
    public async Task A_job_goes_from_open_to_complete_with_the_keys_that_are_recorded()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        using HttpResponseMessage made = await org.SendAsync(HttpMethod.Post, BulkClient.Ingest, """{"object":"account","operation":"insert"}""");
        JsonElement job = await made.JsonAsync();
        Assert.Equal(
            ["id", "operation", "object", "createdById", "createdDate", "systemModstamp", "state", "concurrencyMode", "contentType", "apiVersion", "contentUrl", "lineEnding", "columnDelimiter"],
            job.Keys());
        string id = job.GetProperty("id").GetString()!;
        Assert.Equal($"services/data/v68.0/jobs/ingest/{id}/batches", job.GetProperty("contentUrl").GetString());
        Assert.Equal(("Open", "Account"), ((await org.InfoAsync(BulkClient.Ingest, id)).State(), job.GetProperty("object").GetString()));
        using HttpResponseMessage upload = await org.UploadAsync(id, "Name,Description\nA,\"x\ny\"\n,no name\nB,\"1, \"\"2\"\"\"\n"u8.ToArray());
        Assert.Equal(201, (int)upload.StatusCode);
        using HttpResponseMessage close = await org.SetStateAsync(BulkClient.Ingest, id, "UploadComplete");
        Assert.Equal(
            ["id", "operation", "object", "createdById", "createdDate", "systemModstamp", "state", "concurrencyMode", "contentType", "apiVersion"],
            (await close.JsonAsync()).Keys());
        JsonElement info = await org.FinishAsync(BulkClient.Ingest, id);
        Assert.Equal(
            ["id", "operation", "object", "createdById", "createdDate", "systemModstamp", "state", "concurrencyMode", "contentType", "apiVersion", "jobType", "lineEnding", "columnDelimiter", "numberRecordsProcessed", "numberRecordsFailed", "retries", "totalProcessingTime", "apiActiveProcessingTime", "apexProcessingTime"],
            info.Keys());
        Assert.Equal(("JobComplete", (3, 1)), (info.State(), info.Counts()));
        string[] ids = [.. org.Store.Rows("SELECT Id FROM Account ORDER BY Name").Select(r => r.GetProperty("Id").GetString()!)];
        Assert.Equal(
            $"\"sf__Id\",\"sf__Created\",Name,Description\n\"{ids[0]}\",\"true\",A,\"x\ny\"\n\"{ids[1]}\",\"true\",B,\"1, \"\"2\"\"\"\n",
            await org.ResultsAsync(id, "successfulResults"));
        Assert.Equal(
            "\"sf__Id\",\"sf__Error\",Name,Description\n\"\",\"REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --\",,no name\n",
            await org.ResultsAsync(id, "failedResults"));
        Assert.Equal("Name,Description\n", await org.ResultsAsync(id, "unprocessedrecords"));
    }

    [Fact]
    public async Task A_second_upload_is_refused_in_Salesforces_words()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        string id = await org.CreateAsync(BulkClient.Ingest, s_accounts);
        (await org.UploadAsync(id, "Name\nA\n"u8.ToArray())).Dispose();
        using HttpResponseMessage second = await org.UploadAsync(id, "Name\nB\n"u8.ToArray());
        await second.IsErrorAsync(
            400,
            "BULK_API_ERROR",
            $"Found multipe contents for job: <{id[..15]}>, please 'Close' / 'Abort' / 'Delete' the current Job then create a new Job and make sure you only do 'PUT' once on a given Job.");
        (await org.SetStateAsync(BulkClient.Ingest, id, "UploadComplete")).Dispose();
        Assert.Equal((1, 0), (await org.FinishAsync(BulkClient.Ingest, id)).Counts());
        using HttpResponseMessage late = await org.UploadAsync(id, "Name\nB\n"u8.ToArray());
        await late.IsErrorAsync(400, "INVALIDJOBSTATE");
        using HttpResponseMessage again = await org.SetStateAsync(BulkClient.Ingest, id, "UploadComplete");
        await again.IsErrorAsync(400, "INVALIDJOBSTATE");
        using HttpResponseMessage abort = await org.SetStateAsync(BulkClient.Ingest, id, "Aborted");
        await abort.IsErrorAsync(400, "INVALIDJOBSTATE", "Aborting already Completed Job not allowed");
    }

    [Theory]
    [InlineData("LF", "Name\r\nA\r\n", "ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is LF")]
    [InlineData("CRLF", "Name\nA\n", "ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is CRLF")]
    [InlineData("CRLF", "Name\r\nA\n", "ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is CRLF")]
    [InlineData("LF", "Name\rA\r", "ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is LF")]
    [InlineData("LF", "\uFEFFName,Phone\nAda,1\n", "InvalidBatch : Field name not found : \uFEFFName")]
    [InlineData("LF", "\uFEFF\"Name\"\n\"A\"\n", "InvalidBatch : Failed to parse CSV. Found unescaped quote. A value with quote should be within a quote")]
    [InlineData("LF", "Name,Phone\n\"A\" ,1\n", "InvalidBatch : Failed to parse CSV. Found unescaped quote. A value with quote should be within a quote")]
    [InlineData("LF", "Name,Phone\nA, \"1\"\n", "InvalidBatch : Failed to parse CSV. Found unescaped quote. A value with quote should be within a quote")]
    [InlineData("LF", "Name\n\"A\n", "InvalidBatch : Failed to parse CSV. EOF reached before closing an opened quote")]
    [InlineData("LF", "Name,Rank__c\nA,1\n", "InvalidBatch : Field name not found : Rank__c")]
    [InlineData("LF", "Name,Parent.Name\nA,1\n", "InvalidBatch : Field name not found : Parent.Name")]
    [InlineData("LF", "Name,name\nA,1\n", "InvalidBatch : Duplicate field name found : Name")]
    [InlineData("LF", "Name;Phone\nA;1\n", "InvalidBatch : Field name not found : Name;Phone")]
    public async Task What_is_wrong_with_a_file_fails_the_job_and_nothing_is_written(string lineEnding, string csv, string error)
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        (string id, JsonElement info) = await org.LoadAsync(new { @object = "Account", operation = "insert", lineEnding }, csv);
        Assert.Equal(("Failed", error, (0, 0)), (info.State(), info.Error(), info.Counts()));
        Assert.Equal(0, org.Store.Count(org.Store.FindType("Account")!));
        using HttpResponseMessage rest = await org.GetAsync($"{BulkClient.Ingest}/{id}/unprocessedrecords");
        Assert.Equal(Encoding.UTF8.GetBytes(csv), await rest.BytesAsync());
    }

    [Theory]
    [InlineData("COMMA", "LF", "Name,Description\nA,\"x\r\ny\"\n")]
    [InlineData("COMMA", "CRLF", "Name,Description\r\nA,\"x\ny\"\r\n")]
    [InlineData("SEMICOLON", "LF", "Name;Description\nA;x\n")]
    [InlineData("TAB", "LF", "Name\tDescription\nA\tx")]
    [InlineData("CARET", "LF", "Name^Description\nA^x\n\n")]
    [InlineData("BACKQUOTE", "CRLF", "Name`Description\r\nA`x")]
    [InlineData("PIPE", "LF", "\"Name\"|\"Description\"\n\"A\"|\"x|y\"\n")]
    public async Task Delimiters_line_endings_and_quoted_breaks(string columnDelimiter, string lineEnding, string csv)
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        (_, JsonElement info) = await org.LoadAsync(new { @object = "Account", operation = "insert", columnDelimiter, lineEnding }, csv);
        Assert.Equal(("JobComplete", (1, 0)), (info.State(), info.Counts()));
        Assert.Equal("A", Assert.Single(org.Store.Rows("SELECT Name FROM Account")).GetProperty("Name").GetString());
    }

    [Fact]
    public async Task Breaks_of_the_other_kind_in_quotes_fail_where_that_is_ordered()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        await org.KnobAsync("bulk", new { strictLineBreaks = true });
        (_, JsonElement info) = await org.LoadAsync(s_accounts, "Name,Description\nA,\"x\r\ny\"\n");
        Assert.StartsWith("ClientInputError", info.Error(), StringComparison.Ordinal);
        (_, JsonElement same) = await org.LoadAsync(s_accounts, "Name,Description\nA,\"x\ny\"\n");
        Assert.Equal("JobComplete", same.State());
    }

    [Fact]
    public async Task Empty_leaves_a_value_and_NA_clears_it()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        string one = Account(org, new { Name = "A", Phone = "1", Fax = "2" });
        (_, JsonElement info) = await org.LoadAsync(new { @object = "Account", operation = "update" }, $"Id,Phone,Fax\n{one},,#N/A\n");
        Assert.Equal((1, 0), info.Counts());
        JsonElement row = Assert.Single(org.Store.Rows("SELECT Phone, Fax FROM Account"));
        Assert.Equal(("1", JsonValueKind.Null), (row.GetProperty("Phone").GetString(), row.GetProperty("Fax").ValueKind));
    }

    [Fact]
    public async Task Parents_are_found_by_key_also_where_there_are_several_objects()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        string account = Account(org, new { Name = "A", Code__c = "K1" });
        string username = org.Host.AdminUsername;
        (string id, JsonElement info) = await org.LoadAsync(
            new { @object = "Contact", operation = "insert" },
            $"LastName,Account.Code__c,User:Owner.Username\nX,K1,{username}\nY,nobody,{username}\nZ,#N/A,\n");
        Assert.Equal((3, 1), info.Counts());
        JsonElement row = Assert.Single(org.Store.Rows("SELECT AccountId, OwnerId FROM Contact WHERE LastName = 'X'"));
        Assert.Equal((account, org.Store.AdminUserId), (row.GetProperty("AccountId").GetString(), row.GetProperty("OwnerId").GetString()));
        Assert.Contains(
            "\"INVALID_FIELD:Foreign key external ID: nobody not found for field Code__c in entity Account: --\",Y,nobody,",
            await org.ResultsAsync(id, "failedResults"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_of_a_wrong_type_fail_their_row_only()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        (string id, JsonElement info) = await org.LoadAsync(
            new { @object = "Opportunity", operation = "insert" },
            "Name,StageName,CloseDate,Amount\nA,Prospecting,2026-01-31,1.5\nB,Prospecting,tomorrow,2\nC,Prospecting,2026-01-31Z,x\nD,Prospecting,2026-02-01+02:00,3e2\n");
        Assert.Equal(("JobComplete", (4, 2)), (info.State(), info.Counts()));
        string failed = await org.ResultsAsync(id, "failedResults");
        Assert.Contains("INVALID_TYPE_ON_FIELD_IN_RECORD:Close Date: value not of required type: tomorrow:CloseDate --", failed, StringComparison.Ordinal);
        Assert.Contains("value not of required type: x:Amount --", failed, StringComparison.Ordinal);
        Assert.Equal("2026-02-01", Assert.Single(org.Store.Rows("SELECT CloseDate FROM Opportunity WHERE Amount = 300")).GetProperty("CloseDate").GetString());
    }

    [Fact]
    public async Task Upserts_create_and_update_and_refuse_a_key_that_comes_twice()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        Account(org, new { Name = "Old", Code__c = "1" });
        (string id, JsonElement info) = await org.LoadAsync(
            new { @object = "Account", operation = "upsert", externalIdFieldName = "code__c" }, "Code__c,Name\n1,New\n2,Other\n3,a\n3,b\n");
        Assert.Equal((4, 2), info.Counts());
        string successful = await org.ResultsAsync(id, "successfulResults");
        Assert.Contains("\"false\",1,New\n", successful, StringComparison.Ordinal);
        Assert.Contains("\"true\",2,Other\n", successful, StringComparison.Ordinal);
        Assert.Contains("DUPLICATE_VALUE:Duplicate external id specified: 3:Code__c --", await org.ResultsAsync(id, "failedResults"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deletes_take_ids_alone_and_hard_deletes_a_permission()
    {
        await using TestOrg org = await TestOrg.ConnectAsync(accounts: 3);
        string[] ids = [.. org.Store.Rows("SELECT Id FROM Account ORDER BY Name").Select(r => r.GetProperty("Id").GetString()!)];
        (_, JsonElement more) = await org.LoadAsync(new { @object = "Account", operation = "delete" }, $"Id,Name\n{ids[0]},x\n");
        Assert.Equal("InvalidBatch : The 'delete' batch must contain only ids.", more.Error());
        (string job, JsonElement deleted) = await org.LoadAsync(new { @object = "Account", operation = "delete" }, $"Id\n{ids[0]}\n{ids[0]}\nnonsense\n");
        Assert.Equal((3, 2), deleted.Counts());
        string failed = await org.ResultsAsync(job, "failedResults");
        Assert.Contains($"\"{ids[0]}\",\"ENTITY_IS_DELETED:entity is deleted: --\",{ids[0]}", failed, StringComparison.Ordinal);
        Assert.Contains("MALFORMED_ID:", failed, StringComparison.Ordinal);

        using HttpResponseMessage refused = await org.SendAsync(HttpMethod.Post, BulkClient.Ingest, """{"object":"Account","operation":"hardDelete"}""");
        await refused.IsErrorAsync(400, "FEATURENOTENABLED");
        string profile = org.Store.Rows($"SELECT ProfileId FROM User WHERE Id = '{org.RunAsUser}'")[0].GetProperty("ProfileId").GetString()!;
        org.Store.Keep(org.Store.FindType("Profile")!, profile, JsonSerializer.SerializeToElement(new { PermissionsBulkApiHardDelete = true }));
        (_, JsonElement hard) = await org.LoadAsync(new { @object = "Account", operation = "hardDelete" }, $"Id\n{ids[1]}\n");
        Assert.Equal((1, 0), hard.Counts());
        Assert.Equal([ids[0], ids[2]], org.Store.Rows("SELECT Id FROM Account ORDER BY Name", includeDeleted: true).Select(r => r.GetProperty("Id").GetString()!));
        Assert.Equal([ids[0], ids[2]], org.Store.Rows("SELECT Id FROM Account", includeDeleted: true).Select(r => r.GetProperty("Id").GetString()!));
        Assert.Equal(ids[2], Assert.Single(org.Store.Rows("SELECT Id FROM Account")).GetProperty("Id").GetString());
        SalesforceError gone = Assert.Throws<SalesforceError>(() => org.Store.Undelete(org.Store.FindType("Account")!, ids[1], org.RunAsUser));
        Assert.Equal("ENTITY_IS_DELETED", gone.ErrorCode);
    }

    [Fact]
    public async Task A_column_in_another_case_is_loaded_and_missing_from_the_results()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        (string id, JsonElement info) = await org.LoadAsync(s_accounts, "name,Industry\nA,Energy\n,\"x, y\"\n");
        Assert.Equal((2, 1), info.Counts());
        Assert.Equal("A", Assert.Single(org.Store.Rows("SELECT Name FROM Account")).GetProperty("Name").GetString());
        Assert.EndsWith(",\"Energy\"\n", await org.ResultsAsync(id, "successfulResults"), StringComparison.Ordinal);
        Assert.Contains("\"sf__Id\",\"sf__Error\",Industry\n", await org.ResultsAsync(id, "failedResults"), StringComparison.Ordinal);
        Assert.EndsWith(" --\",\"x, y\"\n", await org.ResultsAsync(id, "failedResults"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(250)]
    public async Task A_job_that_fails_midway_accounts_for_each_row_once(int rows)
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        await org.KnobAsync("bulk", new { failAfter = rows, failMessage = "TooManyLockFailure : Batch failed" });
        string csv = "Name\n" + string.Concat(Enumerable.Range(0, 450).Select(i => i % 10 == 5 ? $"\"{new string('x', 300)}\"\n" : $"Row {i}\n"));
        (string id, JsonElement info) = await org.LoadAsync(s_accounts, csv);
        Assert.Equal(("Failed", "TooManyLockFailure : Batch failed", rows), (info.State(), info.Error(), info.Counts().Processed));
        int[] counts = [await CountAsync(org, id, "successfulResults"), await CountAsync(org, id, "failedResults"), await CountAsync(org, id, "unprocessedrecords")];
        Assert.Equal((rows, 450 - rows), (counts[0] + counts[1], counts[2]));
        Assert.Equal(counts[0], org.Store.Count(org.Store.FindType("Account")!));
    }

    [Fact]
    public async Task A_job_that_stands_still_can_be_aborted_and_one_that_goes_on_ends()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        await org.KnobAsync("bulk", new { stopAfter = 2 });
        string csv = "Name\nA\nB\nC\n";
        string id = await org.CreateAsync(BulkClient.Ingest, s_accounts);
        (await org.UploadAsync(id, Encoding.UTF8.GetBytes(csv))).Dispose();
        (await org.SetStateAsync(BulkClient.Ingest, id, "UploadComplete")).Dispose();
        await org.StandAsync(BulkClient.Ingest, id, 2);
        using HttpResponseMessage abort = await org.SetStateAsync(BulkClient.Ingest, id, "Aborted");
        Assert.Equal(200, (int)abort.StatusCode);
        Assert.Equal(("Aborted", (2, 0)), ((await org.InfoAsync(BulkClient.Ingest, id)).State(), (await org.InfoAsync(BulkClient.Ingest, id)).Counts()));
        Assert.Equal("Name\nC\n", await org.ResultsAsync(id, "unprocessedrecords"));
        string second = await org.CreateAsync(BulkClient.Ingest, s_accounts);
        (await org.UploadAsync(second, Encoding.UTF8.GetBytes(csv))).Dispose();
        (await org.SetStateAsync(BulkClient.Ingest, second, "UploadComplete")).Dispose();
        await org.KnobAsync("bulk", new { stopAfter = (int?)null });
        Assert.Equal((3, 0), (await org.FinishAsync(BulkClient.Ingest, second)).Counts());
    }

    [Fact]
    public async Task The_days_rows_may_end_in_the_middle()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        await org.KnobAsync("bulk", new { rowsPerDay = 3 });
        (string id, JsonElement info) = await org.LoadAsync(s_accounts, "Name\nA\nB\nC\nD\nE\n");
        Assert.Equal(("Failed", (3, 0)), (info.State(), info.Counts()));
        Assert.StartsWith("ExceededQuota : ", info.Error(), StringComparison.Ordinal);
        Assert.Equal("Name\nD\nE\n", await org.ResultsAsync(id, "unprocessedrecords"));
    }

    [Fact]
    public async Task Results_come_in_another_order_where_that_is_ordered()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        await org.KnobAsync("bulk", new { shuffle = true });
        (string id, _) = await org.LoadAsync(s_accounts, "Name\n" + string.Concat(Enumerable.Range(10, 20).Select(i => $"R{i}\n")));
        string[] rows = [.. (await org.ResultsAsync(id, "successfulResults")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(r => r[^3..])];
        Assert.Equal(20, rows.Distinct().Count());
        Assert.NotEqual(rows.Order(StringComparer.Ordinal), rows);
        foreach (string row in (await org.ResultsAsync(id, "successfulResults")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
            Assert.Equal(row[^3..], org.Store.Rows($"SELECT Name FROM Account WHERE Id = '{row[1..19]}'")[0].GetProperty("Name").GetString());
    }

    [Fact]
    public async Task Small_loads_come_in_one_request()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        using MultipartFormDataContent form = new();
        form.Add(new StringContent("""{"object":"Account","operation":"insert"}""", Encoding.UTF8, "application/json"), "job");
        form.Add(new StringContent("Name\nA\n", Encoding.UTF8, "text/csv"), "content", "content");
        using HttpResponseMessage made = await org.PostAsync(BulkClient.Ingest, form);
        JsonElement job = await made.JsonAsync();
        Assert.Equal("UploadComplete", job.State());
        Assert.Equal((1, 0), (await org.FinishAsync(BulkClient.Ingest, job.GetProperty("id").GetString()!)).Counts());
    }

    [Fact]
    public async Task An_upload_that_is_cut_leaves_the_job_open_and_nothing_in_it()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        string id = await org.CreateAsync(BulkClient.Ingest, s_accounts);
        await org.KnobAsync("faults", new { method = "PUT", path = "*", drop = "mid-request" });
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => org.UploadAsync(id, Encoding.UTF8.GetBytes("Name\n" + new string('x', 100_000))));
        Assert.Equal("Open", (await org.InfoAsync(BulkClient.Ingest, id)).State());
        using HttpResponseMessage abort = await org.SetStateAsync(BulkClient.Ingest, id, "Aborted");
        Assert.Equal("Aborted", (await abort.JsonAsync()).State());
        Assert.Equal(0, org.Store.Count(org.Store.FindType("Account")!));
    }

    [Theory]
    [InlineData("""{"object":"Nothing","operation":"insert"}""", "INVALIDJOB", "InvalidJob : Unable to find object: Nothing")]
    [InlineData("""{"object":"Account","operation":"Insert"}""", "API_ERROR", "Invalid value: 'Insert' supplied for property: 'operation'")]
    [InlineData("""{"object":"Account"}""", "API_ERROR", "Invalid value: '' supplied for property: 'operation'")]
    [InlineData("""{"object":"Account","operation":"upsert"}""", "INVALIDJOB", "InvalidJob : Field name provided,  does not match an External ID for Account")]
    [InlineData("""{"object":"Account","operation":"upsert","externalIdFieldName":"Phone"}""", "INVALIDJOB", "InvalidJob : Field name provided, Phone does not match an External ID for Account")]
    [InlineData("""{"object":"FieldDefinition","operation":"insert"}""", "INVALIDENTITY", "Entity 'FieldDefinition' is not supported by the Bulk API.")]
    public async Task What_cannot_be_a_job_is_refused(string order, string code, string message)
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        using HttpResponseMessage refused = await org.SendAsync(HttpMethod.Post, BulkClient.Ingest, order);
        await refused.IsErrorAsync(400, code, message);
    }

    [Fact]
    public async Task Uploads_are_CSV_and_limited_and_may_be_compressed()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        string id = await org.CreateAsync(BulkClient.Ingest, s_accounts);
        using StringContent json = new("{}", Encoding.UTF8, "application/json");
        using HttpResponseMessage wrong = await org.Client.PutAsync(new Uri($"{BulkClient.Ingest}/{id}/batches", UriKind.Relative), json, TestContext.Current.CancellationToken);
        await wrong.IsErrorAsync(415, "UNSUPPORTED_MEDIA_TYPE");
        await org.KnobAsync("bulk", new { uploadBytes = 10 });
        using HttpResponseMessage large = await org.UploadAsync(id, "Name\n0123456789\n"u8.ToArray());
        await large.IsErrorAsync(400, "API_ERROR");
        await org.KnobAsync("bulk", new { uploadBytes = 1000 });
        using MemoryStream zipped = new();
        await using (System.IO.Compression.GZipStream gzip = new(zipped, System.IO.Compression.CompressionMode.Compress, leaveOpen: true))
            gzip.Write("Name\nA\n"u8);
        using ByteArrayContent content = new(zipped.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv"), ContentEncoding = { "gzip" } } };
        using HttpResponseMessage right = await org.Client.PutAsync(new Uri($"{BulkClient.Ingest}/{id}/batches", UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.Equal(201, (int)right.StatusCode);
        (await org.SetStateAsync(BulkClient.Ingest, id, "UploadComplete")).Dispose();
        Assert.Equal((1, 0), (await org.FinishAsync(BulkClient.Ingest, id)).Counts());
    }

    private static string Account(TestOrg org, object fields) =>
        org.Store.Insert(org.Store.FindType("Account")!, JsonSerializer.SerializeToElement(fields), org.RunAsUser);

    private static async Task<int> CountAsync(TestOrg org, string id, string kind) =>
        (await org.ResultsAsync(id, kind)).Count(c => c == '\n') - 1;

    [Theory]
    [InlineData(131_072, 0, true)]
    [InlineData(131_073, 0, false)]
    [InlineData(131_072, 3, true)]
    [InlineData(131_072, 4, false)]
    public async Task Rows_are_not_larger_than_the_guide_has_it(int longest, int others, bool taken)
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        string[] columns = ["Description", "BillingStreet", "ShippingStreet", "Site", "Phone"];
        // 400,000 characters a row: Name, three fields that are as long as a field may be, and what is left.
        string[] values = ["x", .. Enumerable.Repeat(new string('y', longest), Math.Max(1, Math.Min(others, 3)))];
        if (others == 3) values = [.. values, new string('z', 400_000 - 1 - 3 * 131_072)];
        if (others == 4) values = [.. values, new string('z', 400_000 - 3 * 131_072)];
        (string id, JsonElement info) = await org.LoadAsync(
            s_accounts, $"Name,{string.Join(',', columns.Take(values.Length - 1))}\nfirst{new string(',', values.Length - 1)}\n{string.Join(',', values.Select(v => $"\"{v}\""))}\nlast{new string(',', values.Length - 1)}\n");
        if (taken)
        {
            // What the fields themselves do not take is the row's matter.
            Assert.Equal(("JobComplete", 3), (info.State(), info.Counts().Processed));
            return;
        }

        Assert.Equal(("Failed", (1, 0)), (info.State(), info.Counts()));
        Assert.StartsWith("InvalidBatch : A ", info.Error(), StringComparison.Ordinal);
        string left = await org.ResultsAsync(id, "unprocessedrecords");
        Assert.EndsWith("last" + new string(',', values.Length - 1) + "\n", left, StringComparison.Ordinal);
        Assert.Contains("\n\"x\",\"y", left, StringComparison.Ordinal);
        Assert.DoesNotContain("first", left, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_header_has_5_000_fields_at_most()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        (_, JsonElement many) = await org.LoadAsync(s_accounts, $"Name{new string(',', 5_000)}\nA{new string(',', 5_000)}\n");
        Assert.Equal("InvalidBatch : The header has 5001 fields, the limit is 5000", many.Error());
        (_, JsonElement all) = await org.LoadAsync(s_accounts, $"Name{new string(',', 4_999)}\nA{new string(',', 4_999)}\n");
        Assert.Equal("InvalidBatch : Field name not found : ", all.Error());
    }

    [Fact]
    public async Task Batches_of_10_000_rows_are_counted_by_the_day()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        await org.LoadAsync(s_accounts, "Name\nA\n");
        await org.LoadAsync(s_accounts, "Name\n" + string.Concat(Enumerable.Repeat("B\n", 10_000)));
        await org.LoadAsync(s_accounts, "Name\n" + string.Concat(Enumerable.Repeat("C\n", 10_001)));
        using HttpResponseMessage limits = await org.GetAsync($"{BulkClient.Base}/limits");
        JsonElement limit = (await limits.JsonAsync()).GetProperty("DailyBulkApiBatches");
        Assert.Equal((15_000, 14_996), (limit.GetProperty("Max").GetInt32(), limit.GetProperty("Remaining").GetInt32()));
    }
}
