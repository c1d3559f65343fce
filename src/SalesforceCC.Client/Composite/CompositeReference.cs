using System.Text.RegularExpressions;

namespace SalesforceCC.Composite;

/// <summary>References in a request to what an earlier one answered: <c>@{account.id}</c>.</summary>
internal static class CompositeReference
{
    private static readonly Regex s_reference = new(@"@\{([^{}.\[]*)[^{}]*\}", RegexOptions.CultureInvariant);

    private static readonly Regex s_spelling = new(@"\A[A-Za-z0-9][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant);

    /// <summary>
    /// Whether an id is spelt as all versions of the API take it. Older ones take more, such as hyphens up to 53.
    /// </summary>
    public static bool IsId(string id) => s_spelling.IsMatch(id);

    /// <summary>The ids that a text refers to, each once.</summary>
    public static IEnumerable<string> In(string text) =>
        s_reference.Matches(text).Cast<Match>().Select(static m => m.Groups[1].Value).Distinct(StringComparer.Ordinal);

    /// <summary>
    /// A URL made of texts that have references: these stay as they are, where all other braces would be encoded.
    /// </summary>
    /// <param name="make">Makes the URL; it gets what stands for a text in it.</param>
    public static string KeepIn(Func<Func<string, string>, string> make)
    {
        List<string> kept = [];
        string mark = Guid.NewGuid().ToString("N");
        string url = make(text => s_reference.Replace(text, match =>
        {
            kept.Add(match.Value);
            return FormattableString.Invariant($"{mark}-{kept.Count - 1}-");
        }));
        for (int i = 0; i < kept.Count; i++)
            url = url.Replace(FormattableString.Invariant($"{mark}-{i}-"), kept[i]);
        return url;
    }
}
