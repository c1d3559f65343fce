using System.Text.Json;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Data.Schema;
using SalesforceCC.Emulator.Data.Schema.Sources;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Control;

/// <summary>Objects and fields that come, change and go while the org runs.</summary>
internal sealed class SchemaKnobs(OrgStore store)
{
    /// <summary>The body is what <c>--schema</c> takes as a file: the org's own form, or one or more describes.</summary>
    public Answer Change(Call call)
    {
        using JsonDocument body = JsonDocument.Parse(call.Body);
        JsonElement root = body.RootElement.Clone();
        SchemaSource source = SchemaPath.Checked("The body", () => SchemaPath.Of(root, "The body"));
        return Do(new SchemaChange(source with { Imported = true, Replaces = true }));
    }

    /// <summary><c>DELETE /__org/schema/Account.Code__c</c>, or <c>/Invoice__c</c>.</summary>
    public Answer Remove(Call call) => Do(new SchemaChange(null, call.Values["name"]));

    private Answer Do(SchemaChange change)
    {
        store.Change(change);
        return ControlJson.Answer(new { modified = store.SchemaModified, objects = change.Objects.Order(StringComparer.Ordinal) });
    }
}
