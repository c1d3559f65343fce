namespace SalesforceCC.Bulk;

/// <summary>
/// Ways to say that a result belongs to a row of the input, the strictest first. Salesforce does not promise that results
/// come in the order of the input, so that content is all there is.
/// </summary>
/// <param name="Columns">The columns that count.</param>
/// <param name="Normalize">What a value is for it.</param>
internal sealed record RowMatch(IReadOnlyList<SentColumn> Columns, Func<string, string> Normalize)
{
    /// <summary>The ways for a job.</summary>
    /// <param name="sent">Its columns.</param>
    /// <param name="returned">Those of them that the result files have.</param>
    /// <param name="key">The column by which records are found: Id, or the key of an upsert; null: none.</param>
    public static IEnumerable<RowMatch> Ways(IReadOnlyList<SentColumn> sent, Func<string, bool> returned, string? key)
    {
        SentColumn[] columns = [.. sent.Where(c => returned(c.Name))];
        if (columns.Length == 0)
            yield break;
        yield return new RowMatch(columns, static v => v);

        // Should Salesforce give a value back in another form.
        yield return new RowMatch(columns, Plain);
        SentColumn? found = columns.FirstOrDefault(c => c.Name.Equals(key, StringComparison.OrdinalIgnoreCase));
        if (found is not null)
            yield return new RowMatch([found], static v => SfId.To18(v.Trim()));
    }

    // Without what is most likely to be changed: blanks, and the kind of line breaks.
    private static string Plain(string value) => value.Replace("\r\n", "\n").Replace('\r', '\n').Trim();
}
