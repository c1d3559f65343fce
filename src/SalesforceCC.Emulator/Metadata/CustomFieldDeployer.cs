using System.Text.Json.Nodes;
using System.Xml.Linq;
using SalesforceCC.Emulator.Data.Schema.Sources;

namespace SalesforceCC.Emulator.Metadata;

/// <summary>CustomField. Everybody sees a new field at once: permissions of fields are no rows of this org.</summary>
internal sealed class CustomFieldDeployer : IComponentDeployer
{
    public (string? Id, bool Created) Deploy(MetadataComponent component, DeployTransaction transaction)
    {
        string[] name = component.FullName.Split('.');
        if (name.Length != 2 || transaction.Store.FindType(name[0]) is not { } type)
            throw new ComponentProblem($"Parent entity failed to deploy: no CustomObject named {name[0]} found");
        bool created = type.FindField(name[1]) is null;
        Check(component.Xml, type.Name, transaction);
        JsonObject definition = new() { ["fields"] = new JsonObject() };
        if (!CustomObjectXml.AddField(definition, type.Name, component.Xml)) throw NotServed(component.Xml);
        transaction.Store.Change(CustomObjectDeployer.Change(type.Name, definition));
        return (null, created);
    }

    /// <summary>Refuses a field that lacks what its type needs; the texts are from memory.</summary>
    public static void Check(XElement field, string owner, DeployTransaction transaction)
    {
        string name = field.Required("fullName");
        if (!name.EndsWith("__c", StringComparison.Ordinal)) throw NotServed(field);
        field.Required("label");
        string type = field.Required("type");
        bool computed = field.Text("formula") is not null;
        if (type is "Text" or "LongTextArea" or "Html" && !computed) field.Required("length");
        if (type is "LongTextArea" or "Html" or "MultiselectPicklist") field.Required("visibleLines");
        if (type is "Number" or "Currency" or "Percent")
        {
            field.Required("precision");
            field.Required("scale");
        }
        if (type is not ("Lookup" or "MasterDetail")) return;
        string target = field.Required("referenceTo");
        if (target != owner && transaction.Store.FindType(target) is null)
            throw new ComponentProblem($"referenceTo value of '{target}' does not resolve to a valid sObject type", field);
    }

    private static ComponentProblem NotServed(XElement field) => new(
        $"The embedded org does not serve the field {field.Text("fullName")} of type {field.Text("type")}", field);
}
