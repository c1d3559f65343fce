using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SalesforceCC.Client.Tests.Support;

namespace SalesforceCC.Emulator.Tests.Contract;

/// <summary>What a real org answered, whatever kind of file it was kept in.</summary>
/// <param name="Status">0 where the file does not tell.</param>
/// <param name="Headers">Empty where the file has none, or only the type of the body.</param>
/// <param name="Body">Undefined where there was none.</param>
internal sealed partial record RecordedAnswer(int Status, IReadOnlyDictionary<string, string> Headers, JsonElement Body)
{
    /// <summary>Reads a file, or the n-th answer of a cassette: <c>a.yaml#2</c>.</summary>
    public static RecordedAnswer Read(string path)
    {
        string[] parts = path.Split('#');
        string text = Fixtures.Text(parts[0]);
        if (parts[0].EndsWith(".yaml", StringComparison.Ordinal))
            return OfCassette(text, parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0);
        using JsonDocument document = JsonDocument.Parse(text);
        return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("response", out JsonElement response)
            ? OfMapping(response)
            : new RecordedAnswer(0, new Dictionary<string, string>(), document.RootElement.Clone());
    }

    private static RecordedAnswer OfMapping(JsonElement response)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (JsonProperty header in response.GetProperty("headers").EnumerateObject())
            headers[header.Name] = header.Value.ToString();
        JsonElement body = response.TryGetProperty("body", out JsonElement found) ? found.Clone() : default;
        return new RecordedAnswer(
            int.Parse(response.GetProperty("status").ToString(), CultureInfo.InvariantCulture),
            headers,
            body.ValueKind == JsonValueKind.String ? OfText(body.GetString()!) : body);
    }

    private static RecordedAnswer OfCassette(string yaml, int number) =>
        new(0, new Dictionary<string, string>(), OfText(Unquote(Quoted().Matches(yaml)[number].Groups[1].Value)));

    /// <summary>What was left out of a list, and what was masked, is made JSON again.</summary>
    private static JsonElement OfText(string text)
    {
        using JsonDocument document = JsonDocument.Parse(Masked().Replace(Omitted().Replace(text, ""), "0"));
        return document.RootElement.Clone();
    }

    /// <summary>A scalar in double quotes: a line break is a blank, unless a backslash stands before it.</summary>
    private static string Unquote(string scalar)
    {
        StringBuilder text = new();
        string lines = Break().Replace(EscapedBreak().Replace(scalar, ""), " ");
        for (int i = 0; i < lines.Length; i++)
            text.Append(lines[i] != '\\' ? lines[i] : lines[++i] switch { 'n' => '\n', 't' => '\t', char other => other });
        return text.ToString();
    }

    [GeneratedRegex("""\bstring:\s+"((?:[^"\\]|\\.)*)"$""", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\\\n\s*")]
    private static partial Regex EscapedBreak();

    [GeneratedRegex(@"\n\s*")]
    private static partial Regex Break();

    [GeneratedRegex(@",\s*\.\.\.")]
    private static partial Regex Omitted();

    [GeneratedRegex("(?<=: )<[a-z]+>")]
    private static partial Regex Masked();
}
