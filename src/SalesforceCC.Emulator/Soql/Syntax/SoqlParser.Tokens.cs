using System.Globalization;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Soql.Syntax;

/// <summary>Moving from token to token.</summary>
internal sealed partial class SoqlParser
{
    private Token Current => _tokens[_at];

    private int WholeNumber()
    {
        Token token = Current;
        if (token.Kind != TokenKind.Number || !token.Text.All(char.IsAsciiDigit)) throw Unexpected();
        if (!int.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            throw SoqlErrors.Malformed(_soql, token.Position, $"For input string: \"{token.Text}\"");
        _at++;
        return number;
    }

    private List<T> List<T>(Func<T> read)
    {
        List<T> list = [read()];
        while (Accept(",")) list.Add(read());
        return list;
    }

    private Token Peek(int ahead) => _tokens[Math.Min(_at + ahead, _tokens.Count - 1)];

    private Token Take() => _tokens[_at++];

    private bool Accept(string word)
    {
        if (!Current.Is(word)) return false;
        _at++;
        return true;
    }

    private void Expect(string word)
    {
        if (!Accept(word)) throw Unexpected();
    }

    private Token ExpectName() => Current.Kind == TokenKind.Name ? Take() : throw Unexpected();

    private void Enter()
    {
        if (++_depth > Deepest)
            throw SoqlErrors.Malformed(_soql, Current.Position, "The query is nested too deeply");
    }

    private SalesforceError Unexpected() => SoqlErrors.UnexpectedToken(_soql, Current);
}
