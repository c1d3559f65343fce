using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Rest;

/// <summary>Who changes rows with a call, and what its headers say about how.</summary>
internal static class ChangeHeaders
{
    public static ChangeContext ChangesOf(this Call call)
    {
        Dictionary<string, string> duplicates = Options(call.Headers["Sforce-Duplicate-Rule-Header"].ToString());
        return new ChangeContext(call.UserId)
        {
            AllowDuplicates = IsTrue(duplicates.GetValueOrDefault("allowSave")),
            DuplicateDetails = IsTrue(duplicates.GetValueOrDefault("includeRecordDetails")),
            VersionPath = call.Version.Path,
            Origin = OriginOf(call, "rest"),
        };
    }

    /// <summary>What change events tell of where a change comes from; the client names itself.</summary>
    public static string OriginOf(Call call, string api)
    {
        string client = Options(call.Headers["Sforce-Call-Options"].ToString()).GetValueOrDefault("client", "");
        string version = call.Version.Path[(call.Version.Path.LastIndexOf('/') + 1)..].TrimStart('v');
        return $"com/salesforce/api/{api}/{version}{(client.Length > 0 ? ";client=" + client : "")}";
    }

    /// <summary>A header with several options: <c>a=1, b=2</c>, or with semicolons.</summary>
    private static Dictionary<string, string> Options(string header) => header
        .Split([',', ';'], StringSplitOptions.TrimEntries)
        .Select(option => option.Split('=', 2, StringSplitOptions.TrimEntries))
        .Where(pair => pair.Length == 2)
        .DistinctBy(pair => pair[0], StringComparer.OrdinalIgnoreCase)
        .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);

    private static bool IsTrue(string? value) => string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
}
