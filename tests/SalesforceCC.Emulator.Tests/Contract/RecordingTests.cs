using System.IO.Enumeration;
using System.Text.Json;
using SalesforceCC.Emulator.Tests.Http;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Contract;

/// <summary>Asks this org what real orgs were asked, and compares the answers.</summary>
public sealed class RecordingTests(ContractOrg org) : IClassFixture<ContractOrg>
{
    /// <summary>Headers of the network in front of an org, and those that say when and how an answer was packed.</summary>
    private static readonly HashSet<string> s_notCompared = new(StringComparer.OrdinalIgnoreCase)
    {
        "Date", "Set-Cookie", "Strict-Transport-Security", "X-XSS-Protection", "Content-Security-Policy",
        "Content-Security-Policy-Report-Only", "Vary", "Content-Encoding", "Transfer-Encoding",
    };

    private static readonly HashSet<string> s_sameValue = new(StringComparer.OrdinalIgnoreCase)
    {
        "X-Content-Type-Options", "X-Robots-Tag", "Cache-Control", "WWW-Authenticate",
    };

    public static TheoryData<string, string> Rows { get; } = [.. Recordings.All.Select(r => new TheoryDataRow<string, string>(r.File, r.Ask))];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task The_org_answers_as_recorded(string file, string ask)
    {
        Recording row = Recordings.All.Single(r => r.File == file && r.Ask == ask);
        RecordedAnswer recorded = RecordedAnswer.Read(file);
        Dictionary<string, string> found = org.Names();
        foreach (string line in row.SetUp)
            await org.RunAsync(line, found);
        using HttpResponseMessage answer = await org.SendAsync(Exchange.Parse(ask), found);

        string text = await answer.TextAsync();
        SortedSet<string> differences = recorded.Body.ValueKind == JsonValueKind.Undefined || ContractOrg.Json(text) is not { } body
            ? new(StringComparer.Ordinal)
            : Shape.Differences(recorded.Body, row.Inside is null ? body : body.GetProperty(row.Inside));
        int status = recorded.Status == 0 ? row.Status : recorded.Status;
        if ((int)answer.StatusCode != status)
            differences.Add($"status: {(int)answer.StatusCode}, not {status}");
        foreach ((string name, string value) in recorded.Headers)
            if (DifferenceOf(name, value, answer.Header(name)) is { } difference)
                differences.Add(difference);

        string[] unused = [.. row.But.Select(b => b.Difference).Where(b => !differences.Any(d => FileSystemName.MatchesSimpleExpression(b, d, false)))];
        differences.RemoveWhere(d => row.But.Any(b => FileSystemName.MatchesSimpleExpression(b.Difference, d, false)));
        Assert.True(differences.Count == 0, $"{ask}\n  {string.Join("\n  ", differences)}\n{text[..Math.Min(text.Length, 2_000)]}");
        Assert.True(unused.Length == 0, $"No such difference: {string.Join(", ", unused)}");
    }

    private static string? DifferenceOf(string name, string recorded, string? ours)
    {
        if (s_notCompared.Contains(name)) return null;
        if (ours is null) return $"header {name}: missing";
        if (s_sameValue.Contains(name) && Plain(recorded) != Plain(ours)) return $"header {name}: {ours}, not {recorded}";
        return name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase) && Plain(recorded) != Plain(ours)
            ? $"header {name}: {ours}, not {recorded}"
            : null;

        static string Plain(string value) => value.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
    }
}
