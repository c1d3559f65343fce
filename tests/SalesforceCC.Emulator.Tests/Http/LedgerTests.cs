using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Http;

/// <summary>Sends each example of the emulator's README, so that the table there says what is.</summary>
public sealed partial class LedgerTests(LedgerOrg org) : IClassFixture<LedgerOrg>
{
    public static TheoryData<string, string, string> Rows { get; } = [.. ReadRows()];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task The_table_says_what_is(string what, string example, string state)
    {
        Match match = Example().Match(org.Fill(example));
        Assert.True(match.Success, $"{what}: {example}");
        if (match.Groups["method"].Value == "RPC")
        {
            Assert.Equal(state.Split(' ') is ["refused", var trailer] ? trailer : null, await org.CallAsync(match.Groups["path"].Value, match.Groups["body"].Value));
            return;
        }

        string path = match.Groups["path"].Value;
        using HttpRequestMessage request = new HttpRequestMessage(
            new HttpMethod(match.Groups["method"].Value), path.StartsWith("/services/", StringComparison.Ordinal) ? path : LedgerOrg.Base + path);
        if (match.Groups["body"].Success)
            request.Content = new StringContent(
                match.Groups["body"].Value, Encoding.UTF8, match.Groups["body"].Value[0] == '<' ? "text/xml" : "application/json");
        if (match.Groups["header"].Success)
            request.Headers.TryAddWithoutValidation(match.Groups["header"].Value, match.Groups["value"].Value);

        using HttpResponseMessage answer = await org.Client.SendAsync(request, TestContext.Current.CancellationToken);

        string text = await answer.TextAsync();
        if (state.Split(' ') is ["refused", var code])
            Assert.Equal(code, text[0] == '<' ? FaultCode().Match(text).Value : (await answer.JsonAsync())[0].GetProperty("errorCode").GetString());
        else
            Assert.True(answer.IsSuccessStatusCode, $"{what}: {(int)answer.StatusCode} {text}");
    }

    private static IEnumerable<TheoryDataRow<string, string, string>> ReadRows()
    {
        foreach (string line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Emulator.README.md")))
        {
            if (!line.StartsWith("| ", StringComparison.Ordinal) || line.StartsWith("| what ", StringComparison.Ordinal))
                continue;
            yield return Row().Match(line) is { Success: false }
                ? throw new InvalidDataException($"No row of the ledger: {line}")
                : Of(Row().Match(line));
        }

        static TheoryDataRow<string, string, string> Of(Match row) =>
            new(row.Groups["what"].Value, row.Groups["example"].Value, row.Groups["state"].Value);
    }

    [GeneratedRegex("""^\| (?<what>[^|]+) \| `(?<example>[^`]+)` \| (?<state>(served|memory|ignored|refused [A-Za-z_.]+)) \|""")]
    private static partial Regex Row();

    [GeneratedRegex("""^(?<method>[A-Z]+) (?<path>\S+?)( \[(?<header>[\w-]+): (?<value>.+)\])?( (?<body>\{.*\}|<.*>))?$""")]
    private static partial Regex Example();

    [GeneratedRegex("(?<=<faultcode>[a-z]+:)[^<]+")]
    private static partial Regex FaultCode();
}
