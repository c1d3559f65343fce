using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using SalesforceCC.Emulator.Data.Schema;
using SalesforceCC.Emulator.Data.Schema.Sources;

namespace SalesforceCC.Emulator.Metadata;

/// <summary>CustomObject, with the fields in its file. Of standard objects, only custom fields are taken.</summary>
internal sealed class CustomObjectDeployer : IComponentDeployer
{
    public (string? Id, bool Created) Deploy(MetadataComponent component, DeployTransaction transaction)
    {
        XElement xml = component.Xml;
        string name = component.FullName;
        bool created = transaction.Store.FindType(name) is null;
        if (created) CheckNew(name, xml);
        foreach (XElement field in xml.All("fields")) CustomFieldDeployer.Check(field, name, transaction);
        JsonObject definition = new() { ["fields"] = new JsonObject() };
        CustomObjectXml.AddObject(definition, name, xml);
        // The name of a record is a field of its own that an object that exists keeps.
        if (!created) definition["fields"]!.AsObject().Remove("Name");
        transaction.Store.Change(Change(name, definition));
        return (null, created);
    }

    public static SchemaChange Change(string name, JsonObject definition) => new(new SchemaSource(
        JsonSerializer.SerializeToElement(new JsonObject { [name] = definition }), Imported: true)
    { Replaces = true });

    // What is required is documented; the texts are from memory.
    private static void CheckNew(string name, XElement xml)
    {
        if (name.EndsWith("__e", StringComparison.Ordinal))
        {
            CheckNewEvent(xml);
            return;
        }
        if (!name.EndsWith("__c", StringComparison.Ordinal))
            throw new ComponentProblem($"Entity Enumeration Or ID: bad value for restricted picklist field: {name}", xml);
        xml.Required("label");
        xml.Required("pluralLabel");
        xml.Required("deploymentStatus");
        xml.Required("sharingModel");
        XElement nameField = xml.Element(MetadataPackage.Namespace + "nameField") ??
            throw new ComponentProblem("Must specify a nameField of type Text or AutoNumber", xml);
        if (nameField.Text("type") is not ("Text" or "AutoNumber"))
            throw new ComponentProblem("Must specify a nameField of type Text or AutoNumber", nameField);
    }

    // Standard-volume events can no longer be defined.
    private static void CheckNewEvent(XElement xml)
    {
        xml.Required("label");
        xml.Required("pluralLabel");
        xml.Required("deploymentStatus");
        if (xml.Required("eventType") != "HighVolume")
            throw new ComponentProblem("Standard-volume platform events are not supported: eventType must be HighVolume", xml);
        if (xml.Text("publishBehavior") is { } behavior and not ("PublishAfterCommit" or "PublishImmediately"))
            throw new ComponentProblem($"'{behavior}' is not a valid value for the enum 'PlatformEventPublishBehavior'", xml);
    }
}
