using System.Text.Json.Nodes;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Rest.ListViews;

namespace SalesforceCC.Emulator.Rest.Layouts;

/// <summary>The page layout of an object: its fields two in a row, what the system keeps below them, its children.</summary>
internal static class PageLayout
{
    private const string KeyPrefix = "00h";
    private const string SectionPrefix = "01B";
    private const int RowsOfRelatedList = 5;

    private static readonly string[] s_system = ["CreatedById", "LastModifiedById"];

    public static string IdOf(OrgStore store, SObjectType type) => SalesforceId.Create(KeyPrefix, Number(store, type));

    public static JsonObject Of(OrgStore store, SObjectType type, Func<string, SObjectType?> visible)
    {
        string id = IdOf(store, type);
        return new JsonObject
        {
            ["buttonLayoutSection"] = new JsonObject { ["detailButtons"] = new JsonArray([.. Buttons(type)]) },
            ["detailLayoutSections"] = Sections(store, type, id, editable: false),
            ["editLayoutSections"] = Sections(store, type, id, editable: true),
            ["feedView"] = null,
            ["highlightsPanelLayoutSection"] = null,
            ["id"] = id,
            ["multirowEditLayoutSections"] = new JsonArray(),
            ["offlineLinks"] = new JsonArray(),
            ["quickActionList"] = new JsonObject { ["quickActionListItems"] = new JsonArray() },
            ["relatedContent"] = null,
            ["relatedLists"] = new JsonArray([.. type.ChildRelationships.Select(c => Related(c, visible)).OfType<JsonObject>()]),
            ["saveOptions"] = new JsonArray(),
        };
    }

    private static JsonArray Sections(OrgStore store, SObjectType type, string layoutId, bool editable)
    {
        SObjectField[] shown = type.Fields.Where(f => f.Createable && f.Kind is not (FieldKind.Blob or FieldKind.Address)).ToArray();
        SObjectField[] system = s_system.Select(type.FindField).OfType<SObjectField>().ToArray();
        JsonArray sections = [Section(store, type, layoutId, $"{type.Label} Information", 1, shown, editable)];
        if (!editable && system.Length > 0)
            sections.Add(Section(store, type, layoutId, "System Information", 2, system, editable: false));
        return sections;
    }

    private static JsonObject Section(
        OrgStore store, SObjectType type, string layoutId, string heading, int number, SObjectField[] fields, bool editable)
    {
        JsonObject[] items = fields.Select((f, i) => LayoutItem.Of(f, i + 1, editable)).ToArray();
        IEnumerable<JsonObject> rows = items.Chunk(2).Select(pair => new JsonObject { ["layoutItems"] = new JsonArray([.. pair]), ["numItems"] = pair.Length });
        return new JsonObject
        {
            ["collapsed"] = false,
            ["columns"] = 2,
            ["heading"] = heading,
            ["layoutRows"] = new JsonArray([.. rows]),
            ["layoutSectionId"] = SalesforceId.Create(SectionPrefix, (2 * Number(store, type)) + number),
            ["parentLayoutId"] = layoutId,
            ["rows"] = (items.Length + 1) / 2,
            ["tabOrder"] = "LeftToRight",
            ["useCollapsibleSection"] = editable,
            ["useHeading"] = number > 1 || editable,
        };
    }

    private static IEnumerable<JsonObject> Buttons(SObjectType type)
    {
        if (type.Updateable)
            yield return Button("Edit", "Edit");
        if (type.Deletable)
            yield return Button("Delete", "Delete");
    }

    private static JsonObject Button(string name, string label) => new()
    {
        ["behavior"] = null,
        ["colors"] = null,
        ["content"] = null,
        ["contentSource"] = null,
        ["custom"] = false,
        ["encoding"] = null,
        ["height"] = null,
        ["icons"] = null,
        ["label"] = label,
        ["menubar"] = false,
        ["name"] = name,
        ["overridden"] = false,
        ["resizeable"] = false,
        ["scrollbars"] = false,
        ["showsLocation"] = false,
        ["showsStatus"] = false,
        ["toolbar"] = false,
        ["url"] = null,
        ["width"] = null,
        ["windowPosition"] = null,
    };

    private static JsonObject? Related(ChildRelationship children, Func<string, SObjectType?> visible)
    {
        if (children.RelationshipName is null || visible(children.ChildSObject) is not { } child || child.FindField(children.Field) is null)
            return null;
        return new JsonObject
        {
            ["accessLevelRequiredForCreate"] = null,
            ["buttons"] = new JsonArray(),
            ["columns"] = new JsonArray([.. ListViewColumns.Usual(child).Select(child.FindField).OfType<SObjectField>().Select(f => new JsonObject
            {
                ["field"] = $"{child.Name}.{f.Name}",
                ["fieldApiName"] = f.Name,
                ["format"] = f.Kind is FieldKind.Date or FieldKind.DateTime ? f.Type : null,
                ["label"] = f.Label,
                ["lookupId"] = f.NameField ? "Id" : null,
                ["name"] = f.Name,
                ["sortable"] = f.Sortable,
            })]),
            ["custom"] = child.Custom,
            ["field"] = children.Field,
            ["label"] = child.LabelPlural,
            ["limitRows"] = RowsOfRelatedList,
            ["name"] = children.RelationshipName,
            ["sobject"] = child.Name,
            ["sort"] = new JsonArray(),
        };
    }

    private static int Number(OrgStore store, SObjectType type)
    {
        int number = 1;
        while (store.Types[number - 1].Name != type.Name)
            number++;
        return number;
    }
}
