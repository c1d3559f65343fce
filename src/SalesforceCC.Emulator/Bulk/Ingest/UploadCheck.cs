using System.Buffers;
using SalesforceCC.Emulator.Soql.Results.Csv;

namespace SalesforceCC.Emulator.Bulk.Ingest;

/// <summary>
/// Looks through an upload for what makes Salesforce refuse it as a whole: lines that end otherwise than the job says, and
/// quotes where none may be. The CSV reader takes both.
/// </summary>
internal sealed class UploadCheck(CsvFormat format, bool strictBreaks)
{
    private const byte Quote = (byte)'"';
    private const byte Return = (byte)'\r';
    private const byte Feed = (byte)'\n';

    private static readonly SearchValues<byte> s_plain = SearchValues.Create([Quote, Return, Feed]);
    private static readonly SearchValues<byte> s_quoted = SearchValues.Create([Quote, Return, Feed]);

    private readonly bool _crlf = format.LineEnding == "\r\n";
    private State _state = State.Start;
    private bool _return;

    private enum State
    {
        /// <summary>A value begins.</summary>
        Start,

        /// <summary>In a value without quotes.</summary>
        Plain,

        /// <summary>Between quotes.</summary>
        Quoted,

        /// <summary>Behind what may be the closing quote.</summary>
        Closed,
    }

    private string WrongEnding => $"ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is {(_crlf ? "CRLF" : "LF")}";

    /// <summary>What is wrong; null where nothing is.</summary>
    public string? Find(Stream upload)
    {
        byte[] buffer = new byte[1 << 16];
        int read;
        while ((read = upload.Read(buffer)) > 0)
            if (Look(buffer.AsSpan(0, read)) is { } problem)
                return problem;
        if (_state == State.Quoted) return "InvalidBatch : Failed to parse CSV. EOF reached before closing an opened quote";
        return _return && _state != State.Quoted ? WrongEnding : null;
    }

    private string? Look(ReadOnlySpan<byte> bytes)
    {
        byte delimiter = (byte)format.Delimiter;
        int at = 0;
        while (at < bytes.Length)
        {
            if (_state is State.Plain or State.Quoted && !_return)
            {
                // Most bytes mean nothing here.
                ReadOnlySpan<byte> rest = bytes[at..];
                int next = _state == State.Quoted ? rest.IndexOfAny(s_quoted) : IndexOfPlain(rest, delimiter);
                if (next < 0) return null;
                at += next;
            }
            byte b = bytes[at++];
            if (Step(b, delimiter) is { } problem) return problem;
        }
        return null;
    }

    private static int IndexOfPlain(ReadOnlySpan<byte> rest, byte delimiter)
    {
        int special = rest.IndexOfAny(s_plain);
        int end = (special < 0 ? rest : rest[..special]).IndexOf(delimiter);
        return end >= 0 ? end : special;
    }

    private string? Step(byte b, byte delimiter)
    {
        bool afterReturn = _return;
        _return = b == Return;
        if (_state == State.Quoted)
        {
            if (b == Quote) _state = State.Closed;
            if (!strictBreaks) _return = false;
            else if ((b == Feed && afterReturn != _crlf) || (afterReturn && b != Feed)) return WrongEnding;
            return null;
        }
        if (b == Return && !_crlf) return WrongEnding;
        if (b == Feed && afterReturn != _crlf) return WrongEnding;
        if (afterReturn && b != Feed) return WrongEnding;
        if (b is Feed or Return || b == delimiter)
        {
            _state = State.Start;
            return null;
        }
        if (b == Quote)
        {
            if (_state == State.Plain) return Unescaped;
            _state = State.Quoted;
            return null;
        }
        if (_state == State.Closed) return Unescaped;
        _state = State.Plain;
        return null;
    }

    private const string Unescaped =
        "InvalidBatch : Failed to parse CSV. Found unescaped quote. A value with quote should be within a quote";
}
