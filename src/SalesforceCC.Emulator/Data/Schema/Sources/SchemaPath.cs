using System.Text.Json;

namespace SalesforceCC.Emulator.Data.Schema.Sources;

/// <summary>
/// Objects and fields that come from outside: a file of the org's own form, describes of a real org (one, an array, or a
/// folder of them), or the source folder of a Salesforce DX project.
/// </summary>
internal static class SchemaPath
{
    private static readonly JsonDocumentOptions s_lenient =
        new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The objects that stand there.</summary>
    /// <exception cref="FormatException">There are none; the message names the path and what could stand there.</exception>
    public static SchemaSource Read(string path) => Directory.Exists(path) ? ReadFolder(path) : ReadFile(path);

    /// <summary>A file in the org's own form.</summary>
    public static SchemaSource Own(Stream file)
    {
        using JsonDocument document = JsonDocument.Parse(file, s_lenient);
        return new SchemaSource(document.RootElement.Clone(), Imported: false);
    }

    private static SchemaSource ReadFile(string path) => Of(Parse(path), path);

    /// <summary>JSON in the org's own form, or describes.</summary>
    /// <param name="root">The JSON.</param>
    /// <param name="path">Where it comes from, for errors.</param>
    /// <exception cref="FormatException">It is neither.</exception>
    public static SchemaSource Of(JsonElement root, string path) =>
        root.ValueKind == JsonValueKind.Object && !root.TryGetProperty("sobjects", out _) && !HasListOfFields(root)
            ? new SchemaSource(root, Imported: false)
            : DescribeSchema.Read(Describes(path, root));

    /// <summary>Does what reads a schema. JSON may hold anything, such as a number in place of a name, at any depth.</summary>
    /// <param name="path">Where it comes from, for errors.</param>
    /// <param name="read">What reads it.</param>
    /// <exception cref="FormatException">Something in it is not what belongs there.</exception>
    public static T Checked<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is InvalidOperationException or InvalidDataException or ArgumentException or KeyNotFoundException or FormatException
                                  && !e.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw new FormatException($"{path} is not a schema: {e.Message}", e);
        }
    }

    private static SchemaSource ReadFolder(string path)
    {
        if (SourceFolderSchema.TryRead(path) is { } source) return source;
        string[] files = [.. Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        // Other JSON may lie in the same folder.
        JsonElement[] describes =
            [.. files.Select(f => (File: f, Root: Parse(f))).Where(f => HoldsDescribes(f.Root)).SelectMany(f => Describes(f.File, f.Root))];
        return describes.Length > 0
            ? DescribeSchema.Read(describes)
            : throw new FormatException(
                $"{path} has neither describes of objects (*.json) nor source of objects (objects/**/*.object-meta.xml, *.field-meta.xml).");
    }

    private static bool HoldsDescribes(JsonElement root) =>
        IsDescribe(root) || (root.ValueKind == JsonValueKind.Array && root.EnumerateArray().Any(IsDescribe));

    private static IEnumerable<JsonElement> Describes(string path, JsonElement root)
    {
        JsonElement list = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("sobjects", out JsonElement objects) ? objects : root;
        JsonElement[] describes = list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [list];
        return describes.Length > 0 && describes.All(IsDescribe)
            ? describes
            : throw new FormatException(
                $"{path}: each object needs its name and its fields, as sobjects/NAME/describe answers; the list of all objects has no fields.");
    }

    private static bool IsDescribe(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object &&
        json.TryGetProperty("name", out JsonElement name) && name.ValueKind == JsonValueKind.String && HasListOfFields(json);

    private static bool HasListOfFields(JsonElement json) =>
        json.TryGetProperty("fields", out JsonElement fields) && fields.ValueKind == JsonValueKind.Array;

    private static JsonElement Parse(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path), s_lenient);
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw new FormatException($"{path}: {e.Message}", e);
        }
    }
}
