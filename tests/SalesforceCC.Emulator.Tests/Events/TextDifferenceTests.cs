using System.Text.RegularExpressions;
using SalesforceCC.Emulator.Events.Changes;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Events;

/// <summary>Differences of long texts: who has the old text gets the new one by them.</summary>
public sealed partial class TextDifferenceTests
{
    [Fact]
    public void Any_change_can_be_patched()
    {
        Random random = new(7);
        for (int run = 0; run < 300; run++)
        {
            List<string> lines = [.. Enumerable.Range(0, random.Next(1, 80)).Select(_ => $"line {random.Next(12)} {new string('x', 40)}")];
            string before = string.Join('\n', lines);
            for (int change = random.Next(1, 12); change > 0; change--)
            {
                int at = random.Next(lines.Count + 1);
                if (random.Next(2) == 0 && at < lines.Count && lines.Count > 1) lines.RemoveAt(at);
                else lines.Insert(at, random.Next(3) == 0 ? "" : $"new {random.Next(5)}");
            }
            string after = string.Join('\n', lines);
            if (TextDifference.Of(before, after) is { } difference) Assert.Equal(after, Patch(before, difference));
            else Assert.True(after.Length < 1_000 || before == after);
        }
    }

    [Fact]
    public void Large_texts_that_have_nothing_in_common_are_replaced()
    {
        string before = string.Join('\n', Enumerable.Range(0, 3_000).Select(i => $"a{i}")), after = string.Join('\n', Enumerable.Range(0, 3_000).Select(i => $"b{i}"));
        Assert.Equal(after, Patch(before, TextDifference.Of(before, after)!));
        Assert.Null(TextDifference.Of(null, after));
        Assert.Null(TextDifference.Of(before, null));
        Assert.Null(TextDifference.Of(before, "short"));
    }

    private static string Patch(string before, string difference)
    {
        List<string> old = [.. before.Split('\n')], result = [];
        string[] lines = difference.Split('\n')[2..^1];
        int at = 0;
        foreach (string line in lines)
        {
            if (Hunk().Match(line) is { Success: true } hunk)
            {
                int start = int.Parse(hunk.Groups["start"].Value, null), count = int.Parse(hunk.Groups["count"].Value, null);
                int first = count == 0 ? start : start - 1;
                while (at < first) result.Add(old[at++]);
            }
            else if (line[0] == '+')
            {
                result.Add(line[1..]);
            }
            else
            {
                Assert.Equal(old[at], line[1..]);
                if (line[0] == ' ') result.Add(old[at]);
                at++;
            }
        }
        result.AddRange(old[at..]);
        return string.Join('\n', result);
    }

    [GeneratedRegex(@"^@@ -(?<start>\d+),(?<count>\d+) \+\d+,\d+ @@$")]
    private static partial Regex Hunk();
}
