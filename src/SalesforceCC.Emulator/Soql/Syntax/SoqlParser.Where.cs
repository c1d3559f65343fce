using System.Globalization;
using SalesforceCC.Emulator.Soql.Ast;

namespace SalesforceCC.Emulator.Soql.Syntax;

/// <summary>WHERE and HAVING.</summary>
internal sealed partial class SoqlParser
{
    /// <summary>
    /// AND and OR cannot be mixed without parentheses: Salesforce has no precedence between them, and refuses the
    /// second.
    /// </summary>
    private Condition Conditions()
    {
        Condition first = Operand();
        string? word = Current.Is("AND") ? "AND" : Current.Is("OR") ? "OR" : null;
        if (word is null) return first;
        List<Condition> conditions = [first];
        while (Accept(word)) conditions.Add(Operand());
        if (Current.Is("AND") || Current.Is("OR")) throw Unexpected();
        return word == "AND" ? new AllOf(conditions) : new AnyOf(conditions);
    }

    private Condition Operand()
    {
        if (!Current.Is("NOT") && !Current.Is("(")) return Compare();
        Enter();
        Condition condition;
        if (Accept("NOT"))
        {
            condition = new Not(Operand());
        }
        else
        {
            Expect("(");
            condition = Conditions();
            Expect(")");
        }
        _depth--;
        return condition;
    }

    private Condition Compare()
    {
        SoqlExpression left = Expression();
        Token word = Take();
        if (word.Kind == TokenKind.Symbol)
        {
            string op = word.Text == "<>" ? "!=" : word.Text;
            if (op is "=" or "!=" or "<" or "<=" or ">" or ">=")
                return new Comparison(left, op, word.Position, Value(like: false));
        }
        else if (word.Is("LIKE"))
        {
            return new Comparison(left, "LIKE", word.Position, Value(like: true));
        }
        else if (word.Is("IN"))
        {
            return In(left, word, negated: false);
        }
        else if (word.Is("NOT"))
        {
            Expect("IN");
            return In(left, word, negated: true);
        }
        else if (word.Is("INCLUDES") || word.Is("EXCLUDES"))
        {
            return new InList(left, word.Is("EXCLUDES"), true, word.Position, ValueList());
        }
        throw SoqlErrors.UnexpectedToken(_soql, word);
    }

    private Condition In(SoqlExpression left, Token word, bool negated)
    {
        if (!Current.Is("(") || !Peek(1).Is("SELECT"))
            return new InList(left, negated, false, word.Position, ValueList());
        if (left is not FieldPath path) throw Unexpected();
        _at++;
        SoqlQuery query = Query();
        Expect(")");
        return new InQuery(path, negated, query);
    }

    private List<Literal> ValueList()
    {
        Expect("(");
        List<Literal> values = List(() => Value(like: false));
        Expect(")");
        return values;
    }

    private Literal Value(bool like)
    {
        Token token = Current;
        if (token.Kind is TokenKind.Symbol or TokenKind.End) throw Unexpected();
        _at++;
        return token.Kind switch
        {
            TokenKind.Text => TextValue(token, like),
            TokenKind.Number => NumberValue(token),
            TokenKind.Date => new Literal(token.Position, LiteralKind.Date, token.Text),
            TokenKind.DateTime => new Literal(token.Position, LiteralKind.DateTime, token.Text),
            TokenKind.Time => new Literal(token.Position, LiteralKind.Time, token.Text),
            _ => Word(token),
        };
    }

    private Literal TextValue(Token token, bool like)
    {
        string text = StringLiteral.Decode(_soql, token, like);
        return text.Length <= LongestText
            ? new Literal(token.Position, LiteralKind.Text, text)
            : throw SoqlErrors.Malformed(_soql, token.Position, $"A text in a filter has at most {LongestText} characters");
    }

    private Literal NumberValue(Token token) =>
        double.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) &&
        double.IsFinite(number)
            ? new Literal(token.Position, LiteralKind.Number, token.Text)
            : throw SoqlErrors.UnexpectedToken(_soql, token);

    private Literal Word(Token token)
    {
        if (token.Is("null")) return new Literal(token.Position, LiteralKind.Null, "null");
        if (token.Is("true")) return new Literal(token.Position, LiteralKind.Boolean, "true");
        if (token.Is("false")) return new Literal(token.Position, LiteralKind.Boolean, "false");
        bool counted = Accept(":");
        string name = token.Text.ToUpperInvariant();
        if (DateRangeNames.Contains(name, counted))
            return new Literal(token.Position, LiteralKind.DateRange, name, counted ? WholeNumber() : 0);
        throw SoqlErrors.UnexpectedToken(_soql, token);
    }
}
