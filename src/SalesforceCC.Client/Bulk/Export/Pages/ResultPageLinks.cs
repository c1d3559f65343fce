using System.Net;
using System.Text.Json;
using SalesforceCC.Json;
using SalesforceCC.Rest;

namespace SalesforceCC.Bulk;

/// <summary>The pages as Salesforce lists them, five at a time, so that they can be asked for at once.</summary>
internal sealed class ResultPageLinks : IPageLinks
{
    /// <summary>Where the first list is.</summary>
    public const string FirstList = "/resultPages";

    private readonly BulkApi _api;
    private readonly string _job;
    private readonly ExportProgress _progress;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private int _given;

    public ResultPageLinks(BulkApi api, string job, ExportProgress progress)
    {
        _api = api;
        _job = job;
        _progress = progress;
        foreach (PageLink page in progress.Links)
            _seen.Add(page.Rest);
    }

    /// <summary>Asks for the first list; false: the org has none.</summary>
    public async Task<bool> TryFirstAsync(CancellationToken stop)
    {
        try
        {
            if (_progress.LinkCount == 0 && !_progress.HasAllLinks)
                await ListAsync(stop).ConfigureAwait(false);
            return true;
        }
        catch (SfException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    public async Task<PageLink?> NextAsync(CancellationToken stop)
    {
        while (_given == _progress.LinkCount)
        {
            if (_progress.HasAllLinks)
                return null;
            await ListAsync(stop).ConfigureAwait(false);
        }

        return _progress.Link(++_given);
    }

    public void Tell(PageLink page, string? locator)
    {
        // The list knows.
    }

    private async Task ListAsync(CancellationToken stop)
    {
        string list = _progress.NextList ?? FirstList;
        (List<string> pages, string? next) = await JsonCall.SendAsync(
            _api.Session, Http.ApiRequest.Get(_api.Url(BulkKind.Query, _job, list)), "list of result pages", Read, stop).ConfigureAwait(false);
        foreach (string page in pages)
            Follow(page);
        if (next is not null)
            Follow(next);
        _progress.AddLinks(pages, next, isAll: next is null);
    }

    private void Follow(string rest)
    {
        if (!_seen.Add(rest))
            throw new SfException(SfErrorCodes.InvalidResponse, "Salesforce lists a page of results twice.") { Final = true };
    }

    private (List<string> Pages, string? Next) Read(JsonElement root)
    {
        List<string> pages = [];
        foreach (JsonElement page in root.EnumerateObject()
            .First(static m => m.Name.Equals("resultPages", StringComparison.OrdinalIgnoreCase)).Value.EnumerateArray())
        {
            string link = JsonMember.Text(page, "resultUrl") ?? JsonMember.Text(page, "resultLink") ?? throw JsonReply.Malformed("list of result pages");
            pages.Add(PageLink.RestOf(link, _api.Session, _job));
        }

        bool isDone = root.TryGetProperty("done", out JsonElement done) && done.ValueKind == JsonValueKind.True;
        string? next = JsonMember.Text(root, "nextRecordsUrl") ?? JsonMember.Text(root, "nextRecordUrl");
        return !isDone && next is null
            ? throw JsonReply.Malformed("list of result pages")
            : (pages, isDone ? null : PageLink.RestOf(next!, _api.Session, _job));
    }
}
