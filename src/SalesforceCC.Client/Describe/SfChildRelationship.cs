namespace SalesforceCC;

/// <summary>Records of another object that refer to those of this one.</summary>
public sealed class SfChildRelationship
{
    internal SfChildRelationship(string? name, string childObject, string field, bool cascadeDelete, bool restrictedDelete)
    {
        Name = name;
        ChildObject = childObject;
        Field = field;
        CascadeDelete = cascadeDelete;
        RestrictedDelete = restrictedDelete;
    }

    /// <summary>The name for subqueries; <see langword="null"/> where queries cannot use the relationship.</summary>
    public string? Name { get; }

    /// <summary>The object whose records refer to this one's.</summary>
    public string ChildObject { get; }

    /// <summary>The field by which they do.</summary>
    public string Field { get; }

    /// <summary>They are deleted with their parent.</summary>
    public bool CascadeDelete { get; }

    /// <summary>A record that has them cannot be deleted.</summary>
    public bool RestrictedDelete { get; }

    /// <summary>The name, or where there is none the object and its field.</summary>
    public override string ToString() => Name ?? $"{ChildObject}.{Field}";
}
