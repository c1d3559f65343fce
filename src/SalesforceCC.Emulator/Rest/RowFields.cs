namespace SalesforceCC.Emulator.Rest;

/// <summary>Which fields of a row were asked for. The id comes along, as recorded answers show: last, where nobody asked for it.</summary>
internal static class RowFields
{
    /// <summary>Those of the parameter <c>fields</c>; null for all.</summary>
    public static IReadOnlyList<string>? Of(string list) => list.Length == 0 ? null : WithId(Split(list));

    /// <summary>The same from a request's body.</summary>
    public static IReadOnlyList<string> WithId(IReadOnlyList<string> fields) =>
        fields.Contains("Id", StringComparer.OrdinalIgnoreCase) ? fields : [.. fields, "Id"];

    public static string[] Split(string list) =>
        list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
