using System.Management.Automation;
using System.Management.Automation.Host;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>
/// What the view of rows calls. All rows of an object have one type name, whatever fields they have, so no table in a
/// format file could know the columns: the view is a custom control, and its lines are made here.
/// </summary>
/// <remarks>
/// The format file groups rows by <see cref="Key"/>: rows with other fields begin another table. PowerShell sets a blank
/// line below the heading of a group, so the heading names the object, and the columns' names stand above the first row.
/// </remarks>
public static class RecordView
{
    private const int Default = Records.TableWidth.Most;

    private static readonly ScriptBlock s_host = ScriptBlock.Create("$Host");

    // A pipeline formats on one thread, its rows one after the other.
    [ThreadStatic]
    private static RecordTable? s_table;

    /// <summary>The same for rows that stand in one table.</summary>
    public static string Key(PSObject row) => RecordTable.KeyOf(row, RecordTable.NamesOf(row));

    /// <summary>The line above a table. The next row begins it.</summary>
    public static string Heading(PSObject row)
    {
        s_table = null;
        return $"   Type: {RecordText.ObjectOf(row)}";
    }

    /// <summary>The line of a row; before it the names of the columns, if it begins a table.</summary>
    public static string Line(PSObject row)
    {
        string[] names = RecordTable.NamesOf(row);
        string key = RecordTable.KeyOf(row, names);
        if (s_table is { } table && table.Key == key)
            return table.Row(row);
        s_table = table = new RecordTable(row, key, names, Width());
        return table.Head() + Environment.NewLine + table.Row(row);
    }

    // The last column stays free, or some terminals would begin a line of their own there.
    private static int Width()
    {
        try
        {
            return (s_host.InvokeReturnAsIs() as PSObject)?.BaseObject is PSHost { UI.RawUI: { } window }
                && window.BufferSize.Width is int width and > 20 ? width - 1 : Default;
        }
        catch (Exception e) when (e is HostException or NotImplementedException or InvalidOperationException or System.IO.IOException)
        {
            // A host without a window.
            return Default;
        }
    }
}
