using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using SalesforceCC.Json;
using SalesforceCC.Rest;

namespace SalesforceCC.Bulk;

/// <summary>
/// What stands beside the files of a split export: the job, the columns, which files there are with how many rows, and which
/// pages are missing. Another process, elsewhere, can go on with it.
/// </summary>
/// <param name="path">The file that the names of the others are made of.</param>
/// <param name="order">What is exported.</param>
/// <param name="progress">How far it is.</param>
internal sealed class ExportManifest(string path, ExportOrder order, ExportProgress progress)
{
    private const string Extension = ".manifest.json";
    private const int Version = 1;

    private static readonly char[] s_digits = [.. "0123456789"];

    private static readonly JsonWriterOptions s_options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The manifest of a file.</summary>
    public static string PathOf(string file) => file + Extension;

    /// <summary>The file of a manifest; null: it is none, by its name.</summary>
    public static string? TryFileOf(string manifest) =>
        manifest.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) ? manifest.Substring(0, manifest.Length - Extension.Length) : null;

    /// <summary>The name of a page's file: <c>accounts-00001.csv</c>.</summary>
    public static string FileOf(string name, int number)
    {
        string extension = ExportFormats.ExtensionOf(name);
        return FormattableString.Invariant($"{name.Substring(0, name.Length - extension.Length)}-{number:00000}{extension}");
    }

    /// <summary>
    /// A file that is there already and that an export with a file for each page could replace: its manifest, or one with the
    /// name of a page. Null: there is none.
    /// </summary>
    /// <exception cref="SfException">INVALID_PARAMETER: the extension; FILE_NOT_WRITTEN: its folder cannot be read.</exception>
    public static string? TakenBy(string file)
    {
        if (File.Exists(PathOf(file)))
            return PathOf(file);
        string extension = ExportFormats.ExtensionOf(file);
        string folder = Path.GetDirectoryName(file)!;
        return !Directory.Exists(folder) ? null : Disk.Run(file, () => Directory.EnumerateFiles(folder, "*" + extension)
            .Where(IsPage)
            .OrderBy(static f => f, StringComparer.Ordinal)
            .FirstOrDefault());

        bool IsPage(string other)
        {
            string name = other.Substring(0, other.Length - extension.Length);
            string number = name.Substring(name.TrimEnd(s_digits).Length);
            return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int page) && FileOf(file, page) == other;
        }
    }

    /// <summary>The files that a manifest names; none where it is not there, or is none.</summary>
    public static IReadOnlyList<string> FilesOf(string manifest)
    {
        try
        {
            return JsonReply.Read<IReadOnlyList<string>>(File.ReadAllBytes(manifest), "manifest", root =>
                [.. root.GetProperty("pages").EnumerateArray().Select(static p => JsonMember.Text(p, "file")).OfType<string>()
                    .Where(static f => f == Path.GetFileName(f)).Select(f => Path.Combine(Path.GetDirectoryName(manifest)!, f))]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SfException)
        {
            return [];
        }
    }

    /// <summary>
    /// Makes a journal of a manifest, for a process that goes on where another, whose journal is not here, has ended.
    /// </summary>
    /// <exception cref="SfException">JOURNAL_UNUSABLE, FILE_EXISTS, FILE_NOT_WRITTEN.</exception>
    public static BulkJournal ToJournal(string manifest, TimeProvider clock)
    {
        string file = TryFileOf(manifest) ?? throw Unusable(manifest);
        (ExportOrder order, string job, List<string> links, string? next, bool isAll, List<FetchedPage> pages) = Read(manifest, Path.GetFileName(file));
        BulkJournal journal = WorkFolder.Create(file, discard: false, clock);
        try
        {
            // With the job: a process that ends here must not lead to another, whose rows are others.
            journal.Add(order.ToEntry() with { Job = job });
            ExportProgress progress = new(journal);
            if (links.Count > 0)
                progress.AddLinks(links, next, isAll);
            foreach (FetchedPage page in pages)
                progress.AddFetched(page);
            return journal;
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>Writes it, whole.</summary>
    /// <exception cref="SfException">FILE_NOT_WRITTEN.</exception>
    public void Write(IReadOnlyCollection<FetchedPage> pages, bool isComplete)
    {
        using MemoryStream content = new();
        using (Utf8JsonWriter json = new(content, s_options))
            Write(json, pages.ToDictionary(static p => p.Number), isComplete);
        AtomicFile.Write(PathOf(path), content.ToArray());
    }

    private void Write(Utf8JsonWriter json, Dictionary<int, FetchedPage> pages, bool isComplete)
    {
        json.WriteStartObject();
        json.WriteNumber("version", Version);
        json.WriteString("instance", order.Instance);
        json.WriteString("organizationId", order.OrganizationId);
        json.WriteString("jobId", progress.Job);
        json.WriteString("apiVersion", order.ApiVersion);
        json.WriteString("operation", order.Operation);
        json.WriteString("query", order.Query);
        json.WriteString("columnDelimiter", order.Dialect.DelimiterName);
        json.WriteString("lineEnding", order.Dialect.LineEndingName);
        if (order.MaxRecords is { } most)
            json.WriteNumber("maxRecords", most);
        json.WriteBoolean("complete", isComplete);
        json.WriteNumber("records", pages.Values.Sum(static p => p.Rows));
        json.WriteStartArray("columns");
        foreach (string column in Columns(pages.Values))
            json.WriteStringValue(column);
        json.WriteEndArray();
        json.WriteStartArray("pages");
        foreach (PageLink link in progress.Links)
            Write(json, link, pages.TryGetValue(link.Number, out FetchedPage? page) ? page : null);
        json.WriteEndArray();

        // Pages that nobody has asked for yet; null where all are named above.
        json.WriteString("nextPages", progress.NextList is { } next ? Url(next) : null);
        json.WriteBoolean("allPages", progress.HasAllLinks);
        json.WriteEndObject();
    }

    private void Write(Utf8JsonWriter json, PageLink link, FetchedPage? page)
    {
        json.WriteStartObject();
        json.WriteString("url", Url(link.Rest));
        json.WriteString("file", page is null ? null : FileOf(Path.GetFileName(path), link.Number));
        if (page is not null)
        {
            json.WriteNumber("records", page.Rows);
            json.WriteNumber("bytes", page.Length);
            json.WriteString("crc32", page.Sum.ToString("x8", CultureInfo.InvariantCulture));
            json.WriteNumber("received", page.Received);
            json.WriteString("header", page.Header);
        }

        json.WriteEndObject();
    }

    private IEnumerable<string> Columns(IEnumerable<FetchedPage> pages) =>
        pages.Select(static p => p.Header).FirstOrDefault(static h => h is not null) is { } header
            ? header.Split(order.Dialect.Delimiter).Select(static c => c.Trim('"'))
            : [];

    private string Url(string rest) => $"{RestPath.Base(order.ApiVersion)}jobs/query/{progress.Job}{rest}";

    private static (ExportOrder Order, string Job, List<string> Links, string? Next, bool IsAll, List<FetchedPage> Pages) Read(string manifest, string name)
    {
        try
        {
            return JsonReply.Read(File.ReadAllBytes(manifest), "manifest", root => Read(root, name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SfException)
        {
            throw Unusable(manifest, e);
        }
    }

    private static (ExportOrder, string, List<string>, string?, bool, List<FetchedPage>) Read(JsonElement root, string name)
    {
        string Text(string member) => JsonMember.Text(root, member) ?? throw JsonReply.Malformed("manifest");
        if (root.GetProperty("version").GetInt32() != Version)
            throw JsonReply.Malformed("manifest");
        ExportOrder order = new()
        {
            Instance = Text("instance"),
            OrganizationId = JsonMember.Text(root, "organizationId"),
            ApiVersion = Text("apiVersion"),
            Query = JsonMember.Text(root, "query"),
            IncludeDeleted = Text("operation") == "queryAll",
            Dialect = new CsvDialect(CsvDialect.Delimiters[Text("columnDelimiter")], Text("lineEnding") == "CRLF"),
            FileName = name,
            SplitPages = true,
            MaxRecords = root.TryGetProperty("maxRecords", out JsonElement most) ? most.GetInt32() : null,
        };
        string job = Text("jobId");
        List<string> links = [];
        List<FetchedPage> pages = [];
        foreach (JsonElement page in root.GetProperty("pages").EnumerateArray())
        {
            links.Add(Rest(JsonMember.Text(page, "url"), job));
            if (JsonMember.Text(page, "file") is not null)
                pages.Add(new FetchedPage
                {
                    Number = links.Count,
                    File = FormattableString.Invariant($"page-{links.Count:00000}"),
                    Length = page.GetProperty("bytes").GetInt64(),
                    Sum = uint.Parse(JsonMember.Text(page, "crc32")!, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                    Rows = page.GetProperty("records").GetInt64(),
                    Received = page.GetProperty("received").GetInt64(),
                    Header = JsonMember.Text(page, "header"),
                });
        }

        string? next = JsonMember.Text(root, "nextPages");
        return (order, job, links, next is null ? null : Rest(next, job), root.GetProperty("allPages").GetBoolean(), pages);
    }

    private static string Rest(string? url, string job)
    {
        int start = url?.IndexOf(job, StringComparison.Ordinal) ?? -1;
        return start < 0 ? throw JsonReply.Malformed("manifest") : url!.Substring(start + job.Length);
    }

    private static SfException Unusable(string manifest, Exception? inner = null) =>
        new(SfErrorCodes.JournalUnusable, $"'{manifest}' is not the manifest of an export, or is damaged.", inner);
}
