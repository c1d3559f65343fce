using System.Globalization;
using System.Management.Automation;
using SalesforceCC.Records;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>A column of a table of rows.</summary>
internal sealed class RecordColumn
{
    // Without a look at the rows to come.
    private const int UsualText = 20;

    private const int LengthOfId = 18;

    private RecordColumn(string name, int wanted, bool isRight, bool isWhole)
    {
        Name = name;
        IsRight = isRight;
        IsWhole = isWhole;
        Wanted = Width = Math.Max(wanted, CellText.Width(name));
    }

    public string Name { get; }

    /// <summary>Numbers stand at the right.</summary>
    public bool IsRight { get; }

    /// <summary>Half an ID, date or number is of no use: where there is little room, texts give way.</summary>
    public bool IsWhole { get; }

    /// <summary>The width at which nothing is cut.</summary>
    public int Wanted { get; }

    public int Width { get; set; }

    /// <summary>The column of a row's property: by the field's type, the first rows of the query, and the row itself.</summary>
    public static RecordColumn Of(PSObject row, string name)
    {
        object? value = RecordText.Value(row, name);
        int width = CellText.Width(RecordText.Of(value));
        FieldType type = FieldType.Unknown;
        ColumnSample sample = default;
        if (row.BaseObject is SfRecord record && record.Layout.Shape.IndexOf(name) is int slot && slot >= 0)
        {
            type = record.Layout.Types[slot];
            sample = record.Layout.Sample?[slot] ?? default;
        }

        if (type is FieldType.Integer or FieldType.Long or FieldType.Number || sample.IsNumber || RecordText.IsNumber(value))
            return new RecordColumn(name, Math.Max(width, sample.Width + Decimals(type, sample, value)), isRight: true, isWhole: true);
        int? whole = Whole(name, type, value);
        return new RecordColumn(
            name, Math.Max(width, whole ?? (sample.Width > 0 ? sample.Width : UsualText)), isRight: false, isWhole: whole is not null);
    }

    private static int? Whole(string name, FieldType type, object? value) => type switch
    {
        FieldType.DateTime => RecordText.WidestMoment,
        FieldType.Date => RecordText.WidestDay,
        FieldType.Time => 8,
        FieldType.Boolean => 5,
        _ when name.Equals("Id", StringComparison.OrdinalIgnoreCase) => LengthOfId,
        _ => value switch
        {
            bool => 5,
            _ when RecordText.IsMoment(value) => RecordText.WidestMoment,
            DateTime => RecordText.WidestDay,
            string text when SfId.IsValid(text) => LengthOfId,
            _ => null,
        },
    };

    // As many as PowerShell shows.
    private static int Decimals(FieldType type, ColumnSample sample, object? value) =>
        type == FieldType.Number || sample.HasPoint || value is decimal or double or float
            ? CultureInfo.CurrentCulture.NumberFormat.NumberDecimalDigits + 1
            : 0;
}
