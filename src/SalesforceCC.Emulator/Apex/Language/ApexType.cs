using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Apex.Language;

/// <summary>A type of Apex: a simple one, rows of an object, or a list of such.</summary>
internal sealed record ApexType(string Name)
{
    public static readonly ApexType Integer = new("Integer") { Rank = 1 };
    public static readonly ApexType Long = new("Long") { Rank = 2 };
    public static readonly ApexType Double = new("Double") { Rank = 3 };
    public static readonly ApexType Decimal = new("Decimal") { Rank = 4 };
    public static readonly ApexType String = new("String");
    public static readonly ApexType Boolean = new("Boolean");
    public static readonly ApexType Id = new("Id");
    public static readonly ApexType Date = new("Date");
    public static readonly ApexType Datetime = new("Datetime");
    public static readonly ApexType Object = new("Object");
    public static readonly ApexType Null = new("null");
    public static readonly ApexType Void = new("void");

    private static readonly Dictionary<string, ApexType> s_simple =
        new[] { Integer, Long, Double, Decimal, String, Boolean, Id, Date, Datetime, Object }.ToDictionary(t => t.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Where numbers become one another; 0 for what is no number.</summary>
    public int Rank { get; private init; }

    /// <summary>The rows' object.</summary>
    public SObjectType? Row { get; private init; }

    /// <summary>What a list has in it.</summary>
    public ApexType? Element { get; private init; }

    public bool IsException { get; private init; }

    public static ApexType? Simple(string name) => s_simple.GetValueOrDefault(name);

    public static ApexType Of(SObjectType row) => new(row.Name) { Row = row };

    public static ApexType ListOf(ApexType element) => new($"List<{element.Name}>") { Element = element };

    public static ApexType Exception(string name) => new(name) { IsException = true };

    /// <summary>A value of that type can be put where this one is wanted.</summary>
    public bool Takes(ApexType other) =>
        other == Null || this == Object || Name == other.Name
        || (Rank > 0 && other.Rank > 0 && other.Rank <= Rank)
        || (this == String && other == Id) || (this == Id && other == String) || (this == Datetime && other == Date);

    public bool Equals(ApexType? other) => other is not null && Name == other.Name;

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
}
