using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SalesforceCC.Query;

/// <summary>The URL of a page that ends in the number of rows before it, as in <c>/query/01g...-2000</c>.</summary>
internal sealed class Locator
{
    // Any number that 64 bits can hold.
    private const int MostDigits = 18;

    private readonly string _start;

    private Locator(string start, long offset)
    {
        _start = start;
        Offset = offset;
    }

    /// <summary>How many rows come before the page.</summary>
    public long Offset { get; }

    /// <summary>Reads a URL; false: it has no offset.</summary>
    public static bool TryRead(Uri url, [NotNullWhen(true)] out Locator? locator)
    {
        locator = null;
        string text = url.AbsoluteUri;
        int start = text.LastIndexOf('-') + 1;
        int digits = text.Length - start;
        if (digits is 0 or > MostDigits || start <= text.LastIndexOf('/') + 1 || text.IndexOf('?') >= 0 || (text[start] == '0' && digits > 1)
            || !long.TryParse(text.Substring(start), NumberStyles.None, CultureInfo.InvariantCulture, out long offset))
            return false;
        locator = new Locator(text.Substring(0, start), offset);
        return true;
    }

    /// <summary>The URL of another page of the query.</summary>
    public Uri At(long offset) => new(_start + offset.ToString(CultureInfo.InvariantCulture));
}
