using System.Text;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Soql.Results.Csv;

/// <summary>CSV as raw UTF-8, each value in quotes: a value of SQLite's without a quote in it is one copy.</summary>
internal sealed class CsvBuffer(CsvFormat format) : Utf8Buffer
{
    private readonly byte[] _lineEnding = Encoding.ASCII.GetBytes(format.LineEnding);
    private readonly byte _delimiter = (byte)format.Delimiter;
    private bool _inLine;

    /// <summary>Starts a value; its bytes follow, then <see cref="End"/>.</summary>
    public void Start()
    {
        Span<byte> room = Room(2);
        room[0] = _inLine ? _delimiter : (byte)'"';
        room[1] = (byte)'"';
        Used += _inLine ? 2 : 1;
        _inLine = true;
    }

    public void End() => Raw("\""u8);

    public void Text(string value) => Text(Encoding.UTF8.GetBytes(value));

    public void Text(ReadOnlySpan<byte> utf8)
    {
        Start();
        for (int quote = utf8.IndexOf((byte)'"'); quote >= 0; quote = utf8.IndexOf((byte)'"'))
        {
            Raw(utf8[..(quote + 1)]);
            Raw("\""u8);
            utf8 = utf8[(quote + 1)..];
        }
        Raw(utf8);
        End();
    }

    /// <summary>Values that are CSV already, behind others.</summary>
    public void Values(ReadOnlySpan<byte> csv)
    {
        if (_inLine) Raw([_delimiter]);
        Raw(csv);
        _inLine = true;
    }

    /// <summary>Ends values that go into a line of somebody else.</summary>
    public void EndValues() => _inLine = false;

    public void EndLine()
    {
        Raw(_lineEnding);
        _inLine = false;
    }
}
