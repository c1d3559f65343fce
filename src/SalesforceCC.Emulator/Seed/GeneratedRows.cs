using System.Globalization;
using System.Text;
using System.Text.Unicode;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.Seed;

/// <summary>
/// Rows of <c>Big__c</c> for measuring: 18 fields, about 790 bytes of JSON each, the same at every start. The values
/// are written as UTF-8 straight into SQLite, one prepared statement for all.
/// </summary>
internal sealed class GeneratedRows
{
    public const string TypeName = "Big__c";

    private static readonly string[] s_columns =
    [
        "rowid", "Id", "Name", "Text__c", "Email__c", "Status__c", "Amount__c", "Score__c", "Count__c", "Share__c",
        "Active__c", "Day__c", "Moment__c", "Phone__c", "Url__c", "Notes__c", "CreatedDate", "SystemModstamp",
    ];

    private static readonly byte[][] s_statuses =
        ["New"u8.ToArray(), "Open"u8.ToArray(), "On Hold"u8.ToArray(), "Done"u8.ToArray()];

    private static readonly byte[][] s_notes =
    [
        .. new[]
        {
            "Die Prüfung ergab keine Mängel; Kunde sagt \"wie gewünscht\". Nächster Termin " +
            "im März, Rückfragen bitte an das Büro in Köln, 3. Stock",
            "Delivered to O'Hara & Sons, gate 4. The driver noted a scratched label on " +
            "pallet two, and the café next door signed for it at noon",
            "Größe geändert auf 40 × 60 mm, Preis bleibt. Angebot \"Frühjahr\" gilt " +
            "weiter\\verlängert bis Ende Juni, sofern der Vertrag unverändert",
            "Straße gesperrt, Anlieferung über den Südeingang. Señor Núñez asked for a " +
            "call back before the crème brûlée machine is shipped again",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private static readonly CultureInfo s_culture = CultureInfo.InvariantCulture;
    private static readonly DateTime s_start = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly byte[] _buffer = new byte[512];
    private readonly SqlStatement _insert;
    private int _length;

    private GeneratedRows(SqlStatement insert) => _insert = insert;

    public static void Insert(SqlConnection connection, SObjectType type, int count, string ownerId)
    {
        string[] same = ["OwnerId", "CreatedById", "LastModifiedById"];
        string names = string.Join(", ", s_columns.Select(c => $"\"{c}\""));
        string places = string.Join(", ", Enumerable.Range(1, s_columns.Length).Select(i => $"?{i}"));
        using SqlStatement insert = connection.Prepare(
            $"INSERT INTO \"{type.Name}\" ({names}, {string.Join(", ", same)}, LastModifiedDate, IsDeleted) " +
            $"VALUES ({places}, {string.Join(", ", same.Select(_ => $"'{ownerId}'"))}, ?{s_columns.Length}, 0)");
        GeneratedRows rows = new GeneratedRows(insert);
        for (int row = 1; row <= count; row++) rows.Insert(type, row);
    }

    private void Insert(SObjectType type, int row)
    {
        // A small mixer makes neighbours differ without making runs differ.
        uint mix = (uint)row * 2_654_435_761u;
        mix ^= mix >> 15;
        _insert.BindInteger(1, row);
        SalesforceId.Write(_buffer, type.KeyPrefix, row);
        _insert.BindText(2, _buffer.AsSpan(0, SalesforceId.Length));
        Bind(3, Utf8.TryWrite(_buffer, s_culture, $"Big {row:00000000}", out _length));
        Bind(4, Utf8.TryWrite(
            _buffer, s_culture, $"Größe {mix % 97} – Charge {mix % 100_003} / Los {row % 50}", out _length));
        Bind(5, Utf8.TryWrite(_buffer, s_culture, $"kontakt.{row}@firma{mix % 1_000}.example", out _length));
        _insert.BindText(6, s_statuses[mix % 4]);
        _insert.BindReal(7, (mix % 10_000_000) / 100.0);
        _insert.BindReal(8, (mix % 1_000_003) / 10_000.0);
        _insert.BindInteger(9, mix % 50_000);
        _insert.BindReal(10, (mix % 10_001) / 100.0);
        _insert.BindInteger(11, mix & 1);
        Bind(12, Utf8.TryWrite(
            _buffer, s_culture, $"{2015 + (mix % 12)}-{1 + (mix % 11):00}-{1 + (mix % 28):00}", out _length));
        BindMoment(13, row, mix % 86_400);
        Bind(14, Utf8.TryWrite(_buffer, s_culture, $"+49 30 {mix % 10_000_000:0000000}", out _length));
        Bind(15, Utf8.TryWrite(
            _buffer, s_culture, $"https://www.firma{mix % 1_000}.example/artikel/{row}", out _length));
        BindNotes(16, row, mix);
        BindMoment(17, row, 0);
        BindMoment(18, row, mix % 3_600);
        _insert.Step();
        _insert.Reset();
    }

    private void Bind(int column, bool fits)
    {
        if (fits) _insert.BindText(column, _buffer.AsSpan(0, _length));
    }

    /// <summary>A minute a row from 2020 on, and some seconds later.</summary>
    private void BindMoment(int column, int row, uint later)
    {
        DateTime moment = s_start.AddSeconds((row % 3_000_000 * 60L) + later);
        moment.TryFormat(_buffer, out _length, "yyyy-MM-dd'T'HH:mm:ss'.000+0000'", s_culture);
        Bind(column, fits: true);
    }

    private void BindNotes(int column, int row, uint mix)
    {
        byte[] text = s_notes[mix % 4];
        text.CopyTo(_buffer, 0);
        Utf8.TryWrite(_buffer.AsSpan(text.Length), s_culture, $" ({row})", out _length);
        _length += text.Length;
        Bind(column, fits: true);
    }
}
