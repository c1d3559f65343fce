using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Rest;

/// <summary>Answers to inserts and upserts of one row.</summary>
internal static class SaveAnswer
{
    /// <summary>Location is a path, not a url, in recorded answers.</summary>
    public static Answer Created(Call call, SObjectType type, string id, bool withCreated) =>
        Body(201, id, withCreated ? true : null).With("Location", $"{call.Version.Path}/sobjects/{type.Name}/{id}");

    public static Answer Updated(string id) => Body(200, id, created: false);

    private static Answer Body(int status, string id, bool? created) => Answer.Json(status, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("id", id);
        writer.WriteBoolean("success", true);
        writer.WriteStartArray("errors");
        writer.WriteEndArray();
        if (created is { } value)
            writer.WriteBoolean("created", value);
        writer.WriteEndObject();
    });
}
