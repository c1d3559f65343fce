using System.Globalization;
using System.Text;
using SalesforceCC.Bulk;
using SalesforceCC.Records;

namespace SalesforceCC.Client.Tests.Support;

/// <summary>An org with one finished query job, whose pages a test gives as CSV.</summary>
internal sealed class ExportOrg : IAsyncDisposable
{
    public const string Job = "750000000000001AAA";

    public const string Create = "POST jobs/query";

    public const string Lists = "GET jobs/query/" + Job + "/resultPages";

    public const string Results = "GET jobs/query/" + Job + "/results";

    private readonly string[] _pages;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    private ExportOrg(LoopbackOrg org, SfSession session, string[] pages)
    {
        Org = org;
        Session = session;
        _pages = pages;
        Page = number => Csv(_pages[number - 1], Next(number));
        org.On(Create, _ => Reply.Json(Info("UploadComplete", null)))
            .On("GET jobs/query/" + Job, _ => Reply.Json(Info(State, Records, ErrorMessage)))
            .On(Lists, List)
            .On(Results, r => Page(Number(r)))
            .On("GET sobjects/Account/describe", Reply.Json(Describe("Account", ("Id", "id", null), ("Name", "string", null), ("NumberOfEmployees", "int", null), ("AnnualRevenue", "currency", null), ("IsDeleted", "boolean", null), ("CreatedDate", "datetime", null), ("Due__c", "date", null), ("OwnerId", "reference", "Owner:User"))))
            .On("GET sobjects/User/describe", Reply.Json(Describe("User", ("Id", "id", null), ("Name", "string", null), ("IsActive", "boolean", null), ("ProfileId", "reference", "Profile:Profile"))))
            .On("GET sobjects/Profile/describe", Reply.Json(Describe("Profile", ("Id", "id", null), ("Name", "string", null))));
    }

    public LoopbackOrg Org { get; }

    public SfSession Session { get; }

    /// <summary>What the job is when it is asked for.</summary>
    public string State { get; set; } = "JobComplete";

    public string? ErrorMessage { get; set; }

    /// <summary>How many rows Salesforce says there are; null: it does not say.</summary>
    public long? Records { get; set; }

    /// <summary>How many pages a list names.</summary>
    public int ListSize { get; set; } = 5;

    /// <summary>How a page is linked.</summary>
    public Func<string, string> Link { get; set; } = static rest => "/services/data/v68.0/jobs/query/" + Job + rest;

    /// <summary>What a list calls a link, and itself.</summary>
    public (string List, string Link) Names { get; set; } = ("resultPages", "resultUrl");

    /// <summary>Answers with a page.</summary>
    public Func<int, Reply> Page { get; set; }

    /// <summary>A file for what is exported.</summary>
    public string File(string name = "accounts.csv") => Path.Combine(_folder.FullName, name);

    public static async Task<ExportOrg> StartAsync(params string[] pages)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        return new ExportOrg(org, session, pages);
    }

    /// <summary>A page, whose head names the next.</summary>
    public static Reply Csv(string csv, string? next, params (string Name, string Value)[] headers) =>
        Csv(Encoding.UTF8.GetBytes(csv), next, headers);

    public static Reply Csv(byte[] csv, string? next, params (string Name, string Value)[] headers) =>
        Reply.Of(200, "text/csv", csv, [("Sforce-Locator", next ?? "null"), .. headers]);

    /// <summary>The locator in the head of a page.</summary>
    public string? Next(int number) => number < _pages.Length ? string.Create(CultureInfo.InvariantCulture, $"L{number + 1}") : null;

    /// <summary>How often a page was asked for.</summary>
    public int Asked(int number) => Org.Server.Requests.Count(r => r.Line == LoopbackOrg.Line(Results) && Number(r) == number);

    /// <summary>Exports to a file.</summary>
    public async Task<SfBulkExport> ExportAsync(string path, Func<ExportSettings, ExportSettings>? change = null, string soql = "SELECT Id, Name FROM Account")
    {
        ExportSettings settings = new() { Query = soql, Path = path };
        using BulkExport export = await BulkExport.NewAsync(Session, change is null ? settings : change(settings), Guard.Stop);
        return (await LastAsync(export)).Result!;
    }

    /// <summary>Goes on with an export.</summary>
    public async Task<SfBulkExport> ResumeAsync(string path)
    {
        using BulkExport export = BulkExport.Resume(Session, BulkJournal.Open(WorkFolder.JournalOf(path), Session.Clock));
        return (await LastAsync(export)).Result!;
    }

    /// <summary>Exports to records.</summary>
    public async Task<List<SfRecord>> RecordsAsync(string soql, Func<ExportSettings, ExportSettings>? change = null)
    {
        ExportSettings settings = new() { Query = soql };
        using BulkExport export = await BulkExport.NewAsync(Session, change is null ? settings : change(settings), Guard.Stop);
        List<SfRecord> records = [];
        await foreach (ExportStep step in export.RunAsync(Guard.Stop))
            records.AddRange(step.Records ?? Enumerable.Empty<SfRecord>());
        return records;
    }

    public static async Task<ExportStep> LastAsync(BulkExport export)
    {
        ExportStep? last = null;
        await foreach (ExportStep step in export.RunAsync(Guard.Stop))
            last = step;
        return last!;
    }

    public async ValueTask DisposeAsync()
    {
        await Org.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static int Number(ReceivedRequest request) =>
        request.Query("locator") is { } locator ? int.Parse(locator.TrimStart('L'), CultureInfo.InvariantCulture) : 1;

    private Reply List(ReceivedRequest request)
    {
        int first = Number(request);
        IEnumerable<string> links = Enumerable.Range(first, Math.Max(0, Math.Min(ListSize, _pages.Length - first + 1)))
            .Select(n => $$"""{"{{Names.Link}}":"{{Link(string.Create(CultureInfo.InvariantCulture, $"/results?locator=L{n}"))}}"}""");
        bool isDone = first + ListSize > _pages.Length;
        string next = isDone ? "null" : $"\"{Link(string.Create(CultureInfo.InvariantCulture, $"/resultPages?locator=L{first + ListSize}"))}\"";
        return Reply.Json($$"""{"{{Names.List}}":[{{string.Join(',', links)}}],"nextRecordsUrl":{{next}},"done":{{(isDone ? "true" : "false")}}}""");
    }

    private static string Info(string state, long? records, string? error = null) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"id":"{{Job}}","operation":"query","object":"Account","state":"{{state}}","apiVersion":68.0,"jobType":"V2Query","lineEnding":"LF","columnDelimiter":"COMMA"{{(records is null ? "" : $",\"numberRecordsProcessed\":{records}")}}{{(error is null ? "" : $",\"errorMessage\":\"{error}\"")}}}""");

    private static string Describe(string name, params (string Name, string Type, string? Parent)[] fields) =>
        $$"""{"name":"{{name}}","fields":[{{string.Join(',', fields.Select(static f =>
            $$"""{"name":"{{f.Name}}","type":"{{f.Type}}"{{(f.Parent?.Split(':') is [string relationship, string to] ? $",\"relationshipName\":\"{relationship}\",\"referenceTo\":[\"{to}\"]" : "")}}}"""))}}]}""";
}
