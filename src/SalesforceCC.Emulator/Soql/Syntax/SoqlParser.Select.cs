using SalesforceCC.Emulator.Soql.Ast;

namespace SalesforceCC.Emulator.Soql.Syntax;

/// <summary>The SELECT list.</summary>
internal sealed partial class SoqlParser
{
    private SelectItem Item()
    {
        Token start = Current;
        if (start.Is("(")) return Children();
        if (start.Is("TYPEOF") && Peek(1).Kind == TokenKind.Name && !Peek(1).Is("FROM")) return Typeof();
        if (start.Is("FIELDS") && Peek(1).Is("(")) return Fields();
        SoqlExpression value = Expression();
        bool named = Current.Kind == TokenKind.Name && !Current.Is("FROM");
        return new SelectValue(value, named ? Take().Text : null);
    }

    private SelectChildren Children()
    {
        Token open = Take();
        SoqlQuery query = Query();
        Expect(")");
        return new SelectChildren(open.Position, query);
    }

    private SelectFields Fields()
    {
        Token start = Take();
        _at++;
        bool all = Accept("ALL");
        bool standard = !all && Accept("STANDARD");
        bool custom = !all && !standard && Accept("CUSTOM");
        if (!all && !standard && !custom) throw Unexpected();
        Expect(")");
        return new SelectFields(start.Position, all || standard, all || custom);
    }

    private SelectTypeof Typeof()
    {
        Token start = Take();
        FieldPath path = Path();
        List<TypeofBranch> branches = [];
        while (Accept("WHEN"))
        {
            Token name = ExpectName();
            Expect("THEN");
            branches.Add(new TypeofBranch(name.Position, name.Text, List(Path)));
        }
        if (branches.Count == 0) throw Unexpected();
        List<FieldPath>? otherwise = Accept("ELSE") ? List(Path) : null;
        Expect("END");
        return new SelectTypeof(start.Position, path, branches, otherwise);
    }

    private SoqlExpression Expression()
    {
        Token name = Current;
        if (name.Kind != TokenKind.Name || name.Is("FROM")) throw Unexpected();
        if (!Peek(1).Is("(")) return Path();
        Enter();
        _at += 2;
        SoqlExpression? argument = Current.Is(")") ? null : Expression();
        if (Current.Is(",")) throw SoqlErrors.NotSupported(_soql, name.Position, name.Text);
        Expect(")");
        _depth--;
        return new FunctionCall(name.Position, name.Text, argument);
    }

    private FieldPath Path()
    {
        int position = Current.Position;
        List<string> parts = [ExpectName().Text];
        while (Accept(".")) parts.Add(ExpectName().Text);
        return new FieldPath(position, parts);
    }
}
