namespace SalesforceCC;

/// <summary>One step of the plan of an import of related records.</summary>
public sealed class SfTreeStep
{
    internal SfTreeStep(int step, string operation, string type, int records, IReadOnlyList<string> fields)
    {
        Step = step;
        Operation = operation;
        Type = type;
        Records = records;
        Fields = fields;
    }

    /// <summary>Its number. Steps with the same number do not depend on each other.</summary>
    public int Step { get; }

    /// <summary>Create, Upsert, Update, or Skip for records that an earlier run has saved.</summary>
    public string Operation { get; }

    /// <summary>API name of the object.</summary>
    public string Type { get; }

    /// <summary>Number of records.</summary>
    public int Records { get; }

    /// <summary>For Update, the lookups that are set then, because their records refer to each other; otherwise empty.</summary>
    public IReadOnlyList<string> Fields { get; }

    /// <summary>The step in words.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Step}. {Operation} {Records} {Type}{(Fields.Count > 0 ? $" ({string.Join(", ", Fields)})" : "")}");
}
