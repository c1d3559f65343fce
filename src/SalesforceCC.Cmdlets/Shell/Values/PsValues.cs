using System.Collections;
using System.Collections.Specialized;
using System.Data;
using System.Globalization;
using System.Management.Automation;
using System.Xml;
using SalesforceCC.Values;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>
/// Values between PowerShell, which wraps them, and the client, which knows nothing of that. All input is unwrapped here,
/// once: what is left are single values, tables and lists.
/// </summary>
internal sealed class PsValues
{
    private readonly string _name;

    // What lies around the value, from the outside in: no more than MaxDepth.
    private readonly List<object> _around = [];

    private PsValues(string name) => _name = name;

    /// <summary>
    /// The value without PowerShell's wrapper. Objects that hold data become ordered tables of their properties; lists
    /// and tables are unwrapped item by item; what PowerShell has for "nothing" is null.
    /// </summary>
    /// <param name="value">Anything.</param>
    /// <param name="name">What users call it, for errors: -Body.</param>
    /// <exception cref="SfException">INVALID_PARAMETER: it contains itself.</exception>
    public static object? Unwrap(object? value, string name = "The value") => new PsValues(name).Of(value);

    /// <summary>A table with its values unwrapped; null stays null.</summary>
    public static IDictionary? UnwrapTable(IDictionary? table, string name) => (IDictionary?)Unwrap(table, name);

    private object? Of(object? value)
    {
        if (PsScalars.IsNothing(value))
            return null;
        object inner = value is PSObject wrapped ? wrapped.BaseObject : value!;
        if (value is PSObject deserialized && PsScalars.TryRevive(deserialized, out object? revived))
            return revived;
        switch (inner)
        {
            case string or byte[]: return inner;
            case SwitchParameter flag: return flag.IsPresent;
            case XmlNode xml: return xml.OuterXml;
            case PSCustomObject or PSObject: return Within(value!, () => Table(PsProperties.Of((PSObject)value!)));
            case IDictionary table: return Within(inner, () => Table(Entries(table)));
            case SfRecord record: return Within(inner, () => Table(PsProperties.Of(record, value as PSObject)));
            case DataTable table: return Within(inner, () => List(table.Rows));
            case DataRowView view: return Within(inner, () => Table(PsProperties.Of(view.Row)));
            case DataRow row: return Within(inner, () => Table(PsProperties.Of(row)));
            case IEnumerable<KeyValuePair<string, object?>> members: return Within(inner, () => Table(members));
            case IEnumerable list: return Within(inner, () => List(list));
            default:
                return PsProperties.HasData(inner.GetType())
                    ? Within(inner, () => Table(PsProperties.Of(PSObject.AsPSObject(value!))))
                    : inner;
        }
    }

    private OrderedDictionary Table(IEnumerable<KeyValuePair<string, object?>> members)
    {
        OrderedDictionary table = [];
        foreach (KeyValuePair<string, object?> member in members)
        {
            if (table.Contains(member.Key))
                throw Invalid($"has two values named '{member.Key}'");
            table.Add(member.Key, Of(member.Value));
        }

        return table;
    }

    private object?[] List(IEnumerable list)
    {
        List<object?> items = [];
        foreach (object? item in list)
            items.Add(Of(item));
        return [.. items];
    }

    private static IEnumerable<KeyValuePair<string, object?>> Entries(IDictionary table)
    {
        foreach (DictionaryEntry entry in table)
            yield return new(Convert.ToString(entry.Key is PSObject key ? key.BaseObject : entry.Key, CultureInfo.InvariantCulture) ?? "", entry.Value);
    }

    private T Within<T>(object around, Func<T> read)
    {
        if (_around.Exists(a => ReferenceEquals(a, around)))
            throw Invalid("contains itself, and so has no end");
        if (_around.Count >= JsonBody.MaxDepth)
            throw Invalid($"is nested more than {JsonBody.MaxDepth} levels deep");
        _around.Add(around);
        T result = read();
        _around.RemoveAt(_around.Count - 1);
        return result;
    }

    private SfException Invalid(string what) => new(SfErrorCodes.InvalidParameter, $"{_name} {what}.");
}
