using System.Globalization;

namespace SalesforceCC.Bulk;

/// <summary>What a journal says of its export before anything was done: enough for any process to go on.</summary>
internal sealed record ExportOrder
{
    private const int Version = 1;

    /// <summary>Host of the instance.</summary>
    public required string Instance { get; init; }

    /// <summary>18-character id of the org; null where the session did not know it.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>API version of the job.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>The statement; null: the job was there already.</summary>
    public string? Query { get; init; }

    /// <summary>Deleted and archived rows, too.</summary>
    public bool IncludeDeleted { get; init; }

    /// <summary>Of the CSV.</summary>
    public CsvDialect Dialect { get; init; } = CsvDialect.Default;

    /// <summary>The name of the file.</summary>
    public required string FileName { get; init; }

    /// <summary>A file for each page.</summary>
    public bool SplitPages { get; init; }

    /// <summary>Replaces no file.</summary>
    public bool NoClobber { get; init; }

    /// <summary>Most rows of a page; null: Salesforce's choice.</summary>
    public int? MaxRecords { get; init; }

    /// <summary><c>query</c> or <c>queryAll</c>.</summary>
    public string Operation => IncludeDeleted ? "queryAll" : "query";

    /// <summary>What a session is to do.</summary>
    public static ExportOrder Of(BulkApi api, ExportSettings settings) => new()
    {
        Instance = api.Session.InstanceUrl.Authority,
        OrganizationId = api.Session.OrganizationId,
        ApiVersion = api.Version,
        Query = settings.Query,
        IncludeDeleted = settings.IncludeDeleted,
        Dialect = settings.Dialect,
        FileName = Path.GetFileName(settings.Path) ?? "",
        SplitPages = settings.SplitPages,
        NoClobber = settings.NoClobber,
        MaxRecords = settings.MaxRecords,
    };

    /// <summary>Reads the first entry of a journal.</summary>
    /// <exception cref="SfException">JOURNAL_UNUSABLE.</exception>
    public static ExportOrder Read(BulkJournal journal)
    {
        if (journal.Entries is not [{ Step: BulkExport.FirstStep, Facts: { } facts }, ..])
            throw Unusable(journal.Path, "is not that of an export");
        string? Fact(string name) => facts.TryGetValue(name, out string? value) ? value : null;
        if (Fact("version") != Version.ToString(CultureInfo.InvariantCulture))
            throw Unusable(journal.Path, $"has the version {Fact("version")}, which a newer version of this module wrote");
        return CsvDialect.Delimiters.TryGetValue(Fact("columnDelimiter") ?? "", out char delimiter)
            && Fact("instance") is { } instance && Fact("apiVersion") is { } apiVersion && Fact("file") is { Length: > 0 } file
            ? new ExportOrder
            {
                Instance = instance,
                OrganizationId = Fact("organization"),
                ApiVersion = apiVersion,
                Query = Fact("query"),
                IncludeDeleted = Fact("operation") == "queryAll",
                Dialect = new CsvDialect(delimiter, Fact("lineEnding") == "CRLF"),
                FileName = file,
                SplitPages = Fact("splitPages") == "true",
                NoClobber = Fact("noClobber") == "true",
                MaxRecords = int.TryParse(Fact("maxRecords"), NumberStyles.None, CultureInfo.InvariantCulture, out int most) ? most : null,
            }
            : throw Unusable(journal.Path, "lacks what the export is about");
    }

    /// <summary>The first entry of a journal.</summary>
    public JournalEntry ToEntry() => new()
    {
        Step = BulkExport.FirstStep,
        Facts = new Dictionary<string, string?>
        {
            ["version"] = Version.ToString(CultureInfo.InvariantCulture),
            ["instance"] = Instance,
            ["organization"] = OrganizationId,
            ["apiVersion"] = ApiVersion,
            ["operation"] = Operation,
            ["query"] = Query,
            ["columnDelimiter"] = Dialect.DelimiterName,
            ["lineEnding"] = Dialect.LineEndingName,
            ["file"] = FileName,
            ["splitPages"] = SplitPages ? "true" : "false",
            ["noClobber"] = NoClobber ? "true" : null,
            ["maxRecords"] = MaxRecords?.ToString(CultureInfo.InvariantCulture),
        },
    };

    /// <summary>Refuses a session of another org.</summary>
    /// <exception cref="SfException">JOURNAL_UNUSABLE.</exception>
    public void Require(SfSession session, string path)
    {
        bool isSame = OrganizationId is { } here && session.OrganizationId is { } there
            ? here == there
            : Instance == session.InstanceUrl.Authority;
        if (!isSame)
            throw Unusable(path, $"belongs to another org: {Instance}");
    }

    private static SfException Unusable(string path, string why) =>
        new(SfErrorCodes.JournalUnusable, $"The journal '{path}' {why}.");
}
