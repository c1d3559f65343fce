using System.Text;
using nietras.SeparatedValues;
using SalesforceCC.Emulator.Soql.Results.Csv;

namespace SalesforceCC.Emulator.Bulk.Ingest;

/// <summary>The rows of an upload, one after the other. A byte order mark is taken for a part of the first name, as Salesforce does.</summary>
internal sealed class UploadReader : IDisposable
{
    private readonly SepReader _reader;

    public UploadReader(string path, CsvFormat format)
    {
        StreamReader text = new(
            new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1),
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            detectEncodingFromByteOrderMarks: false,
            bufferSize: 1 << 16);
        _reader = Sep.New(format.Delimiter)
            .Reader(o => o with { HasHeader = false, Unescape = true, DisableColCountCheck = true })
            .From(text);
        Next();
        HeaderText = HasRow ? _reader.Current.Span.ToString() : "";
        Header = HasRow ? [.. Enumerable.Range(0, _reader.Current.ColCount).Select(i => _reader.Current[i].ToString())] : [];
        Next();
    }

    /// <summary>Names of the columns.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>The first line as it is.</summary>
    public string HeaderText { get; }

    /// <summary>It stands at a row; false behind the last.</summary>
    public bool HasRow { get; private set; }

    /// <summary>Number of values in the row.</summary>
    public int Count => _reader.Current.ColCount;

    /// <summary>The row as it is, to be asked for before its values: these are unescaped in place.</summary>
    public ReadOnlySpan<char> Text => _reader.Current.Span;

    public ReadOnlySpan<char> this[int column] => _reader.Current[column].Span;

    /// <summary>Goes to the next row; empty lines are none.</summary>
    public void Next()
    {
        do HasRow = _reader.MoveNext();
        while (HasRow && _reader.Current.Span.IsEmpty);
    }

    public void Dispose() => _reader.Dispose();
}
