using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using SalesforceCC.Http;
using SalesforceCC.Query;
using SalesforceCC.Records;
using SalesforceCC.Rest;

namespace SalesforceCC.ListViews;

/// <summary>
/// The rows of a list view that is no query, as Salesforce shows them: pages of texts, which are made into the records that
/// a query would give.
/// </summary>
internal sealed class ListViewRows(SfSession session, SfListView view)
{
    private const int MostRows = 2_000;
    private const int LargestOffset = 2_000;

    // An escaped + would make a moment a text.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, string> _parents = new(StringComparer.OrdinalIgnoreCase);
    private PageReader? _reader;

    /// <summary>The columns, once a page has come.</summary>
    public Selection? Selection { get; private set; }

    /// <summary>There are more rows than Salesforce gives.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The pages in order.</summary>
    public async IAsyncEnumerable<RecordPage> ReadAsync([EnumeratorCancellation] CancellationToken stop)
    {
        bool isDone = false;
        for (int offset = 0; !isDone; offset += MostRows)
        {
            if (offset > LargestOffset)
            {
                IsCut = true;
                yield break;
            }

            Uri url = session.Resolve(FormattableString.Invariant($"{ListViewClient.Path(view)}/results?limit={MostRows}&offset={offset}"));
            ListViewPage page = await JsonCall.SendAsync(
                session, ApiRequest.Get(url), "rows of the list view", ListViewPage.Read, stop).ConfigureAwait(false);
            isDone = page.IsDone || page.Rows.Count == 0;
            yield return await RecordsAsync(page, stop).ConfigureAwait(false);
        }
    }

    private async Task<RecordPage> RecordsAsync(ListViewPage page, CancellationToken stop)
    {
        if (_reader is null)
        {
            string soql = $"SELECT {string.Join(", ", page.Columns.Select(static c => c.Path))} FROM {view.Type}";
            Selection = SoqlOutline.Of(soql).Selection;
            _reader = new PageReader(session.FieldTypes, Selection, RecordOrigin.Of(session));
            await FindParentsAsync(page, stop).ConfigureAwait(false);
        }

        using MemoryStream json = new();
        using (Utf8JsonWriter writer = new(json, s_options))
            page.WriteTo(writer, view.Type, RestPath.Base(session.ApiVersion), _parents);
        json.Position = 0;
        return await _reader.ReadAsync(json, cancellationToken: stop).ConfigureAwait(false);
    }

    // The results do not say of what objects parents are; of several, Salesforce says Name.
    private async Task FindParentsAsync(ListViewPage page, CancellationToken stop)
    {
        string[] names = [.. page.Columns.Where(static c => c.Path.IndexOf('.') > 0).Select(static c => c.Path.Split('.')[0]).Distinct()];
        if (names.Length == 0)
            return;
        ObjectFields fields = ObjectFields.None;
        try
        {
            fields = await session.FieldTypes.GetAsync(view.Type, stop).ConfigureAwait(false);
        }
        catch (SfException)
        {
            // Only the names of types depend on it.
        }

        foreach (string name in names)
            _parents[name] = fields.ParentOf(name) ?? "Name";
    }
}
