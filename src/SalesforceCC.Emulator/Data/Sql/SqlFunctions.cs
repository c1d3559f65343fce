using System.Globalization;
using SQLitePCL;

namespace SalesforceCC.Emulator.Data.Sql;

/// <summary>What SOQL needs and SQLite lacks: text order, LIKE and INCLUDES beyond ASCII.</summary>
internal static class SqlFunctions
{
    /// <summary>Name of the collation of all texts.</summary>
    public const string Collation = "SOQL";

    private const int Pure = raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC;

    public static void Register(sqlite3 db)
    {
        raw.sqlite3__create_collation_utf8(
            db, Collation, null, static (_, left, right) => TextOrder.Compare(left, right));
        // One pattern is matched against many rows: the last one read is kept, per connection.
        raw.sqlite3_create_function(db, "soql_like", 2, Pure, new LikeCache(), static (context, state, values) =>
        {
            LikePattern pattern = ((LikeCache)state).Get(raw.sqlite3_value_blob(values[1]));
            bool isNull = raw.sqlite3_value_type(values[0]) == raw.SQLITE_NULL;
            raw.sqlite3_result_int(context, !isNull && pattern.Matches(raw.sqlite3_value_blob(values[0])) ? 1 : 0);
        });
        raw.sqlite3_create_function(db, "soql_has", 2, Pure, null, static (context, _, values) =>
        {
            bool has = HasValue(raw.sqlite3_value_blob(values[0]), raw.sqlite3_value_blob(values[1]));
            raw.sqlite3_result_int(context, has ? 1 : 0);
        });
        raw.sqlite3_create_function(db, "soql_in_zone", 2, Pure, null, static (context, _, values) =>
        {
            bool isNull = raw.sqlite3_value_type(values[0]) == raw.SQLITE_NULL;
            string? local = isNull ? null : InZone(raw.sqlite3_value_text(values[0]).utf8_to_string(), raw.sqlite3_value_text(values[1]).utf8_to_string());
            if (local is null) raw.sqlite3_result_null(context);
            else raw.sqlite3_result_text(context, local);
        });
    }

    // Moments are stored as text of one form, in UTC.
    private static string? InZone(string moment, string zone) =>
        FieldFormat.TryDateTime(moment, out _) &&
        DateTimeOffset.TryParse(moment.Replace("+0000", "Z", StringComparison.Ordinal), CultureInfo.InvariantCulture, out DateTimeOffset utc)
            ? FieldFormat.DateTime(new DateTimeOffset(TimeZoneInfo.ConvertTime(utc, UserTime.Find(zone)).DateTime, TimeSpan.Zero))
            : null;

    /// <summary>Is one of the semicolon-separated values of a multi-select picklist chosen?</summary>
    private static bool HasValue(ReadOnlySpan<byte> chosen, ReadOnlySpan<byte> value)
    {
        while (true)
        {
            int end = chosen.IndexOf((byte)';');
            if (TextOrder.Compare(end < 0 ? chosen : chosen[..end], value) == 0 && !chosen.IsEmpty) return true;
            if (end < 0) return false;
            chosen = chosen[(end + 1)..];
        }
    }

    private sealed class LikeCache
    {
        private byte[] _source = [];
        private LikePattern _pattern = LikePattern.Parse("");

        public LikePattern Get(ReadOnlySpan<byte> source)
        {
            if (source.SequenceEqual(_source)) return _pattern;
            _source = source.ToArray();
            return _pattern = LikePattern.Parse(System.Text.Encoding.UTF8.GetString(source));
        }
    }
}
