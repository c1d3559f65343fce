using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace SalesforceCC.Fuzz.Oracles;

/// <summary>JSON as System.Text.Json's document model has it.</summary>
internal static partial class JsonModel
{
    /// <summary>The document; null where the bytes are no JSON.</summary>
    public static JsonDocument? Parse(byte[] json)
    {
        // The document checks UTF-8 only in texts that are asked for, and takes no byte order mark.
        ReadOnlyMemory<byte> text = json.AsSpan().StartsWith("\ufeff"u8) ? json.AsMemory(3) : json;
        if (!Utf8.IsValid(text.Span))
            return null;
        try
        {
            return JsonDocument.Parse(new ReadOnlySequence<byte>(text));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A text; half a surrogate pair in it is U+FFFD, where the document would give none.</summary>
    public static string Text(JsonElement text) => Decode(text.GetRawText());

    /// <summary>A member's name as it stands between its quotes.</summary>
    public static string RawName(JsonProperty member) => Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8PropertyName(member));

    /// <summary>A member's name, as <see cref="Text"/>.</summary>
    public static string Name(JsonProperty member) => RawName(member) is var raw && raw.Contains('\\', StringComparison.Ordinal)
        ? Decode($"\"{raw}\"")
        : raw;

    private static string Decode(string quoted)
    {
        if (quoted.Contains("\\u", StringComparison.Ordinal))
            quoted = HalfPair().Replace(quoted, m => m.Groups["half"].Success ? "\\uFFFD" : m.Value);
        return JsonSerializer.Deserialize<string>(quoted)!;
    }

    // Other escapes and whole pairs are matched first, so that they are stepped over.
    [GeneratedRegex(@"\\[^u]|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})")]
    private static partial Regex HalfPair();
}
