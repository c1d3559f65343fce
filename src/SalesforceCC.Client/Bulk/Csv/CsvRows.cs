using System.Text;
using Sylvan.Data.Csv;

namespace SalesforceCC.Bulk;

/// <summary>
/// Reads CSV in UTF-8 row by row, with the header as the first one. Values have no length limit but that of Salesforce, many
/// times over. Empty lines are no rows.
/// </summary>
internal sealed class CsvRows : IDisposable
{
    // A row of Salesforce has up to 400,000 characters; results add an error.
    private const int LongestRow = 1 << 26;

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly CsvDataReader _reader;
    private readonly char[] _raw = new char[16];
    private bool _isBegun;

    /// <param name="csv">The bytes; closed with this.</param>
    /// <param name="dialect">How they are written.</param>
    public CsvRows(Stream csv, CsvDialect dialect) => _reader = CsvDataReader.Create(
        new StreamReader(Begun(csv, dialect), s_utf8, detectEncodingFromByteOrderMarks: false, 1 << 15),
        new CsvDataReaderOptions
        {
            HasHeaders = false,
            Delimiter = dialect.Delimiter,

            // #N/A begins no comment: only half a character would, which no text in UTF-8 has.
            Comment = '\uD800',
            BufferSize = 1 << 16,
            MaxBufferSize = LongestRow,
            ResultSetMode = ResultSetMode.SingleResult,
        });

    /// <summary>How many values the row has.</summary>
    public int Count => _reader.RowFieldCount;

    /// <summary>A value of the row, unquoted; valid until the next one is read.</summary>
    public ReadOnlySpan<char> Span(int column) =>
#if NET
        _reader.GetFieldSpan(column);
#else
        _reader.GetString(column).AsSpan();
#endif

    /// <summary>A value of the row, unquoted.</summary>
    public string this[int column] => _reader.GetString(column);

    /// <summary>All values of the row.</summary>
    public string[] ToArray() => [.. Enumerable.Range(0, Count).Select(i => this[i])];

    /// <summary>Goes to the next row; false: there is none.</summary>
    /// <exception cref="SfException">INVALID_CSV: it is no CSV.</exception>
    public async ValueTask<bool> ReadAsync(CancellationToken stop)
    {
        try
        {
            if (!_isBegun)
                _isBegun = await _reader.ReadAsync(stop).ConfigureAwait(false);
            while (await _reader.ReadAsync(stop).ConfigureAwait(false))
            {
                if (Count > 1 || (Count == 1 && (!Span(0).IsEmpty || IsQuoted)))
                    return true;
            }

            return false;
        }
        catch (Exception e) when (e is CsvFormatException or CsvRecordTooLargeException)
        {
            throw new SfException(SfErrorCodes.InvalidCsv, $"The CSV cannot be read: {e.Message}", e) { Final = true };
        }
    }

    public void Dispose() => _reader.Dispose();

    // The package takes the first line break for that of all lines, also one within quotes.
    private static PrefixedStream Begun(Stream csv, CsvDialect dialect) => new([(byte)'-', .. s_utf8.GetBytes(dialect.LineEnding)], csv);

    // An empty value alone in its row is quoted, or else the row is an empty line.
    private bool IsQuoted => Array.IndexOf(_raw, '"', 0, _reader.GetRawRecord(_raw, 0)) >= 0;
}
