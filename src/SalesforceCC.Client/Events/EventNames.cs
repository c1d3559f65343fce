namespace SalesforceCC.Events;

/// <summary>Names of properties, which to PowerShell are the same in any case.</summary>
internal static class EventNames
{
    /// <summary>The names, where one that is taken already has an underscore at its end.</summary>
    public static string[] Distinct(IReadOnlyList<string> names)
    {
        HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
        string[] distinct = new string[names.Count];
        for (int i = 0; i < distinct.Length; i++)
        {
            string name = names[i];
            while (!taken.Add(name))
                name += "_";
            distinct[i] = name;
        }

        return distinct;
    }
}
