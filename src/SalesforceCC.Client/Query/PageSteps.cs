using System.Diagnostics.CodeAnalysis;
using SalesforceCC.Http;
using SalesforceCC.Records;

namespace SalesforceCC.Query;

/// <summary>
/// Where the pages of a query should be, by what its first page says. Salesforce does not document it, so this is only
/// ever a guess, which the pages themselves confirm or do not.
/// </summary>
internal sealed class PageSteps
{
    private readonly Locator _second;
    private readonly long _size;
    private readonly long _total;

    private PageSteps(Locator second, long size, long total)
    {
        _second = second;
        _size = size;
        _total = total;
    }

    /// <summary>Makes them; false: the first page gives no reason to guess.</summary>
    /// <param name="first">The first page.</param>
    /// <param name="next">Where the second is, as the first one says.</param>
    /// <param name="steps">The steps.</param>
    public static bool TryMake(RecordPage first, Uri next, [NotNullWhen(true)] out PageSteps? steps)
    {
        steps = first.Count > 0 && first.TotalSize is { } total && Locator.TryRead(next, out Locator? second) && second.Offset == first.Count
            ? new PageSteps(second, first.Count, total)
            : null;
        return steps is not null;
    }

    /// <summary>Where the page after this one should be; null: there should be none, or nobody knows.</summary>
    public Uri? After(Uri page) =>
        Locator.TryRead(page, out Locator? locator) && locator.Offset + _size < _total ? locator.At(locator.Offset + _size) : null;

    /// <summary>Where the pages from one on should be, no more than so many.</summary>
    public IEnumerable<Uri> From(Uri? page)
    {
        for (; page is not null; page = After(page))
            yield return page;
    }

    /// <summary>
    /// Whether a page has the rows that its URL stands for, as far as one can see: its own number of rows, or the usual
    /// one where some were deleted meanwhile, leads to the offset that it names as the next, or to the end.
    /// </summary>
    /// <param name="url">What was asked for.</param>
    /// <param name="page">What came.</param>
    /// <param name="instance">Where links start.</param>
    public bool Fit(Uri url, RecordPage page, Uri instance)
    {
        if (!Locator.TryRead(url, out Locator? locator))
            return false;
        if (page.Done)
            return locator.Offset + Math.Max(_size, page.Count) >= _total;
        return Uri.TryCreate(instance, page.NextRecordsUrl, out Uri? link) && Origin.Same(instance, link) && Locator.TryRead(link, out Locator? next)
            && (next.Offset - locator.Offset == page.Count || next.Offset - locator.Offset == _size);
    }

    /// <summary>Whether two URLs are the same to the letter.</summary>
    public static bool Same(Uri? one, Uri? other) =>
        one is not null && other is not null && string.Equals(one.AbsoluteUri, other.AbsoluteUri, StringComparison.Ordinal);
}
