using System.Text.Json;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Http;

/// <summary>Writes errors: of a request with <c>errorCode</c>, of a row in a list of results with <c>statusCode</c>.</summary>
internal static class ErrorWriter
{
    /// <summary>The errors of a request.</summary>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<ApiError> errors)
    {
        writer.WriteStartArray();
        foreach (ApiError error in errors)
        {
            writer.WriteStartObject();
            WriteDuplicates(writer, error);
            if (IsOfRouting(error)) writer.WriteString("errorCode", error.Code);
            writer.WriteString("message", error.Message);
            if (!IsOfRouting(error)) writer.WriteString("errorCode", error.Code);
            // As recorded: of a request's errors, only those have fields that name some; of a row's, all but duplicates.
            if (error.Fields.Count > 0 || (error.OfRow && error.Duplicates is null) || error.Code == "ENTITY_IS_DELETED") WriteFields(writer, error);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    /// <summary>The errors of a row.</summary>
    public static void WriteOfRow(Utf8JsonWriter writer, IReadOnlyList<ApiError> errors)
    {
        writer.WriteStartArray();
        foreach (ApiError error in errors)
        {
            writer.WriteStartObject();
            WriteDuplicates(writer, error);
            writer.WriteString("statusCode", error.Code);
            writer.WriteString("message", error.Message);
            WriteFields(writer, error);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    /// <summary>Recorded answers have the code first where it is not the resource itself that refuses.</summary>
    private static bool IsOfRouting(ApiError error) =>
        error.Code == "PROCESSING_HALTED" ||
        (error.Code == "NOT_FOUND" && error.Message.StartsWith("The requested resource does not exist", StringComparison.Ordinal));

    private static void WriteFields(Utf8JsonWriter writer, ApiError error)
    {
        writer.WriteStartArray("fields");
        foreach (string field in error.Fields) writer.WriteStringValue(field);
        writer.WriteEndArray();
    }

    /// <summary>The property is misspelt in recorded answers.</summary>
    private static void WriteDuplicates(Utf8JsonWriter writer, ApiError error)
    {
        if (error.Duplicates is not { } found) return;
        writer.WriteStartObject("duplicateResut");
        writer.WriteBoolean("allowSave", found.AllowSave);
        writer.WriteString("duplicateRule", found.Rule);
        writer.WriteString("duplicateRuleEntityType", found.EntityType);
        writer.WriteString("errorMessage", found.Message);
        writer.WriteStartArray("matchResults");
        writer.WriteStartObject();
        writer.WriteString("entityType", found.EntityType);
        WriteEmpty(writer, "errors");
        writer.WriteString("matchEngine", "ExactMatchEngine");
        writer.WriteStartArray("matchRecords");
        foreach (ReadOnlyMemory<byte> record in found.Records) WriteMatch(writer, record.Span);
        writer.WriteEndArray();
        writer.WriteString("rule", found.MatchingRule);
        writer.WriteNumber("size", found.Records.Count);
        writer.WriteBoolean("success", true);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteMatch(Utf8JsonWriter writer, ReadOnlySpan<byte> record)
    {
        writer.WriteStartObject();
        WriteEmpty(writer, "additionalInformation");
        WriteEmpty(writer, "fieldDiffs");
        writer.WriteNumber("matchConfidence", 100);
        writer.WritePropertyName("record");
        writer.WriteRawValue(record, skipInputValidation: true);
        writer.WriteEndObject();
    }

    private static void WriteEmpty(Utf8JsonWriter writer, string property)
    {
        writer.WriteStartArray(property);
        writer.WriteEndArray();
    }
}
