namespace SalesforceCC.Emulator.Soql.Plans;

/// <summary>One value of a record: where it comes from, and under which name it is asked for. How it is written is not its matter.</summary>
/// <param name="Path">Names from the queried object to the value, dots between them, in the schema's case.</param>
internal abstract record Cell(string Path)
{
    /// <summary>The last name of the path.</summary>
    public string Name => Path[(Path.LastIndexOf('.') + 1)..];
}
