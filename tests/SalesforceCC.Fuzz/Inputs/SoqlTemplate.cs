using System.Text;

namespace SalesforceCC.Fuzz.Inputs;

/// <summary>A statement with placeholders.</summary>
/// <param name="Text">The statement.</param>
/// <param name="Marked">
/// The same, where each placeholder is a literal <c>'§name'</c>; null where words may run together with values.
/// </param>
internal sealed record SoqlTemplate(string Text, string? Marked)
{
    public static readonly string[] Names = ["a", "b", "min", "_x1", "IDS"];

    private static readonly string[] s_words =
    [
        "SELECT", "Id", ",", "Name", "FROM", "Account", "WHERE", "AND", "(", ")", "=", "!=", ">", "LIKE", "like", "IN", "NOT IN", "LIMIT", "5", "-1.5e3",
        "TODAY", "LAST_N_DAYS:30", "2024-01-31", "2024-01-31T10:00:00Z", "10:00:00.000Z", "'x'", "':a'", "'it\\'s :b'", "'\\\\'", ".", ":", "::", "é",
        "COUNT()", "MAX(CreatedDate)", "INCLUDES", "\n", "\u00a0",
    ];

    // With these nobody but the binder knows what is between quotes.
    private static readonly string[] s_open = ["'", "'\\'", "\\", "'\\", "\\'"];

    private static readonly string[] s_before = [" = ", " != ", " LIKE ", "\tlike\n", " LIKE", " IN ", " NOT IN:", " LIMIT ", " (", ", ", " FORMAT(x)LIKE "];

    public static SoqlTemplate Any(Random random)
    {
        bool isTight = random.Percent(40);
        StringBuilder text = new();
        StringBuilder marked = new();
        for (int left = random.Few(20); left > 0; left--)
        {
            if (random.Percent(40))
            {
                string name = random.Of<string>(Names);
                string before = isTight ? random.Of("", "", " ", "1.", "-", "x", "'") : random.Of<string>(s_before).TrimEnd(':');
                string after = isTight ? random.Of("", "", " ", "5", ".x", "'") : " ";
                text.Append(before).Append(':').Append(name).Append(after);
                marked.Append(before).Append(" '§").Append(name).Append('\'').Append(after);
            }
            else
            {
                string word = random.Of<string>(isTight && random.Percent(10) ? s_open : s_words) + (isTight && random.Percent(50) ? "" : " ");
                text.Append(word);
                marked.Append(word);
            }
        }

        return new SoqlTemplate(text.ToString(), isTight ? null : marked.ToString());
    }
}
