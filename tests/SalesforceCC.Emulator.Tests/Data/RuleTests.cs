using System.Text.Json;
using SalesforceCC.Emulator.Data;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Data;

/// <summary>What the org sets by itself, when a row is made and an hour later, when it is changed.</summary>
public sealed class RuleTests : IDisposable
{
    private const string Made = "2026-11-24T15:30:00.000+0000";
    private const string Changed = "2026-11-24T16:30:00.000+0000";

    private readonly SampleOrg _org = new();

    [Theory]
    [InlineData("""{"Subject":"x"}""", "IsClosed ClosedDate", "False ")]
    [InlineData("""{"Status":"Closed"}""", "IsClosed ClosedDate", "True " + Made)]
    [InlineData("""{"Status":"New"} {"Status":"Closed"}""", "IsClosed ClosedDate", "True " + Changed)]
    [InlineData("""{"Status":"Closed"} {"Subject":"y"}""", "IsClosed ClosedDate", "True " + Made)]
    [InlineData("""{"Status":"Closed"} {"Status":"New"}""", "IsClosed ClosedDate", "False ")]
    public void A_case_is_closed_by_its_status(string json, string fields, string expected) => Follows("Case", json, fields, expected);

    [Theory]
    [InlineData("""{"Subject":"x"}""", "IsClosed CompletedDateTime IsHighPriority", "False  False")]
    [InlineData("""{"Status":"Completed","Priority":"High"}""", "IsClosed CompletedDateTime IsHighPriority", "True " + Made + " True")]
    [InlineData("""{"Subject":"x"} {"Status":"Completed"}""", "IsClosed CompletedDateTime", "True " + Changed)]
    [InlineData("""{"Status":"Completed"} {"Subject":"y"}""", "IsClosed CompletedDateTime", "True " + Made)]
    [InlineData("""{"Status":"Completed"} {"Status":"Not Started"}""", "IsClosed CompletedDateTime", "False ")]
    [InlineData("""{"Priority":"High"} {"Priority":"Normal"}""", "IsHighPriority", "False")]
    public void A_task_is_completed_by_its_status(string json, string fields, string expected) => Follows("Task", json, fields, expected);

    [Theory]
    [InlineData("""{"DurationInMinutes":90}""", "2026-11-24T10:00:00.000+0000 2026-11-24 2026-11-24T11:30:00.000+0000 90")]
    [InlineData("""{"EndDateTime":"2026-11-24T10:45:00Z"}""", "2026-11-24T10:00:00.000+0000 2026-11-24 2026-11-24T10:45:00.000+0000 45")]
    [InlineData("""{"DurationInMinutes":90,"EndDateTime":"2026-11-24T10:45:00Z"}""", "2026-11-24T10:00:00.000+0000 2026-11-24 2026-11-24T10:45:00.000+0000 45")]
    [InlineData("""{"DurationInMinutes":90} {"DurationInMinutes":30}""", "2026-11-24T10:00:00.000+0000 2026-11-24 2026-11-24T10:30:00.000+0000 30")]
    [InlineData("""{"DurationInMinutes":90} {"EndDateTime":"2026-11-24T10:15:00Z"}""", "2026-11-24T10:00:00.000+0000 2026-11-24 2026-11-24T10:15:00.000+0000 15")]
    [InlineData("""{"DurationInMinutes":90} {"StartDateTime":"2026-11-25T23:00:00Z"}""", "2026-11-25T23:00:00.000+0000 2026-11-25 2026-11-26T00:30:00.000+0000 90")]
    public void An_event_has_an_end_and_a_duration(string json, string expected) => Follows(
        "Event", "{\"StartDateTime\":\"2026-11-24T10:00:00Z\"," + json[1..], "ActivityDateTime ActivityDate EndDateTime DurationInMinutes", expected);

    [Theory]
    [InlineData("Prospecting", "10.0 Pipeline Pipeline False False")]
    [InlineData("Value Proposition", "50.0 Pipeline Pipeline False False")]
    [InlineData("id. decision makers", "60.0 BestCase Best Case False False")]
    [InlineData("Negotiation/Review", "90.0 Forecast Commit False False")]
    [InlineData("Closed Won", "100.0 Closed Closed True True")]
    [InlineData("Closed Lost", "0.0 Omitted Omitted False True")]
    [InlineData("A stage of one's own", "10.0 Pipeline Pipeline False False")]
    public void A_stage_decides_on_the_forecast(string stage, string expected) => Follows(
        "Opportunity",
        $$"""{"Name":"x","CloseDate":"2026-01-31","StageName":"{{stage}}"}""",
        "Probability ForecastCategory ForecastCategoryName IsWon IsClosed",
        expected);

    [Theory]
    [InlineData("""{"Probability":33}""", "33.0 Pipeline 1 2026 1")]
    [InlineData("""{"Probability":33} {"StageName":"Closed Won"}""", "100.0 Closed 1 2026 1")]
    [InlineData("""{"Probability":33} {"NextStep":"call"}""", "33.0 Pipeline 1 2026 1")]
    [InlineData("""{"ForecastCategoryName":"Omitted"}""", "10.0 Omitted 1 2026 1")]
    [InlineData("""{"Probability":33} {"CloseDate":"2025-04-01"}""", "33.0 Pipeline 2 2025 2")]
    [InlineData("""{"Probability":33} {"CloseDate":"2025-09-30"}""", "33.0 Pipeline 3 2025 3")]
    [InlineData("""{"Probability":33} {"CloseDate":"2025-10-01"}""", "33.0 Pipeline 4 2025 4")]
    public void What_is_given_stays(string json, string expected) => Follows(
        "Opportunity",
        """{"Name":"x","CloseDate":"2026-03-31","StageName":"Prospecting",""" + json[1..],
        "Probability ForecastCategoryName FiscalQuarter Fiscal",
        expected);

    [Theory]
    [InlineData("""{"Amount":100.1}""", "10.01")]
    [InlineData("""{"Amount":0.25,"Probability":50}""", "0.13")]
    [InlineData("""{"Probability":50}""", "")]
    [InlineData("""{"Amount":100,"Probability":null}""", "0.0")]
    [InlineData("""{"Amount":100} {"Amount":200}""", "20.0")]
    [InlineData("""{"Amount":100} {"Amount":null}""", "")]
    public void Revenue_is_expected_of_amount_and_probability(string json, string expected) => Follows(
        "Opportunity", """{"Name":"x","CloseDate":"2026-03-31","StageName":"Prospecting",""" + json[1..], "ExpectedRevenue", expected);

    [Theory]
    [InlineData("Contact", """{"LastName":"L"}""", "L")]
    [InlineData("Lead", """{"Company":"C","LastName":"L","FirstName":"F"}""", "F L")]
    [InlineData("Lead", """{"Company":"C","LastName":"L","FirstName":"F"} {"FirstName":null}""", "L")]
    public void A_person_has_a_name(string type, string json, string expected) => Follows(type, json, "Name", expected);

    [Theory]
    [InlineData("Attachment", "ParentId", "Account", "Name = 'Zirkel & Lineal'")]
    [InlineData("Document", "FolderId", "User", "Username = 'kenji.tanaka@alpenglow.example'")]
    public void Bytes_are_counted(string type, string field, string parent, string where)
    {
        string json = $$"""{"Name":"a.txt","{{field}}":"{{_org.Id(parent, where)}}","Body":"aGVsbG8="}""";
        Follows(type, json, "BodyLength", "5");
        Follows(type, json + """ {"Body":"aGk="}""", "BodyLength", "2");
        Follows(type, json + """ {"Name":"b.txt"}""", "BodyLength", "5");
    }

    [Theory]
    [InlineData("C:\\\\a\\\\b c.tar.GZ", "b c.tar GZ GZ 5 R True 1")]
    [InlineData("plain", "plain  UNKNOWN 5 R True 1")]
    public void A_version_is_named_by_its_path(string path, string expected) => Follows(
        "ContentVersion",
        $$"""{"PathOnClient":"{{path}}","VersionData":"aGVsbG8="}""",
        "Title FileExtension FileType ContentSize PublishStatus IsLatest VersionNumber",
        expected);

    [Fact]
    public void A_second_version_is_one_of_the_same_file()
    {
        string first = _org.Insert("ContentVersion", """{"PathOnClient":"a.txt","Title":"T","VersionData":"aGVsbG8="}""");
        string file = _org.Row("ContentVersion", first, "ContentDocumentId").GetProperty("ContentDocumentId").GetString()!;
        Assert.Equal("T", _org.Row("ContentDocument", file, "Title").GetProperty("Title").GetString());
        string second = _org.Insert("ContentVersion", $$"""{"PathOnClient":"b.pdf","VersionData":"aGk=","ContentDocumentId":"{{file}}"}""");
        Assert.Equal(["1", "2"], _org.Column($"SELECT VersionNumber FROM ContentVersion WHERE ContentDocumentId = '{file}' ORDER BY VersionNumber", "VersionNumber"));
        JsonElement row = _org.Row("ContentDocument", file, "Title", "ContentSize", "FileType", "FileExtension", "LatestPublishedVersionId");
        Assert.Equal($"b 2 PDF pdf {second}", string.Join(' ', row.EnumerateObject().Skip(1).Select(p => p.Value.ToString())));
    }

    [Fact]
    public void A_file_is_shared_with_who_brings_it_and_where_it_is_published()
    {
        string admin = _org.Store.AdminUserId, account = _org.Id("Account", "Name = 'Zirkel & Lineal'");
        Assert.Equal([$"{admin} I", $"{account} V"], Links(account));
        Assert.Equal([$"{admin} I"], Links(admin));

        List<string> Links(string place)
        {
            string id = _org.Insert("ContentVersion", $$"""{"PathOnClient":"a.txt","VersionData":"aGk=","FirstPublishLocationId":"{{place}}"}""");
            string? file = _org.Row("ContentVersion", id, "ContentDocumentId").GetProperty("ContentDocumentId").GetString();
            return [.. _org.Query($"SELECT LinkedEntityId, ShareType FROM ContentDocumentLink WHERE ContentDocumentId = '{file}' ORDER BY Id").GetProperty("records")
                .EnumerateArray().Select(r => $"{r.GetProperty("LinkedEntityId")} {r.GetProperty("ShareType")}")];
        }
    }

    private void Follows(string type, string json, string fields, string expected)
    {
        string[] steps = json.Split("} {");
        string id = _org.Insert(type, steps.Length == 1 ? json : steps[0] + "}");
        _org.Clock.Advance(TimeSpan.FromHours(1));
        if (steps.Length > 1) _org.Update(type, id, "{" + steps[1]);
        string[] names = fields.Split(' ');
        JsonElement row = _org.Row(type, id, names);
        Assert.Equal(expected, string.Join(' ', names.Select(n => row.GetProperty(n).ToString())));
    }

    public void Dispose() => _org.Dispose();
}
