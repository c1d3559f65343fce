using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.GraphQL;

/// <summary>Writes an answer's objects and lists; commas come by themselves.</summary>
internal sealed class GraphWriter(JsonBuffer json)
{
    private bool _first = true;

    public JsonBuffer Json => json;

    public void Member(string name)
    {
        Comma();
        json.Text(name);
        json.Raw(":"u8);
        _first = true;
    }

    /// <summary>Forgets what was written behind the start of a member's value.</summary>
    public void GoBack(int length)
    {
        json.Truncate(length);
        _first = true;
    }

    /// <summary>Something that is written to the buffer itself follows: a value, or an item of a list.</summary>
    public void Value() => Comma();

    public void Null()
    {
        Comma();
        json.Null();
    }

    public void Text(string? value)
    {
        Comma();
        if (value is null)
            json.Null();
        else
            json.Text(value);
    }

    public void Boolean(bool value)
    {
        Comma();
        json.Boolean(value);
    }

    public void Integer(long value)
    {
        Comma();
        json.Integer(value);
    }

    public void Start(bool list = false)
    {
        Comma();
        json.Raw(list ? "["u8 : "{"u8);
        _first = true;
    }

    public void End(bool list = false)
    {
        json.Raw(list ? "]"u8 : "}"u8);
        _first = false;
    }

    private void Comma()
    {
        if (!_first)
            json.Raw(","u8);
        _first = false;
    }
}
