using System.Text.Json;

namespace SalesforceCC.Client.Tests.Http;

/// <summary>Refusals as real orgs answered them.</summary>
public class ObservedErrorTests
{
    [Fact]
    public async Task Refusals_of_the_token_endpoint_are_told_by_code_and_text()
    {
        using JsonDocument recorded = JsonDocument.Parse(Fixtures.Bytes("observed/oauth-errors.json"));
        foreach (JsonElement entry in recorded.RootElement.EnumerateArray())
        {
            await using LoopbackOrg org = new();
            JsonElement body = entry.GetProperty("body");
            org.On(LoopbackOrg.TokenLine, Reply.Json(body.GetRawText(), Status(entry)));

            SfException failure = await Guard.FailsAsync(
                body.GetProperty("error").GetString()!, () => org.ConnectAsync(org.Options(retries: 0)));

            Assert.Equal(body.GetProperty("error_description").GetString(), failure.Message);
            Assert.Equal(Status(entry), (int?)failure.StatusCode);
        }
    }

    [Fact]
    public async Task Refusals_of_the_REST_API_are_told_by_code_and_text()
    {
        using JsonDocument recorded = JsonDocument.Parse(Fixtures.Bytes("observed/rest-errors.json"));
        foreach (JsonElement entry in recorded.RootElement.EnumerateArray().Where(e => Status(e) >= 400))
        {
            await using LoopbackOrg org = new();
            SfSession session = await org.ConnectAsync(org.Options(retries: 0));
            JsonElement body = entry.TryGetProperty("bodyText", out JsonElement text) ? text : entry.GetProperty("body");
            org.On("GET thing", text.ValueKind == JsonValueKind.String
                ? Reply.Text(text.GetString()!, Status(entry))
                : Reply.Json(body.GetRawText(), Status(entry)));

            SfException failure = await Guard.FailsAsync(() => session.SendAsync("GET", "thing"));

            Assert.Equal(Status(entry), (int?)failure.StatusCode);
            Assert.Equal(Expected(entry, body), (failure.Code, failure.Message));
        }
    }

    [Fact]
    public async Task Several_records_with_one_external_id_are_no_redirect()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        org.On("PATCH sobjects/Whizbang/X__c/1", Reply.Json(Fixtures.Text("restforce/upsert_multiple_error_response.json"), 300));
        await Guard.FailsAsync("HTTP_300", () => session.SendAsync("PATCH", "sobjects/Whizbang/X__c/1", "{}"));
    }

    private static int Status(JsonElement entry) => entry.GetProperty("status").GetInt32();

    private static (string Code, string Message) Expected(JsonElement entry, JsonElement body)
    {
        if (body.ValueKind == JsonValueKind.String)
            return ($"HTTP_{Status(entry)}", body.GetString()!);
        string code = body[0].GetProperty("errorCode").GetString()!;
        return (code, body[0].TryGetProperty("message", out JsonElement message) ? message.GetString()!
            : body[0].TryGetProperty("duplicateResut", out JsonElement duplicates) ? duplicates.GetProperty("errorMessage").GetString()!
            : code);
    }
}
