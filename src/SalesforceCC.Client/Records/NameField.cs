namespace SalesforceCC.Records;

/// <summary>Which field tells people one record of an object from another.</summary>
internal static class NameField
{
    private static readonly string[] s_usual = ["LastName", "Subject", "Title", "MasterLabel", "Label", "DeveloperName"];

    /// <summary>Name, or the object's own (CaseNumber, SolutionName), or the first of those that people go by.</summary>
    /// <param name="objectName">The object's name.</param>
    /// <param name="fieldNames">The fields there are.</param>
    /// <returns>Null where none of them is such a name.</returns>
    public static string? Of(string objectName, IReadOnlyCollection<string> fieldNames) =>
        Find(fieldNames, "Name")
        ?? Find(fieldNames, objectName + "Number")
        ?? Find(fieldNames, objectName + "Name")
        ?? s_usual.Select(n => Find(fieldNames, n)).FirstOrDefault(static f => f is not null);

    private static string? Find(IReadOnlyCollection<string> fieldNames, string name) =>
        fieldNames.FirstOrDefault(f => f.Equals(name, StringComparison.OrdinalIgnoreCase));
}
