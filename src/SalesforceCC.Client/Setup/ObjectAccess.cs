using System.Collections;
using System.Text.RegularExpressions;

namespace SalesforceCC.Setup;

/// <summary>What a permission set lets its users do with one object.</summary>
/// <param name="Name">API name of the object.</param>
/// <param name="Rights">Names of the rights, with those that they depend on.</param>
internal sealed record ObjectAccess(string Name, ISet<string> Rights)
{
    private static readonly Regex s_name = new(@"^[A-Za-z]\w{0,79}\z", RegexOptions.CultureInvariant | RegexOptions.ECMAScript, TimeSpan.FromSeconds(1));

    /// <summary>Rights with the element of PermissionSet that grants them, and what Salesforce wants granted with them.</summary>
    public static IReadOnlyDictionary<string, (string Element, string[] Needs)> All { get; } =
        new Dictionary<string, (string, string[])>(StringComparer.OrdinalIgnoreCase)
        {
            ["Create"] = ("allowCreate", ["Read"]),
            ["Delete"] = ("allowDelete", ["Read", "Edit"]),
            ["Edit"] = ("allowEdit", ["Read"]),
            ["Read"] = ("allowRead", []),
            ["ModifyAll"] = ("modifyAllRecords", ["Read", "Edit", "Delete", "ViewAll"]),
            ["ViewAll"] = ("viewAllRecords", ["Read"]),
        };

    /// <summary>Reads a table of object permissions: rights by object.</summary>
    /// <exception cref="SfException">INVALID_PARAMETER.</exception>
    public static IReadOnlyList<ObjectAccess> Read(IDictionary? table)
    {
        List<ObjectAccess> objects = [];
        foreach (DictionaryEntry entry in table ?? new Hashtable())
        {
            if (entry.Key is not string name || !s_name.IsMatch(name))
                throw IntegrationOptions.Invalid($"'{entry.Key}' in the object permissions is not the API name of an object, such as Account or Invoice__c.");
            IEnumerable given = entry.Value is string or null ? new[] { entry.Value } : entry.Value as IEnumerable ?? new[] { entry.Value };
            SortedSet<string> rights = new(StringComparer.Ordinal);
            foreach (object? right in given)
                Add(rights, name, Convert.ToString(right, System.Globalization.CultureInfo.InvariantCulture) ?? "");
            if (rights.Count == 0)
                throw IntegrationOptions.Invalid($"The object permissions of {name} are empty. Possible values: {string.Join(", ", All.Keys)}.");
            objects.Add(new ObjectAccess(name, rights));
        }

        return objects.OrderBy(static o => o.Name, StringComparer.Ordinal).ToArray();
    }

    private static void Add(SortedSet<string> rights, string name, string right)
    {
        string known = All.Keys.FirstOrDefault(k => k.Equals(right.Trim(), StringComparison.OrdinalIgnoreCase))
            ?? throw IntegrationOptions.Invalid($"'{right}' in the object permissions of {name} is not one of {string.Join(", ", All.Keys)}.");
        rights.Add(known);
        rights.UnionWith(All[known].Needs);
    }
}
