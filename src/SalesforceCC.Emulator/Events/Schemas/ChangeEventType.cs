using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Events.Schemas;

/// <summary>Change events as describe shows them: objects without rows, and with the fields of what has changed.</summary>
internal static class ChangeEventType
{
    /// <summary>The object of that name as a user sees it; null where it is none of change events.</summary>
    public static SObjectType? Of(OrgStore store, string name, string userId)
    {
        if (EventNames.ObjectOf(name) is not { } own || store.FindType(own, userId) is not { } type || !EventNames.HasChangeEvent(type)) return null;
        return new SObjectType
        {
            Name = EventNames.ChangeEventOf(type.Name),
            Label = type.Label + " Change Event",
            LabelPlural = type.Label + " Change Event",
            KeyPrefix = "",
            ChangesOf = type.Name,
            Fields = [Id, .. Fields(type)],
            ChildRelationships = [],
            Createable = false,
            Updateable = false,
            Deletable = false,
        };
    }

    // These come before the object's own; from memory.
    private static SObjectField Id => new() { Name = "Id", Label = "Change Event ID", Type = "id", Length = 18, Nillable = false, Createable = false, Updateable = false };

    private static IEnumerable<SObjectField> Fields(SObjectType type)
    {
        yield return Plain("ReplayId", "Replay ID", "string", 1_000);
        yield return Plain("ChangeEventHeader", "Change Event Header", "complexvalue", 0);
        foreach (SObjectField field in type.Fields.Where(f => f.Name is not ("Id" or "IsDeleted" or "SystemModstamp")))
            yield return Of(field);
    }

    private static SObjectField Plain(string name, string label, string type, int length) =>
        new() { Name = name, Label = label, Type = type, Length = length, Createable = false, Updateable = false };

    private static SObjectField Of(SObjectField field) => new()
    {
        Name = field.Name,
        Label = field.Label,
        Type = field.Type,
        Length = field.Length,
        Precision = field.Precision,
        Scale = field.Scale,
        Createable = false,
        Updateable = false,
        ReferenceTo = field.ReferenceTo,
        RelationshipName = field.RelationshipName,
        PicklistValues = field.PicklistValues,
        CompoundPrefix = field.CompoundPrefix,
    };
}
