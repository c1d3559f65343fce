using System.Net.Http.Headers;
using System.Text.Json;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Http;

internal static class AnswerAssert
{
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer)
    {
        using JsonDocument document = JsonDocument.Parse(await answer.TextAsync());
        return document.RootElement.Clone();
    }

    public static Task<string> TextAsync(this HttpResponseMessage answer) =>
        answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    public static Task<byte[]> BytesAsync(this HttpResponseMessage answer) =>
        answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

    /// <summary>Status and body of a REST error.</summary>
    public static async Task IsErrorAsync(this HttpResponseMessage answer, int status, string code, string? message = null)
    {
        string text = await answer.TextAsync();
        Assert.True(status == (int)answer.StatusCode, $"{(int)answer.StatusCode}: {text}");
        JsonElement error = Assert.Single((await answer.JsonAsync()).EnumerateArray());
        Assert.Equal(code, error.GetProperty("errorCode").GetString());
        if (message is not null)
            Assert.Equal(message, error.GetProperty("message").GetString());
    }

    /// <summary>Status and body of an OAuth error.</summary>
    public static async Task IsOAuthErrorAsync(this HttpResponseMessage answer, string error, string description)
    {
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        JsonElement body = await answer.JsonAsync();
        Assert.Equal(error, body.GetProperty("error").GetString());
        Assert.Equal(description, body.GetProperty("error_description").GetString());
    }

    /// <summary>A header as it was sent; the client's own view of some (Cache-Control) is in another order.</summary>
    public static string? Header(this HttpResponseMessage answer, string name) =>
        answer.Headers.NonValidated.TryGetValues(name, out HeaderStringValues values) || answer.Content.Headers.NonValidated.TryGetValues(name, out values)
            ? string.Join(", ", values)
            : null;
}
