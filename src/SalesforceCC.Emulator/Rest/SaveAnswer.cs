using System.Text.Json;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Rest;

/// <summary>Answers to changes of rows.</summary>
internal static class SaveAnswer
{
    /// <summary>Location is a path, not a url, in recorded answers.</summary>
    public static Answer Created(Call call, SObjectType type, SaveResult result, bool withCreated) =>
        Answer.Json(201, writer => Write(writer, result, withCreated))
            .With("Location", $"{call.Version.Path}/sobjects/{type.Name}/{result.Id}");

    public static Answer Updated(SaveResult result) => Answer.Json(200, writer => Write(writer, result, withCreated: true));

    /// <summary>The results of many rows: the request as a whole is a success, whatever has become of them.</summary>
    public static Answer List(IReadOnlyList<SaveResult> results, bool withCreated) => Answer.Json(200, writer =>
    {
        writer.WriteStartArray();
        foreach (SaveResult result in results) Write(writer, result, withCreated);
        writer.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter writer, SaveResult result, bool withCreated)
    {
        writer.WriteStartObject();
        if (result.Id is not null) writer.WriteString("id", result.Id);
        writer.WriteBoolean("success", result.Success);
        writer.WritePropertyName("errors");
        ErrorWriter.WriteOfRow(writer, result.Errors);
        if (withCreated && result.Created is { } created) writer.WriteBoolean("created", created);
        writer.WriteEndObject();
    }
}
