using System.Globalization;
using System.Text.Json;
using SalesforceCC.Query;
using SalesforceCC.Records;

namespace SalesforceCC.Client.Tests.Support;

/// <summary>
/// An org with one query, whose locators have offsets: so many rows, numbered from 0, in pages of a size. What a test
/// adds makes it behave otherwise.
/// </summary>
internal sealed class CursorOrg : IAsyncDisposable
{
    public const string BatchLine = "POST composite/batch";

    private readonly LoopbackOrg _org;
    private readonly object _lock = new();
    private readonly List<int> _asked = [];
    private int _open;
    private int _mostOpen;

    private CursorOrg(LoopbackOrg org, SfSession session, int rows, int size)
    {
        _org = org;
        Session = session;
        Rows = rows;
        Size = size;
        Page = Rest;
        org.On(Pages.First, _ => Track(0, Rest(0))).On(BatchLine, Batch).OnOthers(Answer);
    }

    public LoopbackOrg Org => _org;

    public SfSession Session { get; }

    public int Rows { get; }

    public int Size { get; }

    /// <summary>Answers for the page at an offset.</summary>
    public Func<int, Reply> Page { get; set; }

    /// <summary>What the answer for an offset waits for.</summary>
    public Func<int, Task> Hold { get; set; } = static _ => Task.CompletedTask;

    /// <summary>The offsets asked for, in the order they came.</summary>
    public int[] Asked
    {
        get
        {
            lock (_lock)
                return [.. _asked];
        }
    }

    /// <summary>The most pages that were asked for and not answered at one time.</summary>
    public int MostOpen => Volatile.Read(ref _mostOpen);

    public static async Task<CursorOrg> StartAsync(int rows, int size = 2)
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        return new CursorOrg(org, session, rows, size);
    }

    /// <summary>What a well-behaved org answers for an offset.</summary>
    public Reply Rest(int offset) => Of(offset, Size);

    /// <summary>A page of another size, that names the page after it as it should.</summary>
    public Reply Of(int offset, int size) =>
        Named(offset, size, offset + size < Rows ? Path(offset + size) : null);

    /// <summary>A page that names another than it should.</summary>
    public Reply Named(int offset, int size, string? next) =>
        Reply.GzipJson(Pages.Json(Enumerable.Range(offset, Math.Clamp(Rows - offset, 0, size)), next, Rows));

    public static string Path(int offset, string name = "01gCURSOR") =>
        string.Create(CultureInfo.InvariantCulture, $"/services/data/v68.0/query/{name}-{offset}");

    public static string Line(int offset) => "GET " + Path(offset);

    /// <summary>Runs the query to its end: the rows that came, and the code of the error that ended it.</summary>
    public async Task<(int[] Ids, string? Error)> ReadAsync(QuerySettings settings)
    {
        List<int> ids = [];
        try
        {
            await foreach (RecordPage page in Session.QueryPages(Pages.Soql, settings, Guard.Stop))
                ids.AddRange(page.Select(r => int.Parse((string)r.GetValue("Id")!, CultureInfo.InvariantCulture)));
            return ([.. ids], null);
        }
        catch (SfException e)
        {
            return ([.. ids], e.Code);
        }
    }

    /// <summary>Waits until a page has been asked for.</summary>
    public Task AskedAsync(int offset) => _org.Server.WaitForAsync(r => r.Line == Line(offset));

    public ValueTask DisposeAsync() => _org.DisposeAsync();

    /// <summary>A composite batch, whose parts are the pages.</summary>
    public Reply Batch(ReceivedRequest request)
    {
        List<string> results = [];
        bool hasErrors = false;
        foreach (JsonElement part in JsonDocument.Parse(request.Text).RootElement.GetProperty("batchRequests").EnumerateArray())
        {
            Reply page = Page(Offset(part.GetProperty("url").GetString()!));

            // What breaks a page breaks the answer that it is part of.
            if (page.Body is null)
                return page;
            Reply reply = hasErrors ? Reply.Error(412, "BATCH_PROCESSING_HALTED", "halted") : page;
            hasErrors |= reply.Status >= 400;
            results.Add(string.Create(CultureInfo.InvariantCulture, $$"""{"statusCode":{{reply.Status}},"result":{{reply.Body}}}"""));
        }

        return Reply.GzipJson($$"""{"hasErrors":{{(hasErrors ? "true" : "false")}},"results":[{{string.Join(',', results)}}]}""");
    }

    private static int Offset(string path) => int.Parse(path[(path.LastIndexOf('-') + 1)..], CultureInfo.InvariantCulture);

    private Reply Answer(ReceivedRequest request)
    {
        int hyphen = request.Path.LastIndexOf('-');
        return hyphen > 0 && int.TryParse(request.Path[(hyphen + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int offset)
            ? Track(offset, Page(offset))
            : Reply.Error(404, "NOT_SCRIPTED", request.Line);
    }

    private Reply Track(int offset, Reply reply)
    {
        lock (_lock)
        {
            _asked.Add(offset);
            _mostOpen = Math.Max(_mostOpen, ++_open);
        }

        return reply.After(EndAsync(Hold(offset)));
    }

    // Before the first byte: who has seen that may ask for another page.
    private async Task EndAsync(Task held)
    {
        await held;
        lock (_lock)
            _open--;
    }
}
