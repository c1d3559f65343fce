using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SalesforceCC.Emulator.Events.Changes;

/// <summary>
/// A long text that was changed comes as unified difference, with the SHA-256 of the new text, by which a reader knows that
/// the patch came out right. How many lines stand around a change is from memory.
/// </summary>
internal static class TextDifference
{
    private const int Shortest = 1_000;
    private const int Context = 3;

    // Beyond it, what lies between the first and the last difference is replaced as a whole.
    private const long MostCells = 4_000_000;

    /// <summary>The difference; null where the new text is told as it is.</summary>
    public static string? Of(string? before, string? after)
    {
        if (before is null || after is not { Length: >= Shortest } || before == after) return null;
        string[] old = before.Split('\n'), now = after.Split('\n');
        StringBuilder text = new();
        text.Append("--- \n+++ ").Append(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(after)))).Append('\n');
        foreach (List<(char Kind, int Old, int New)> hunk in Hunks(Steps(old, now))) Write(text, hunk, old, now);
        return text.ToString();
    }

    private static void Write(StringBuilder text, List<(char Kind, int Old, int New)> hunk, string[] old, string[] now)
    {
        int removed = hunk.Count(s => s.Kind != '+'), added = hunk.Count(s => s.Kind != '-');
        text.Append(CultureInfo.InvariantCulture, $"@@ -{Start(hunk[0].Old, removed)},{removed} +{Start(hunk[0].New, added)},{added} @@\n");
        foreach ((char kind, int from, int to) in hunk)
            text.Append(kind).Append(kind == '+' ? now[to] : old[from]).Append('\n');
    }

    // Lines count from one; of no lines, the one before is named.
    private static int Start(int line, int count) => count == 0 ? line : line + 1;

    private static IEnumerable<List<(char Kind, int Old, int New)>> Hunks(List<(char Kind, int Old, int New)> steps)
    {
        for (int i = 0; i < steps.Count;)
        {
            int first = steps.FindIndex(i, s => s.Kind != ' ');
            if (first < 0) yield break;
            int last = first;
            for (int next = first; next >= 0 && next - last <= 2 * Context + 1; next = next + 1 < steps.Count ? steps.FindIndex(next + 1, s => s.Kind != ' ') : -1)
                last = next;
            int start = Math.Max(i, first - Context), end = Math.Min(steps.Count, last + Context + 1);
            yield return steps[start..end];
            i = end;
        }
    }

    /// <summary>The way from the old lines to the new ones: what stays, what goes and what comes.</summary>
    private static List<(char Kind, int Old, int New)> Steps(string[] old, string[] now)
    {
        int head = 0, tail = 0;
        while (head < old.Length && head < now.Length && old[head] == now[head]) head++;
        while (tail < old.Length - head && tail < now.Length - head && old[^(tail + 1)] == now[^(tail + 1)]) tail++;
        List<(char, int, int)> steps = [];
        for (int i = 0; i < head; i++) steps.Add((' ', i, i));
        Middle(steps, old, now, head, old.Length - tail, now.Length - tail);
        for (int i = tail; i > 0; i--) steps.Add((' ', old.Length - i, now.Length - i));
        return steps;
    }

    private static void Middle(List<(char, int, int)> steps, string[] old, string[] now, int head, int oldEnd, int newEnd)
    {
        int rows = oldEnd - head, columns = newEnd - head;
        int[,]? longest = (long)rows * columns <= MostCells ? new int[rows + 1, columns + 1] : null;
        for (int i = rows - 1; longest is not null && i >= 0; i--)
            for (int j = columns - 1; j >= 0; j--)
                longest[i, j] = old[head + i] == now[head + j] ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
        int at = 0, to = 0;
        while (at < rows || to < columns)
        {
            if (longest is not null && at < rows && to < columns && old[head + at] == now[head + to])
                steps.Add((' ', head + at++, head + to++));
            else if (at < rows && (to == columns || longest is null || longest[at + 1, to] >= longest[at, to + 1]))
                steps.Add(('-', head + at++, head + to));
            else
                steps.Add(('+', head + at, head + to++));
        }
    }
}
