using System.Text.Json;
using SalesforceCC.Emulator.Data.Rows;
using SalesforceCC.Emulator.Data.Schema.Sources;

namespace SalesforceCC.Emulator.Data.Schema;

/// <summary>What is to become of the schema: objects and fields that are added or changed, and some that go.</summary>
/// <param name="Source">Those that are added or changed; null for none.</param>
/// <param name="Removed">Those that go: <c>Invoice__c</c>, <c>Account.Code__c</c>.</param>
internal sealed record SchemaChange(SchemaSource? Source, params IReadOnlyList<string> Removed)
{
    private static readonly HashSet<string> s_own = new(StringComparer.OrdinalIgnoreCase)
    {
        "Id", "IsDeleted", "CreatedDate", "CreatedById", "LastModifiedDate", "LastModifiedById", "SystemModstamp",
    };

    /// <summary>Names of the objects that it concerns.</summary>
    public IReadOnlySet<string> Objects => new HashSet<string>(
        (Source?.Objects.EnumerateObject().Select(o => o.Name) ?? []).Concat(Removed.Select(r => r.Split('.')[0])),
        StringComparer.OrdinalIgnoreCase);

    /// <exception cref="FormatException">It cannot be; the message says why.</exception>
    public OrgSchema Apply(OrgSchema schema, AdminRules rules)
    {
        foreach (string name in Removed) CheckRemoved(schema, rules, name);
        foreach (JsonProperty o in Source?.Objects.EnumerateObject() ?? [])
        {
            if (o.Value.ValueKind != JsonValueKind.Object) throw new FormatException($"{o.Name}: an object with fields is needed.");
            if (!o.Value.TryGetProperty("fields", out JsonElement fields)) continue;
            foreach (JsonProperty field in fields.EnumerateObject())
                if (s_own.Contains(field.Name))
                    throw new FormatException($"{o.Name}.{field.Name}: each object has it, and it cannot be changed.");
        }
        try
        {
            return schema.With((Source ?? SchemaSource.Nothing) with { Removed = Removed });
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException(e.Message, e);
        }
    }

    private static void CheckRemoved(OrgSchema schema, AdminRules rules, string name)
    {
        string[] parts = name.Split('.');
        SObjectType? type = schema.Find(parts[0]);
        bool known = parts.Length == 1 ? type is not null : parts.Length == 2 && type?.FindField(parts[1]) is not null;
        if (!known) throw new FormatException($"{name}: there is no such object or field.");
        if (!parts[^1].EndsWith("__c", StringComparison.OrdinalIgnoreCase) && !(parts.Length == 1 && type!.IsEvent))
            throw new FormatException($"{name}: only custom objects and fields (__c) and platform events (__e) can be removed.");
        if (rules.UserOf(parts[0], parts.Length == 2 ? parts[1] : null) is { } rule)
            throw new FormatException($"{name}: the rule {rule} uses it.");
    }
}
