using System.Text.Json;

namespace SalesforceCC.Json;

/// <summary>Reads JSON of a form that is known. What does not have it is refused, whoever sent it.</summary>
internal static class JsonReply
{
    /// <summary>Reads a body to its end.</summary>
    /// <param name="body">The body.</param>
    /// <param name="what">What it is, for errors: <c>describe response</c>.</param>
    /// <param name="read">Makes something of it. The document is gone afterwards.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="SfException">INVALID_RESPONSE.</exception>
    public static async Task<T> ReadAsync<T>(Stream body, string what, Func<JsonElement, T> read, CancellationToken stop)
    {
        JsonDocument document;
        try
        {
            document = await JsonDocument.ParseAsync(body, default, stop).ConfigureAwait(false);
        }
        catch (JsonException e)
        {
            throw NotJson(what, e);
        }

        using (document)
            return Read(document.RootElement, what, read);
    }

    /// <summary>The same of bytes that are there.</summary>
    /// <exception cref="SfException">INVALID_RESPONSE.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> json, string what, Func<JsonElement, T> read)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json);
        }
        catch (JsonException e)
        {
            throw NotJson(what, e);
        }

        using (document)
            return Read(document.RootElement, what, read);
    }

    /// <summary>The failure of what is JSON, but has another form.</summary>
    public static SfException Malformed(string what, Exception? inner = null) =>
        new(SfErrorCodes.InvalidResponse, $"The {what} does not have the expected form.", inner);

    // What elements throw for a member that is missing, or of another kind or range; a text that is not UTF-8 among them.
    private static T Read<T>(JsonElement root, string what, Func<JsonElement, T> read)
    {
        try
        {
            return read(root);
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or FormatException
            or IndexOutOfRangeException or ArgumentException or OverflowException or JsonException)
        {
            throw Malformed(what, e);
        }
    }

    private static SfException NotJson(string what, JsonException e) =>
        new(SfErrorCodes.InvalidResponse, $"The {what} is not JSON.", e);
}
