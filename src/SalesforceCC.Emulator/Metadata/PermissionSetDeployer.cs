using System.Text.Json;
using System.Xml.Linq;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Metadata;

/// <summary>
/// PermissionSet. What the file leaves out is switched off, as it is from version 40.0 on.
/// </summary>
internal sealed class PermissionSetDeployer : IComponentDeployer
{
    private const string Prefix = "Permissions";

    private static readonly (string Element, string Field, string? Needs)[] s_object =
    [
        ("allowRead", "Read", null),
        ("allowCreate", "Create", "Read"),
        ("allowEdit", "Edit", "Read"),
        ("allowDelete", "Delete", "Edit"),
        ("viewAllRecords", "ViewAllRecords", "Read"),
        ("modifyAllRecords", "ModifyAllRecords", "Delete"),
    ];

    public (string? Id, bool Created) Deploy(MetadataComponent component, DeployTransaction transaction)
    {
        XElement xml = component.Xml;
        Dictionary<string, object?> row = new()
        {
            ["Name"] = component.FullName,
            ["Label"] = xml.Required("label"),
            ["Description"] = xml.Text("description"),
            ["HasActivationRequired"] = xml.Flag("hasActivationRequired"),
            ["LicenseId"] = License(xml, transaction),
        };
        foreach (SObjectField field in transaction.Store.FindType("PermissionSet")!.Fields)
        {
            if (field.Name.StartsWith(Prefix, StringComparison.Ordinal))
                row[field.Name] = false;
        }

        foreach (XElement permission in xml.All("userPermissions"))
        {
            string name = permission.Required("name");
            if (!row.ContainsKey(Prefix + name))
                throw new ComponentProblem($"Unknown user permission: {name}", permission);
            row[Prefix + name] = permission.Flag("enabled");
        }

        string? old = transaction.Store.FindId(
            $"SELECT Id FROM PermissionSet WHERE Name = {StoreQueries.Quote(component.FullName)}");
        string id = transaction.Save("PermissionSet", old, row);
        ReplaceObjectPermissions(id, xml, transaction);
        return (id, old is null);
    }

    private static string? License(XElement xml, DeployTransaction transaction) => xml.Text("license") is not { } name
        ? null
        : transaction.Store.FindId($"SELECT Id FROM PermissionSetLicense WHERE DeveloperName = {StoreQueries.Quote(name)}") ??
            transaction.Store.FindId($"SELECT Id FROM UserLicense WHERE Name = {StoreQueries.Quote(name)}") ??
            throw new ComponentProblem(
                $"In field: license - no PermissionSetLicense named {name} found", xml.Element(MetadataPackage.Namespace + "license"));

    private static void ReplaceObjectPermissions(string id, XElement xml, DeployTransaction transaction)
    {
        foreach (JsonElement old in transaction.Rows($"SELECT Id FROM ObjectPermissions WHERE ParentId = '{id}'"))
            transaction.Delete("ObjectPermissions", old.GetProperty("Id").GetString()!);
        foreach (XElement permissions in xml.All("objectPermissions"))
        {
            string name = permissions.Required("object");
            if (transaction.Store.FindType(name) is not { } type)
                throw new ComponentProblem($"In field: field - no CustomObject named {name} found", permissions);
            Dictionary<string, object?> row = new() { ["ParentId"] = id, ["SobjectType"] = type.Name };
            foreach ((string element, string field, string? needs) in s_object)
            {
                bool granted = permissions.Flag(element);
                if (granted && needs is not null && row[Prefix + needs] is false)
                    throw new ComponentProblem($"Permission {field} {name} depends on permission(s): {needs} {name}", permissions);
                row[Prefix + field] = granted;
            }

            transaction.Save("ObjectPermissions", null, row);
        }
    }
}
