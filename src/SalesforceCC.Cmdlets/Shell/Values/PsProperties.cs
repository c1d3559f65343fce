using System.Data;
using System.Management.Automation;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>The properties of objects that hold data, by name.</summary>
internal static class PsProperties
{
    /// <summary>What a job or remoting adds to the objects that it hands out.</summary>
    private static readonly string[] s_ofRemoting = ["PSComputerName", "RunspaceId", "PSShowComputerName", "PSSourceJobInstanceId"];

    private static readonly string[] s_ofOthers = ["System", "mscorlib", "netstandard", "Microsoft", "SalesforceCC", "WindowsBase"];

    /// <summary>
    /// Whether objects of a type hold a user's data: of a class in PowerShell, of Add-Type, of another module. A file, a
    /// stream, a credential or a script block is no data.
    /// </summary>
    public static bool HasData(Type type)
    {
        string assembly = type.Assembly.GetName().Name ?? "";
        return !typeof(Delegate).IsAssignableFrom(type)
            && !type.IsEnum
            && !s_ofOthers.Any(o => assembly == o || assembly.StartsWith(o + ".", StringComparison.Ordinal));
    }

    /// <summary>The properties of an object, also those that were added to it.</summary>
    public static IEnumerable<KeyValuePair<string, object?>> Of(PSObject value)
    {
        bool isRemote = PsScalars.IsDeserialized(value) && value.Properties[s_ofRemoting[1]] is not null;
        foreach (PSPropertyInfo property in value.Properties)
            if (property.IsGettable && !(isRemote && s_ofRemoting.Contains(property.Name, StringComparer.OrdinalIgnoreCase)))
                yield return new(property.Name, Read(property));
    }

    /// <summary>The fields of a record, and the properties that were added to it.</summary>
    public static IEnumerable<KeyValuePair<string, object?>> Of(SfRecord record, PSObject? wrapper)
    {
        foreach (string field in record.GetFieldNames())
            yield return new(field, record.GetValue(field));
        if (wrapper is null)
            yield break;
        foreach (PSPropertyInfo property in wrapper.Properties)
            if (property.MemberType == PSMemberTypes.NoteProperty && !record.GetFieldNames().Contains(property.Name, StringComparer.OrdinalIgnoreCase))
                yield return new(property.Name, Read(property));
    }

    /// <summary>The columns of a row of a database.</summary>
    public static IEnumerable<KeyValuePair<string, object?>> Of(DataRow row) =>
        row.Table.Columns.Cast<DataColumn>().Select(c => new KeyValuePair<string, object?>(c.ColumnName, row[c]));

    private static object? Read(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (GetValueException e)
        {
            throw new SfException(SfErrorCodes.InvalidParameter, $"The property '{property.Name}' cannot be read: {e.Message}", e);
        }
    }
}
