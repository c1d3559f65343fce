using System.Text;
using System.Text.Json;
using SalesforceCC.Emulator.Events;
using SalesforceCC.Emulator.Events.Bus;
using SalesforceCC.Emulator.Events.Schemas;
using SalesforceCC.Emulator.Tests.Bulk;
using SalesforceCC.Emulator.Tests.Http;
using SalesforceCC.Emulator.Tests.Metadata;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Events;

/// <summary>Events by REST: published in every way that writes rows, described, and where changes say that they come from.</summary>
public sealed class EventRestTests
{
    private const string Base = "/services/data/v68.0";
    private const string Orders = Base + "/sobjects/Order_Placed__e";

    [Fact]
    public async Task An_event_that_is_published_is_answered_as_recorded()
    {
        await using TestOrg org = await StartAsync();
        using HttpResponseMessage answer = await org.SendAsync(HttpMethod.Post, Orders, """{"Order_Number__c":"O-1","Amount__c":12.5,"Placed_At__c":"2026-05-03T02:01:00+02:00","Quantity__c":3}""");
        Assert.Equal((201, $"{Orders}/e00xx0000000001AAA"), ((int)answer.StatusCode, answer.Header("Location")));
        JsonElement body = await answer.JsonAsync();
        JsonElement error = Assert.Single(body.GetProperty("errors").EnumerateArray());
        Assert.Equal(("e00xx0000000001AAA", true, "OPERATION_ENQUEUED", 0), (body.GetProperty("id").GetString(), body.GetProperty("success").GetBoolean(), error.GetProperty("statusCode").GetString(), error.GetProperty("fields").GetArrayLength()));
        BusEvent message = Assert.Single(All(org));
        Assert.Equal((error.GetProperty("message").GetString(), "Order_Placed__e"), (message.EventId, message.Type));
        Avro.Generic.GenericRecord record = EventCodec.Read(org.Host.Events.Schemas.Find(message.SchemaId)!, message.Payload);
        Assert.Equal(("O-1", 12.5, 3.0, false), ((string)record["Order_Number__c"], (double)record["Amount__c"], (double)record["Quantity__c"], (bool)record["Paid__c"]));
        Assert.Equal(new DateTimeOffset(2026, 5, 3, 0, 1, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), (long)record["Placed_At__c"]);
        Assert.Equal(org.RunAsUser, (string)record["CreatedById"]);
    }

    [Theory]
    [InlineData("""{"Amount__c":1}""", "REQUIRED_FIELD_MISSING")]
    [InlineData("""{"Order_Number__c":"1","Nothing__c":1}""", "INVALID_FIELD")]
    [InlineData("""{"Order_Number__c":"1","Amount__c":"x"}""", "JSON_PARSER_ERROR")]
    [InlineData("""{"Order_Number__c":"1","Quantity__c":12345678901}""", "NUMBER_OUTSIDE_VALID_RANGE")]
    [InlineData("""{"Order_Number__c":"1","EventUuid":"x"}""", "INVALID_FIELD_FOR_INSERT_UPDATE")]
    public async Task What_is_wrong_is_refused_and_published_never(string json, string code)
    {
        await using TestOrg org = await StartAsync();
        using HttpResponseMessage answer = await org.SendAsync(HttpMethod.Post, Orders, json);
        Assert.Equal((400, code), ((int)answer.StatusCode, (await answer.JsonAsync())[0].GetProperty("errorCode").GetString()));
        Assert.Empty(All(org));
    }

    [Fact]
    public async Task Many_at_once_are_published_together_or_not_at_all()
    {
        await using TestOrg org = await StartAsync();
        JsonElement results = await CollectAsync(org, allOrNone: false, "A", null, "C");
        Assert.Equal([true, false, true], results.EnumerateArray().Select(r => r.GetProperty("success").GetBoolean()));
        string[] uuids = [.. results.EnumerateArray().Where(r => r.GetProperty("success").GetBoolean()).Select(r => r.GetProperty("errors")[0].GetProperty("message").GetString()!)];
        Assert.Equal(uuids, All(org).Select(e => e.EventId));
        await CollectAsync(org, allOrNone: true, "D", null);
        Assert.Equal(2, All(org).Count);
        // Unless the event does not wait for the end of the transaction.
        await org.KnobAsync("schema", new { Order_Placed__e = new { publishImmediately = true } });
        await CollectAsync(org, allOrNone: true, "E", null);
        Assert.Equal(3, All(org).Count);
        object order = new { allOrNone = true, compositeRequest = new object[] { new { method = "POST", url = Orders, referenceId = "a", body = new { Order_Number__c = "F" } }, new { method = "POST", url = Orders, referenceId = "b", body = new { } } } };
        using HttpResponseMessage composite = await org.SendAsync(HttpMethod.Post, Base + "/composite", JsonSerializer.Serialize(order));
        Assert.Equal(200, (int)composite.StatusCode);
        Assert.Equal(4, All(org).Count);
    }

    [Fact]
    public async Task Bulk_jobs_insert_events()
    {
        await using TestOrg org = await StartAsync();
        string id = await org.CreateAsync(BulkClient.Ingest, new { @object = "Order_Placed__e", operation = "insert" });
        using (await org.UploadAsync(id, Encoding.UTF8.GetBytes("Order_Number__c,Amount__c,Paid__c\nA,1.5,true\n,2,false\nC,3,false\n"))) { }
        using (await org.SetStateAsync(BulkClient.Ingest, id, "UploadComplete")) { }
        JsonElement info = await org.FinishAsync(BulkClient.Ingest, id);
        Assert.Equal((3, 1), (info.GetProperty("numberRecordsProcessed").GetInt32(), info.GetProperty("numberRecordsFailed").GetInt32()));
        Assert.Equal(2, All(org).Count);
    }

    [Fact]
    public async Task The_hour_has_a_limit()
    {
        await using TestOrg org = await StartAsync();
        org.Host.Events.Settings = new EventSettings { PublishedPerHour = 1 };
        using (HttpResponseMessage first = await org.SendAsync(HttpMethod.Post, Orders, """{"Order_Number__c":"1"}""")) Assert.Equal(201, (int)first.StatusCode);
        using (HttpResponseMessage second = await org.SendAsync(HttpMethod.Post, Orders, """{"Order_Number__c":"2"}""")) Assert.Equal("LIMIT_EXCEEDED", (await second.JsonAsync())[0].GetProperty("errorCode").GetString());
        await org.KnobAsync("clock", new { advanceSeconds = 3_600 });
        using HttpResponseMessage third = await org.SendAsync(HttpMethod.Post, Orders, """{"Order_Number__c":"3"}""");
        Assert.Equal(201, (int)third.StatusCode);
    }

    [Theory]
    [InlineData("GET", "/sobjects/Order_Placed__e/e00xx0000000001AAA", null, "INVALID_TYPE_FOR_OPERATION")]
    [InlineData("PATCH", "/sobjects/Order_Placed__e/e00xx0000000001AAA", "{}", "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY")]
    [InlineData("DELETE", "/sobjects/Order_Placed__e/e00xx0000000001AAA", null, "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY")]
    [InlineData("GET", "/sobjects/Order_Placed__e/updated?start=2026-01-01T00:00:00Z&end=2026-01-02T00:00:00Z", null, "INVALID_TYPE_FOR_OPERATION")]
    [InlineData("GET", "/query?q=SELECT+Order_Number__c+FROM+Order_Placed__e", null, "INVALID_TYPE_FOR_OPERATION")]
    [InlineData("GET", "/query?q=SELECT+COUNT()+FROM+Order_Placed__e", null, "INVALID_TYPE_FOR_OPERATION")]
    [InlineData("GET", "/query?q=SELECT+Id+FROM+Account+WHERE+Id+IN+(SELECT+CreatedById+FROM+Order_Placed__e)", null, "INVALID_TYPE_FOR_OPERATION")]
    [InlineData("GET", "/query?explain=SELECT+CreatedDate+FROM+Order_Placed__e", null, "INVALID_TYPE_FOR_OPERATION")]
    [InlineData("GET", "/sobjects/Order_Placed__e/listviews", null, "INVALID_TYPE_FOR_OPERATION")]
    [InlineData("GET", "/composite/sobjects/Order_Placed__e?ids=e00xx0000000001AAA&fields=Id", null, "INVALID_TYPE_FOR_OPERATION")]
    [InlineData("PATCH", "/composite/sobjects/Order_Placed__e/Order_Number__c", """{"records":[]}""", "INVALID_TYPE_FOR_OPERATION")]
    [InlineData("PATCH", "/sobjects/Order_Placed__e/Order_Number__c/1", "{}", "INVALID_TYPE_FOR_OPERATION")]
    [InlineData("POST", "/composite/tree/Order_Placed__e", """{"records":[{"attributes":{"type":"Order_Placed__e","referenceId":"a"}}]}""", "INVALID_TYPE_FOR_OPERATION")]
    [InlineData("POST", "/jobs/query", """{"operation":"query","query":"SELECT Order_Number__c FROM Order_Placed__e"}""", "INVALID_TYPE_FOR_OPERATION")]
    [InlineData("GET", "/sobjects/AccountChangeEvent", null, null)]
    [InlineData("POST", "/sobjects/AccountChangeEvent", "{}", "NOT_FOUND")]
    [InlineData("GET", "/limits/recordCount?sObjects=Order_Placed__e", null, null)]
    [InlineData("GET", "/limits/recordCount", null, null)]
    [InlineData("GET", "/search?q=FIND+{abc}", null, null)]
    [InlineData("GET", "/sobjects/Order_Placed__e/describe/compactLayouts", null, "INVALID_TYPE_FOR_OPERATION")]
    public async Task Events_have_no_rows(string method, string path, string? body, string? code)
    {
        await using TestOrg org = await StartAsync();
        using HttpResponseMessage answer = await org.SendAsync(new HttpMethod(method), Base + path, body);
        string text = await answer.TextAsync();
        if (code is null) Assert.True(answer.IsSuccessStatusCode, text);
        else Assert.Contains($"\"errorCode\":\"{code}\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_are_described()
    {
        await using TestOrg org = await StartAsync();
        using HttpResponseMessage list = await org.GetAsync(Base + "/sobjects");
        JsonElement row = Assert.Single((await list.JsonAsync()).GetProperty("sobjects").EnumerateArray(), t => t.GetProperty("name").GetString() == "Order_Placed__e");
        Assert.Equal((true, false, false, Orders + "/eventSchema"), (row.GetProperty("createable").GetBoolean(), row.GetProperty("queryable").GetBoolean(), row.GetProperty("updateable").GetBoolean(), row.GetProperty("urls").GetProperty("eventSchema").GetString()));
        using HttpResponseMessage order = await org.GetAsync(Orders + "/describe");
        JsonElement described = await order.JsonAsync();
        Assert.Equal(
            ["ReplayId", "CreatedDate", "CreatedById", "EventUuid", "Order_Number__c", "Amount__c", "Placed_At__c", "Quantity__c", "Paid__c"],
            described.GetProperty("fields").EnumerateArray().Select(f => f.GetProperty("name").GetString()!));
        using HttpResponseMessage change = await org.GetAsync(Base + "/sobjects/AccountChangeEvent/describe");
        JsonElement account = await change.JsonAsync();
        Assert.Equal(("ChangeEvent", "Account", JsonValueKind.Null), (account.GetProperty("associateEntityType").GetString(), account.GetProperty("associateParentEntity").GetString(), account.GetProperty("keyPrefix").ValueKind));
        Assert.Contains(account.GetProperty("fields").EnumerateArray(), f => f.GetProperty("name").GetString() == "ChangeEventHeader");
    }

    [Fact]
    public async Task Schemas_can_be_read_by_name_and_id_in_both_forms()
    {
        await using TestOrg org = await StartAsync();
        using HttpResponseMessage compact = await org.GetAsync(Orders + "/eventSchema?payloadFormat=COMPACT");
        JsonElement schema = await compact.JsonAsync();
        string id = schema.GetProperty("uuid").GetString()!;
        Assert.Equal((org.Host.Events.Schemas.Current("Order_Placed__e")!.Id, "record", "long"), (id, schema.GetProperty("type").GetString(), schema.GetProperty("fields")[0].GetProperty("type").GetString()));
        await org.KnobAsync("schema", new { Order_Placed__e = new { fields = new { Note__c = "string(20)" } } });
        using HttpResponseMessage old = await org.GetAsync($"{Base}/event/eventSchema/{id}?payloadFormat=COMPACT");
        Assert.Equal(schema.GetRawText(), (await old.JsonAsync()).GetRawText());
        using HttpResponseMessage expanded = await org.GetAsync($"{Base}/event/eventSchema/{id}");
        JsonElement data = (await expanded.JsonAsync()).GetProperty("fields")[0].GetProperty("type").GetProperty("fields");
        JsonElement payload = data.EnumerateArray().Single(f => f.GetProperty("name").GetString() == "payload").GetProperty("type").GetProperty("fields");
        Assert.Equal(["\"string\"", "\"string\"", """["null","string"]""", """["null","double"]""", """["null","string"]"""], payload.EnumerateArray().Take(5).Select(f => f.GetProperty("type").GetRawText()));
        foreach (string path in new[] { "/event/eventSchema/AAAAAAAAAAAAAAAAAAAAAA", "/sobjects/Nothing__e/eventSchema", "/sobjects/Account/eventSchema" })
        {
            using HttpResponseMessage none = await org.GetAsync(Base + path);
            Assert.Equal(404, (int)none.StatusCode);
        }
        using HttpResponseMessage other = await org.GetAsync(Orders + "/eventSchema?payloadFormat=AVRO");
        Assert.Equal(400, (int)other.StatusCode);
    }

    [Fact]
    public async Task Channels_are_rows_of_the_Tooling_API()
    {
        await using TestOrg org = await StartAsync();
        const string Members = Base + "/tooling/sobjects/PlatformEventChannelMember";
        await MakeAsync(org, Base + "/tooling/sobjects/PlatformEventChannel", """{"FullName":"Sales__chn","Metadata":{"channelType":"data","label":"Sales"}}""");
        string id = await MakeAsync(org, Members, """{"FullName":"Sales_Lead","Metadata":{"eventChannel":"Sales__chn","selectedEntity":"LeadChangeEvent","enrichedFields":[{"name":"Email"}]}}""");
        using HttpResponseMessage read = await org.GetAsync($"{Members}/{id}");
        JsonElement row = await read.JsonAsync();
        Assert.StartsWith("0v8", id, StringComparison.Ordinal);
        Assert.Equal(("Sales_Lead", "Sales__chn", "LeadChangeEvent", "Email"), (row.GetProperty("FullName").GetString(), row.GetProperty("EventChannel").GetString(), row.GetProperty("SelectedEntity").GetString(), row.GetProperty("Metadata").GetProperty("enrichedFields")[0].GetProperty("name").GetString()));
        string changed = """{"Metadata":{"eventChannel":"Sales__chn","selectedEntity":"LeadChangeEvent","filterExpression":"Email != null"}}""";
        using (HttpResponseMessage patch = await org.SendAsync(HttpMethod.Patch, $"{Members}/{id}", changed)) Assert.Equal(204, (int)patch.StatusCode);
        using HttpResponseMessage query = await org.GetAsync(Base + "/tooling/query?q=SELECT+SelectedEntity,FilterExpression,Metadata+FROM+PlatformEventChannelMember+WHERE+EventChannel='Sales__chn'");
        JsonElement found = (await query.JsonAsync()).GetProperty("records")[0];
        Assert.Equal(("Email != null", 0), (found.GetProperty("FilterExpression").GetString(), found.GetProperty("Metadata").GetProperty("enrichedFields").GetArrayLength()));
        using (HttpResponseMessage moved = await org.SendAsync(HttpMethod.Patch, $"{Members}/{id}", """{"Metadata":{"eventChannel":"ChangeEvents","selectedEntity":"LeadChangeEvent"}}""")) Assert.Equal(400, (int)moved.StatusCode);
        string channel = (await FirstAsync(org, "SELECT+Id+FROM+PlatformEventChannel")).GetProperty("Id").GetString()!;
        using (HttpResponseMessage full = await org.SendAsync(HttpMethod.Delete, $"{Base}/tooling/sobjects/PlatformEventChannel/{channel}", null)) Assert.Equal("DEPENDENCY_EXISTS", (await full.JsonAsync())[0].GetProperty("errorCode").GetString());
        using (HttpResponseMessage gone = await org.SendAsync(HttpMethod.Delete, $"{Members}/{id}", null)) Assert.Equal(204, (int)gone.StatusCode);
        using (HttpResponseMessage empty = await org.SendAsync(HttpMethod.Delete, $"{Base}/tooling/sobjects/PlatformEventChannel/{channel}", null)) Assert.Equal(204, (int)empty.StatusCode);
        Assert.Null(org.Host.Events.Topics.Find("/data/Sales__chn"));
    }

    [Fact]
    public async Task Changes_say_where_they_come_from()
    {
        await using TestOrg org = await StartAsync();
        using (await org.SendAsync(HttpMethod.Post, Base + "/sobjects/Account", """{"Name":"A"}""", ("Sforce-Call-Options", "client=MyApp, defaultNamespace=x"))) { }
        using (await org.SendAsync(HttpMethod.Post, "/services/data/v60.0/composite/sobjects", """{"records":[{"attributes":{"type":"Account"},"Name":"B"},{"attributes":{"type":"Contact"},"LastName":"C"}]}""")) { }
        string id = await org.CreateAsync(BulkClient.Ingest, new { @object = "Account", operation = "insert" });
        using (await org.UploadAsync(id, Encoding.UTF8.GetBytes("Name\nD\n"))) { }
        using (await org.SetStateAsync(BulkClient.Ingest, id, "UploadComplete")) { }
        await org.FinishAsync(BulkClient.Ingest, id);
        Avro.Generic.GenericRecord[] headers = [.. All(org).Select(e => CaptureOrg.Header(EventCodec.Read(org.Host.Events.Schemas.Find(e.SchemaId)!, e.Payload)))];
        Assert.Equal(
            ["com/salesforce/api/rest/68.0;client=MyApp", "com/salesforce/api/rest/60.0", "com/salesforce/api/rest/60.0", "com/salesforce/api/bulkapi/68.0"],
            headers.Select(h => (string)h["changeOrigin"]));
        Assert.Equal([1, 1, 2, 1], headers.Select(h => (int)h["sequenceNumber"]));
        Assert.Equal(3, headers.Select(h => (string)h["transactionKey"]).Distinct().Count());
        Assert.Equal(headers.Select(h => (long)h["commitNumber"]), headers.Select(h => (long)h["commitNumber"]).Order());
    }

    [Theory]
    [InlineData("POST", "/composite/tree/Account", """{"records":[{"attributes":{"type":"Account","referenceId":"a"},"Name":"x","Contacts":{"records":[{"attributes":{"type":"Contact","referenceId":"b"},"LastName":"y"}]}}]}""", "Account CREATE 1, Contact CREATE 2")]
    [InlineData("POST", "/composite", """{"allOrNone":true,"compositeRequest":[{"method":"POST","url":"/services/data/v68.0/sobjects/Account","referenceId":"a","body":{"Name":"x"}},{"method":"PATCH","url":"/services/data/v68.0/sobjects/Account/@{a.id}","referenceId":"b","body":{"Phone":"1"}}]}""", "Account CREATE 1, Account UPDATE 2")]
    [InlineData("POST", "/composite/graph", """{"graphs":[{"graphId":"1","compositeRequest":[{"method":"POST","url":"/services/data/v68.0/sobjects/Account","referenceId":"a","body":{"Name":"x"}}]}]}""", "Account CREATE 1")]
    [InlineData("PATCH", "/composite/sobjects/Contact/Email", """{"records":[{"attributes":{"type":"Contact"},"LastName":"x","Email":"new@example.com"}]}""", "Contact CREATE 1")]
    [InlineData("DELETE", "/composite/sobjects?ids={contacts}", null, "Contact DELETE 1, Contact UPDATE 2")]
    [InlineData("POST", "/graphql", """{"query":"mutation { uiapi { AccountCreate(input: {Account: {Name: \"x\"}}) { Record { Id } } } }"}""", "Account CREATE 1")]
    [InlineData("GET", "/tooling/executeAnonymous?anonymousBody=insert+new+Account(Name='x');", null, "Account CREATE 1")]
    [InlineData("POST", "/sobjects/Account", """{"Phone":"1"}""", "")]
    [InlineData("POST", "/composite/sobjects", """{"allOrNone":true,"records":[{"attributes":{"type":"Account"},"Name":"x"},{"attributes":{"type":"Account"}}]}""", "")]
    [InlineData("POST", "/sobjects/Lead", """{"LastName":"x","Company":"y"}""", "")]
    public async Task Whoever_writes_is_captured(string method, string path, string? body, string events)
    {
        await using TestOrg org = await StartAsync();
        using HttpResponseMessage query = await org.GetAsync(Base + "/query?q=SELECT+Id+FROM+Contact+LIMIT+2");
        string contacts = string.Join(',', (await query.JsonAsync()).GetProperty("records").EnumerateArray().Select(r => r.GetProperty("Id").GetString()));
        using HttpResponseMessage answer = await org.SendAsync(new HttpMethod(method), Base + path.Replace("{contacts}", contacts, StringComparison.Ordinal), body);
        Avro.Generic.GenericRecord[] changes = [.. All(org).Select(e => EventCodec.Read(org.Host.Events.Schemas.Find(e.SchemaId)!, e.Payload))];
        Assert.Equal(events, string.Join(", ", changes.Select(c => $"{CaptureOrg.Header(c)["entityName"]} {CaptureOrg.TypeOf(c)} {CaptureOrg.Header(c)["sequenceNumber"]}")));
        Assert.Equal(events.Length > 0 ? 1 : 0, changes.Select(c => (string)CaptureOrg.Header(c)["transactionKey"]).Distinct().Count());
        if (path.Contains("ids=", StringComparison.Ordinal)) Assert.Equal(contacts.Split(','), CaptureOrg.List(changes[0], "recordIds"));
    }

    [Fact]
    public async Task A_platform_event_can_be_deployed()
    {
        await using EmptyOrg org = await EmptyOrg.StartAsync();
        const string Head = "<deploymentStatus>Deployed</deploymentStatus><label>Ping</label><pluralLabel>Pings</pluralLabel>";
        const string Fields = "<fields><fullName>Code__c</fullName><label>Code</label><type>Text</type><length>20</length></fields>";
        JsonElement refused = await DeployAsync(Head + "<eventType>StandardVolume</eventType>" + Fields);
        Assert.False(refused.GetProperty("success").GetBoolean());
        JsonElement made = await DeployAsync(Head + "<eventType>HighVolume</eventType><publishBehavior>PublishAfterCommit</publishBehavior>" + Fields);
        Assert.True(made.GetProperty("success").GetBoolean(), made.ToString());
        Assert.Matches("^e[0-9A-Za-z]{2}xx", await org.CreateAsync("Ping__e", new { Code__c = "x" }));

        Task<JsonElement> DeployAsync(string xml) => org.DeployAsync(EmptyOrg.Package(["CustomObject:Ping__e"], [("objects/Ping__e.object", EmptyOrg.Xml("CustomObject", xml))]));
    }

    private static Task<TestOrg> StartAsync() => TestOrg.ConnectAsync(new EmulatorOptions { Seed = "sample" });

    private static List<BusEvent> All(TestOrg org)
    {
        long place = org.Host.Events.Bus.Earliest();
        List<StoredEvent> events = [];
        org.Host.Events.Bus.TryRead(ref place, _ => true, 1_000, long.MaxValue, events);
        return [.. events.Select(e => e.ToBusEvent())];
    }

    private static async Task<JsonElement> CollectAsync(TestOrg org, bool allOrNone, params string?[] numbers)
    {
        object body = new { allOrNone, records = numbers.Select(n => new { attributes = new { type = "Order_Placed__e" }, Order_Number__c = n }) };
        using HttpResponseMessage answer = await org.SendAsync(HttpMethod.Post, Base + "/composite/sobjects", JsonSerializer.Serialize(body));
        return await answer.JsonAsync();
    }

    private static async Task<string> MakeAsync(TestOrg org, string path, string json)
    {
        using HttpResponseMessage made = await org.SendAsync(HttpMethod.Post, path, json);
        Assert.True((int)made.StatusCode == 201, await made.TextAsync());
        return (await made.JsonAsync()).GetProperty("id").GetString()!;
    }

    private static async Task<JsonElement> FirstAsync(TestOrg org, string soql)
    {
        using HttpResponseMessage query = await org.GetAsync($"{Base}/tooling/query?q={soql}");
        return (await query.JsonAsync()).GetProperty("records")[0];
    }
}
