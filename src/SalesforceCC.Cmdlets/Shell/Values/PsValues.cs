using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Values between PowerShell, which wraps them, and the client, which knows nothing of that.</summary>
internal static class PsValues
{
    /// <summary>The value without PowerShell's wrapper; a custom object as ordered dictionary; lists and tables item by item.</summary>
    public static object? Unwrap(object? value)
    {
        if (value is PSObject wrapped)
        {
            if (wrapped.BaseObject is PSCustomObject)
                return Properties(wrapped);
            value = wrapped.BaseObject;
        }

        return value switch
        {
            null or string or byte[] => value,
            IDictionary table => Table(table),
            object?[] or IList => ((IList)value).Cast<object?>().Select(Unwrap).ToArray(),
            _ => value,
        };
    }

    /// <summary>A table with its values unwrapped; null stays null.</summary>
    public static IDictionary? UnwrapTable(IDictionary? table) => table is null ? null : Table(table);

    private static OrderedDictionary Table(IDictionary table)
    {
        OrderedDictionary unwrapped = [];
        foreach (DictionaryEntry entry in table)
            unwrapped.Add(entry.Key is PSObject key ? key.BaseObject : entry.Key, Unwrap(entry.Value));
        return unwrapped;
    }

    private static OrderedDictionary Properties(PSObject custom)
    {
        OrderedDictionary properties = [];
        foreach (PSPropertyInfo property in custom.Properties)
            properties.Add(property.Name, Unwrap(property.Value));
        return properties;
    }
}
