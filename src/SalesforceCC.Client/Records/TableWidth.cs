namespace SalesforceCC.Records;

/// <summary>Whether the fields of a record have room beside each other, in a table of 80 columns.</summary>
internal static class TableWidth
{
    /// <summary>A terminal keeps the last column free.</summary>
    public const int Most = 79;

    /// <summary>Fields beside the Id and the name.</summary>
    private const int MostFields = 6;

    // So few always are a table, as PowerShell users know it.
    private const int Few = 4;

    private const int MostOfHeading = 20;
    private const int LengthOfId = 18;

    /// <summary>Whether all fields fit.</summary>
    public static bool Fits(string objectName, IReadOnlyList<string> fieldNames, FieldType[] types)
    {
        if (fieldNames.Count is 0 or > MostFields + 2)
            return false;
        string? name = NameField.Of(objectName, fieldNames);
        int width = fieldNames.Count - 1;
        int fields = 0;
        for (int i = 0; i < fieldNames.Count; i++)
        {
            width += Math.Max(Least(fieldNames[i], types[i]), Math.Min(fieldNames[i].Length, MostOfHeading));
            if (!IsId(fieldNames[i]) && fieldNames[i] != name)
                fields++;
        }

        return fieldNames.Count <= Few || (fields <= MostFields && width <= Most);
    }

    private static int Least(string field, FieldType type) => type switch
    {
        FieldType.Boolean => 5,
        FieldType.Integer => 6,
        FieldType.DateTime => 19,
        FieldType.Time => 8,
        _ => field.EndsWith("Id", StringComparison.OrdinalIgnoreCase) ? LengthOfId : 10,
    };

    private static bool IsId(string field) => field.Equals("Id", StringComparison.OrdinalIgnoreCase);
}
