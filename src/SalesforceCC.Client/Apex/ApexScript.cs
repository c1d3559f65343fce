using System.Text;
using System.Xml;
using System.Xml.Linq;
using SalesforceCC.Soap;

namespace SalesforceCC.Apex;

/// <summary>A block of Apex, as it was given.</summary>
internal sealed class ApexScript
{
    private readonly string _text;

    /// <exception cref="SfException">INVALID_PARAMETER: it is empty, or a half of a character stands in it.</exception>
    public ApexScript(string text)
    {
        _text = text;
        if (string.IsNullOrWhiteSpace(text))
            throw new SfException(SfErrorCodes.InvalidParameter, "The script is empty.");
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (!char.IsSurrogatePair(text, i))
                throw Unsendable(i);
            i++;
        }
    }

    public string Text => _text;

    /// <summary>A line, from 1; null where there is none. As for Salesforce, a line feed ends one.</summary>
    public string? Line(int number)
    {
        string[] lines = _text.Split('\n');
        return number >= 1 && number <= lines.Length ? lines[number - 1].TrimEnd('\r') : null;
    }

    /// <summary>The call of SOAP that runs it.</summary>
    /// <exception cref="SfException">INVALID_PARAMETER: it has a character that XML cannot have.</exception>
    public string ToSoap()
    {
        for (int i = 0; i < _text.Length; i++)
            if (!char.IsSurrogate(_text[i]) && !XmlConvert.IsXmlChar(_text[i]))
                throw Unsendable(i);
        StringBuilder xml = new();
        // Line ends are written as characters of their own, or a reader of XML would take each for a line feed.
        XmlWriterSettings settings = new() { OmitXmlDeclaration = true, NewLineHandling = NewLineHandling.Entitize, ConformanceLevel = ConformanceLevel.Fragment };
        using (XmlWriter writer = XmlWriter.Create(xml, settings))
            new XElement(XName.Get("executeAnonymous", SoapCall.Apex), new XElement(XName.Get("apexcode", SoapCall.Apex), _text)).WriteTo(writer);
        return xml.ToString();
    }

    private SfException Unsendable(int at)
    {
        int line = _text.Take(at).Count(static c => c == '\n') + 1;
        int column = at - (at == 0 ? -1 : _text.LastIndexOf('\n', at - 1));
        return new SfException(
            SfErrorCodes.InvalidParameter,
            FormattableString.Invariant($"The script has the character U+{(int)_text[at]:X4} in line {line}, column {column}, which cannot be sent."));
    }
}
