namespace SalesforceCC.Describe;

/// <summary>What a describe says of fields.</summary>
internal static class FieldFacts
{
    /// <summary>The members that are kept, in Salesforce's order.</summary>
    public static MemberTable Members { get; } = new(
        "aggregatable", "autoNumber", "byteLength", "calculated", "calculatedFormula", "cascadeDelete", "caseSensitive",
        "compoundFieldName", "controllerName", "createable", "custom", "defaultValue", "defaultValueFormula", "defaultedOnCreate",
        "dependentPicklist", "deprecatedAndHidden", "digits", "encrypted", "externalId", "extraTypeInfo", "filterable", "groupable",
        "htmlFormatted", "idLookup", "inlineHelpText", "label", "length", "name", "nameField", "nillable", "picklistValues",
        "polymorphicForeignKey", "precision", "referenceTo", "relationshipName", "restrictedPicklist", "scale", "sortable", "type",
        "unique", "updateable")
    {
        Elements = new("active", "defaultValue", "label", "validFor", "value"),
    };

    /// <summary>The fields of an object; of two that bear the same name, the last.</summary>
    public static IReadOnlyList<SfField> Read(string objectName, IReadOnlyList<DescribeRow> rows)
    {
        Dictionary<SfPicklistValue, string> bits = [];
        List<SfField> fields = [];
        Dictionary<string, int> places = new(StringComparer.OrdinalIgnoreCase);
        foreach (DescribeRow row in rows)
        {
            SfField field = Field(objectName, row, bits);
            if (places.TryGetValue(field.Name, out int place))
            {
                fields[place] = field;
                continue;
            }

            places[field.Name] = fields.Count;
            fields.Add(field);
        }

        DependentPicklists.Link(fields, bits);
        return fields.ToArray();
    }

    private static SfField Field(string objectName, DescribeRow row, Dictionary<SfPicklistValue, string> bits) => new(objectName, row.Name("name"))
    {
        Label = row.Text("label"),
        Type = row.Text("type") ?? "",
        Length = row.Number("length"),
        ByteLength = row.Number("byteLength"),
        Precision = row.Number("precision"),
        Scale = row.Number("scale"),
        Digits = row.Number("digits"),
        ReferenceTo = row.Texts("referenceTo"),
        RelationshipName = row.Text("relationshipName"),
        PolymorphicForeignKey = row.Flag("polymorphicForeignKey"),
        CascadeDelete = row.Flag("cascadeDelete"),
        IdLookup = row.Flag("idLookup"),
        ExternalId = row.Flag("externalId"),
        Unique = row.Flag("unique"),
        CaseSensitive = row.Flag("caseSensitive"),

        // What is not said is not forbidden: Salesforce decides.
        Createable = row.Flag("createable", absent: true),
        Updateable = row.Flag("updateable", absent: true),
        Nillable = row.Flag("nillable", absent: true),
        DefaultedOnCreate = row.Flag("defaultedOnCreate"),
        DefaultValue = row.Value("defaultValue"),
        DefaultValueFormula = row.Text("defaultValueFormula"),
        Calculated = row.Flag("calculated"),
        CalculatedFormula = row.Text("calculatedFormula"),
        AutoNumber = row.Flag("autoNumber"),
        PicklistValues = row.Rows("picklistValues").Select(v => Value(v, bits)).ToArray(),
        RestrictedPicklist = row.Flag("restrictedPicklist"),
        DependentPicklist = row.Flag("dependentPicklist"),
        ControllerName = row.Text("controllerName"),
        CompoundFieldName = row.Text("compoundFieldName"),
        NameField = row.Flag("nameField"),
        Custom = row.Flag("custom"),
        Encrypted = row.Flag("encrypted"),
        HtmlFormatted = row.Flag("htmlFormatted"),
        ExtraTypeInfo = row.Text("extraTypeInfo"),
        Filterable = row.Flag("filterable", absent: true),
        Sortable = row.Flag("sortable", absent: true),
        Groupable = row.Flag("groupable"),
        Aggregatable = row.Flag("aggregatable"),
        DeprecatedAndHidden = row.Flag("deprecatedAndHidden"),
        InlineHelpText = row.Text("inlineHelpText"),
    };

    private static SfPicklistValue Value(DescribeRow row, Dictionary<SfPicklistValue, string> bits)
    {
        string text = row.Text("value") ?? "";
        SfPicklistValue value = new(text, row.Text("label") ?? text, row.Flag("active", absent: true), row.Flag("defaultValue"));
        if (row.Text("validFor") is { } validFor)
            bits[value] = validFor;
        return value;
    }
}
