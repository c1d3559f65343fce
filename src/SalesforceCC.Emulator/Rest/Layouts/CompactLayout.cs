using System.Text.Json.Nodes;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Rest.ListViews;

namespace SalesforceCC.Emulator.Rest.Layouts;

/// <summary>The few fields that stand on top of a record: the system default, which has no id.</summary>
internal static class CompactLayout
{
    private const string Name = "SYSTEM";
    private const int MostFields = 4;

    public static JsonObject Describe(SObjectType type, string versionPath)
    {
        string url = $"{versionPath}/sobjects/{type.Name}/describe/compactLayouts";
        return new JsonObject
        {
            ["compactLayouts"] = new JsonArray(Of(type)),
            ["defaultCompactLayoutId"] = null,
            ["recordTypeCompactLayoutMappings"] = new JsonArray(new JsonObject
            {
                ["available"] = true,
                ["compactLayoutId"] = null,
                ["compactLayoutName"] = Name,
                ["recordTypeId"] = LayoutApi.MasterRecordType,
                ["recordTypeName"] = "Master",
                ["urls"] = new JsonObject { ["compactLayout"] = $"{url}/{LayoutApi.MasterRecordType}" },
            }),
            ["urls"] = new JsonObject { ["primary"] = $"{url}/primary" },
        };
    }

    public static JsonObject Of(SObjectType type) => new()
    {
        ["actions"] = new JsonArray(),
        ["fieldItems"] = new JsonArray([.. ListViewColumns.Usual(type)
            .Select(type.FindField).OfType<SObjectField>().Take(MostFields).Select((f, i) => LayoutItem.Of(f, i + 1, editable: false))]),
        ["id"] = null,
        ["imageItems"] = new JsonArray(),
        ["label"] = "System Default",
        ["name"] = Name,
        ["objectType"] = type.Name,
    };
}
