using System.Management.Automation;
using System.Text;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>A table of rows with the same fields: the widths of its columns, and its lines.</summary>
internal sealed class RecordTable
{
    private const string StandardMembers = "PSStandardMembers";
    private const int LeastText = 5;

    private readonly RecordColumn[] _columns;

    public RecordTable(PSObject first, string key, string[] names, int width)
    {
        Key = key;

        // A field has at least one cell and the gap before it.
        _columns = [.. names.Take((width + 1) / 2).Select(n => RecordColumn.Of(first, n))];
        Share(width - (_columns.Length - 1));
    }

    /// <summary>What its rows have in common.</summary>
    public string Key { get; }

    public static string KeyOf(PSObject row, string[] names) => $"{row.TypeNames[0]}\n{string.Join("\n", names)}";

    /// <summary>The properties that are shown: those the user has chosen for the type, else all, also what was added to the row.</summary>
    public static string[] NamesOf(PSObject row)
    {
        if ((row.Members[StandardMembers]?.Value as PSMemberSet ?? row.Members[StandardMembers] as PSMemberSet)
            ?.Members["DefaultDisplayPropertySet"] is PSPropertySet { ReferencedPropertyNames.Count: > 0 } chosen)
            return [.. chosen.ReferencedPropertyNames];
        return [.. row.Properties.Where(static p => p.IsGettable).Select(static p => p.Name)];
    }

    /// <summary>The names of the columns, underlined.</summary>
    public string Head()
    {
        string names = Line(static c => c.Name);
        string lines = Line(static c => new string('-', Math.Min(CellText.Width(c.Name), c.Width)));
        (string on, string off) = HeaderStyle.Get();
        return $"{on}{names}{off}{Environment.NewLine}{on}{lines}{off}";
    }

    public string Row(PSObject row) => Line(c => RecordText.Of(RecordText.Value(row, c.Name)));

    private string Line(Func<RecordColumn, string> text)
    {
        StringBuilder line = new();
        for (int i = 0; i < _columns.Length; i++)
        {
            if (i > 0)
                line.Append(' ');
            CellText.Append(line, text(_columns[i]), _columns[i].Width, _columns[i].IsRight);
        }

        return line.ToString().TrimEnd(' ');
    }

    // Each text has room for something yet, beside all that is shown whole; else all columns share what there is.
    private void Share(int room)
    {
        RecordColumn[] whole = [.. _columns.Where(static c => c.IsWhole)];
        RecordColumn[] texts = [.. _columns.Where(static c => !c.IsWhole)];
        int rest = room - whole.Sum(static c => c.Wanted);
        if (rest < texts.Sum(static c => Math.Min(c.Wanted, LeastText)))
            Share(_columns, room);
        else
            Share(texts, rest);
    }

    // Columns that want less than an equal share get it all, and leave the rest to the others.
    private static void Share(RecordColumn[] columns, int room)
    {
        int left = columns.Length;
        foreach (RecordColumn column in columns.OrderBy(static c => c.Wanted))
        {
            column.Width = Math.Max(1, Math.Min(column.Wanted, room / left--));
            room -= column.Width;
        }
    }
}
