using System.Xml;

namespace SalesforceCC.Http;

/// <summary>
/// The errors in XML: those of REST (<c>Errors</c>), of Bulk (<c>error</c> with exceptionCode), and SOAP faults. It is read
/// from front to end, so that a document may be as deep as it likes.
/// </summary>
internal static class XmlErrors
{
    private static readonly XmlReaderSettings s_settings = new() { DtdProcessing = DtdProcessing.Prohibit };

    /// <summary>The errors; none where it names none, or is no XML.</summary>
    public static IReadOnlyList<FoundError> Find(string body)
    {
        List<FoundError> found = [];
        try
        {
            using XmlReader reader = XmlReader.Create(new StringReader(body), s_settings);
            Entry entry = new();
            while (!reader.EOF)
            {
                if (reader.NodeType == XmlNodeType.Element && Kind(reader.LocalName) is { } kind && !reader.IsEmptyElement)
                {
                    // Of two errors in a row, each has its own parent; the parts of one have the same.
                    if (reader.Depth != entry.Depth || entry.Has(kind))
                        entry = entry.Next(found, reader.Depth);
                    entry.Set(kind, reader.ReadElementContentAsString());
                    continue;
                }

                reader.Read();
            }

            entry.Next(found, 0);
        }
        catch (XmlException)
        {
            // Cut off, or no XML at all: what was told until then counts.
        }

        return found;
    }

    private static string? Kind(string name) => name switch
    {
        "errorCode" or "exceptionCode" or "faultcode" or "statusCode" => "code",
        "message" or "exceptionMessage" or "faultstring" => "message",
        "fields" => "fields",
        _ => null,
    };

    private sealed class Entry
    {
        private readonly List<string> _fields = [];
        private string? _code;
        private string? _message;

        public int Depth { get; private init; } = -1;

        public bool Has(string kind) => kind == "code" ? _code is not null : kind == "message" && _message is not null;

        public void Set(string kind, string text)
        {
            // sf:INVALID_SESSION_ID
            text = text.Trim();
            if (kind == "code")
                _code = text.Substring(text.IndexOf(':') + 1);
            else if (kind == "message")
                _message = text;
            else if (text.Length > 0)
                _fields.Add(text);
        }

        public Entry Next(List<FoundError> found, int depth)
        {
            // A fault repeats in its detail what it says itself.
            if (!string.IsNullOrEmpty(_code)
                && !found.Any(f => f.Code == _code && (f.Message ?? "").IndexOf(_message ?? "", StringComparison.Ordinal) >= 0))
                found.Add(new FoundError(_code, string.IsNullOrEmpty(_message) ? null : _message, [.. _fields]));
            return new Entry { Depth = depth };
        }
    }
}
