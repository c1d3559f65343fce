using SalesforceCC.Json;

namespace SalesforceCC.Records;

/// <summary>Reads the pages of one query into records while their bytes arrive.</summary>
/// <remarks>
/// One reader serves one query: what it learns of the rows' shape on the first page makes the others fast. It reads one
/// page at a time; it is not thread-safe. The records it gives are.
/// </remarks>
internal sealed class PageReader
{
    private readonly ShapeNode _root;
    private readonly RecordTyping _typing;
    private readonly int _maxDepth;

    /// <summary>Makes a reader.</summary>
    /// <param name="types">Where field types come from. Null reads raw: no describe, and dates stay text.</param>
    /// <param name="selection">What the query selects; null: nobody knows.</param>
    /// <param name="origin">The org that answers.</param>
    /// <param name="maxDepth">How many objects and arrays may be open within each other.</param>
    /// <param name="shapes">Where types are emitted; null: those of this process.</param>
    public PageReader(
        IFieldTypeSource? types = null,
        Selection? selection = null,
        RecordOrigin? origin = null,
        int maxDepth = JsonSource.DefaultMaxDepth,
        RecordShapes? shapes = null)
    {
        _root = new ShapeNode(selection);
        _typing = new RecordTyping(types, origin, shapes ?? RecordShapes.Shared);
        _maxDepth = maxDepth;
    }

    /// <summary>Reads a whole page, or throws <c>INVALID_RESPONSE</c>: there is no half page.</summary>
    /// <param name="stream">The answer's body. It is read to its end, and left open.</param>
    /// <param name="onNextRecordsUrl">
    /// Called as soon as the next page's URL is known, which with Salesforce is before the first row, so that the next
    /// page can be asked for while this one is still arriving.
    /// </param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<RecordPage> ReadAsync(
        Stream stream, Action<string>? onNextRecordsUrl = null, CancellationToken cancellationToken = default)
    {
        PageContent content = new(NewParser(cancellationToken), _root, onNextRecordsUrl);
        await content.ReadAsync(stream, new JsonSource("query page", _maxDepth), cancellationToken).ConfigureAwait(false);
        return await FinishAsync(content).ConfigureAwait(false);
    }

    /// <summary>Reads records that stand in no page, or throws <c>INVALID_RESPONSE</c>.</summary>
    /// <param name="stream">The answer's body. It is read to its end, and left open.</param>
    /// <param name="member">The member that has the records; null: the answer is an array of them.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<RowList> ReadListAsync(Stream stream, string? member, CancellationToken cancellationToken)
    {
        byte[]? name = member is null ? null : System.Text.Encoding.UTF8.GetBytes($"\"{member}\"");
        RowListContent content = new(NewParser(cancellationToken), _root, name);
        await content.ReadAsync(stream, new JsonSource("list of records", _maxDepth), cancellationToken).ConfigureAwait(false);
        bool isRetyped = await _typing.SettleAsync().ConfigureAwait(false);
        RecordPage page = content.ToPage(_typing.Failures);
        if (isRetyped)
            Retyping.Apply(page);
        RowSample.Take(page.Records);
        return new RowList(content.Elements(page), page.DescribeFailures);
    }

    /// <summary>
    /// Reads the answer to a composite batch of pages, and hands out each part as soon as it is whole; the next is not
    /// begun before.
    /// </summary>
    /// <param name="stream">The answer's body.</param>
    /// <param name="ready">Called before the first part, and after each.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="SfException">INVALID_RESPONSE. Parts handed out before are whole.</exception>
    public async Task ReadBatchAsync(
        Stream stream, Func<BatchPart?, Task> ready, CancellationToken cancellationToken)
    {
        JsonSource source = new("batch of query pages", _maxDepth);
        BatchContent content = new(() => new PageContent(NewParser(cancellationToken), _root, onNextRecordsUrl: null));
        using PageBuffer buffer = new(stream);
        await ready(null).ConfigureAwait(false);
        do
        {
            source.IsComplete = !await buffer.FillAsync(cancellationToken).ConfigureAwait(false);
            do
            {
                source.Offset = buffer.Consumed;
                buffer.Consume(content.Read(buffer.Unread, source));
                if (content.Whole is { } part)
                    await ready(await FinishAsync(part).ConfigureAwait(false)).ConfigureAwait(false);
            }
            while (content.Whole is not null);
        }
        while (!source.IsComplete);
    }

    private async Task<RecordPage> FinishAsync(PageContent content)
    {
        bool isRetyped = await _typing.SettleAsync().ConfigureAwait(false);
        RecordPage page = content.ToPage(_typing.Failures);
        if (isRetyped)
            Retyping.Apply(page);
        if (page.First is { Sample: null })
            RowSample.Take(page.Records);
        return page;
    }

    private async Task<BatchPart> FinishAsync(BatchPart part)
    {
        if (part.Content is { } content)
            part.Page = await FinishAsync(content).ConfigureAwait(false);
        return part;
    }

    private RecordParser NewParser(CancellationToken cancellationToken)
    {
        _typing.BeginPage(cancellationToken);
        return new RecordParser(_typing);
    }
}
