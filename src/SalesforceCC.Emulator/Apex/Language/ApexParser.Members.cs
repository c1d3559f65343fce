using SalesforceCC.Emulator.Apex.Running;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Apex.Language;

/// <content>What stands behind a dot or in brackets, new rows and lists, and queries.</content>
internal sealed partial class ApexParser
{
    private static readonly string[] s_exceptions =
    [
        "AsyncException", "CalloutException", "DmlException", "EmailException", "ExternalObjectException", "HandledException", "IllegalArgumentException",
        "InvalidParameterValueException", "JSONException", "ListException", "MathException", "NoAccessException", "NoDataFoundException",
        "NullPointerException", "QueryException", "RequiredFeatureMissingException", "SearchException", "SecurityException",
        "SerializationException", "SObjectException", "StringException", "TypeException", "VisualforceException", "XmlException",
    ];

    private List<ApexExpression> Arguments()
    {
        Expect("(");
        List<ApexExpression> arguments = [];
        if (TryTake(")")) return arguments;
        do arguments.Add(Expression());
        while (TryTake(","));
        Expect(")");
        return arguments;
    }

    private ApexExpression Member(ApexExpression owner, ApexToken name)
    {
        if (Current.Is("(")) return Call(owner, name);
        if (owner.Type.Row is not { } type) throw new ApexCompileError($"Variable does not exist: {name.Text}", name);
        return Field(owner, type, name);
    }

    private ApexExpression Field(ApexExpression owner, SObjectType type, ApexToken name)
    {
        if (type.FindField(name.Text) is { } field)
        {
            string key = field.Name;
            return new ApexExpression(ApexValues.TypeOf(field) ?? throw ApexCompileError.NotServed($"Values of the type {field.Type}", name), Read(key))
            {
                Assign = (run, value) => Row(run).Set(key, value),
            };
        }
        if (type.FindReference(name.Text) is not { ReferenceTo.Count: > 0 } reference)
            throw new ApexCompileError($"Variable does not exist: {name.Text}", name);
        return reference.ReferenceTo is [var parent] && _store.FindType(parent, _userId) is { } parentType
            ? new ApexExpression(ApexType.Of(parentType), Read(reference.RelationshipName!))
            : throw ApexCompileError.NotServed($"{type.Name}.{reference.RelationshipName}, which has rows of several objects", name);

        ApexRow Row(ApexRun run)
        {
            object? row = owner.Value(run);
            run.Line = name.Line;
            return (ApexRow?)row ?? throw ApexException.NullPointer();
        }

        Func<ApexRun, object?> Read(string key) => run => Row(run).Get(key);
    }

    private ApexExpression Item(ApexExpression list, ApexToken at)
    {
        ApexExpression index = Expression();
        Expect("]");
        if (list.Type.Element is not { } element) throw new ApexCompileError($"Expression must be a list type: {list.Type.Name}", at);
        if (index.Type != ApexType.Integer) throw new ApexCompileError($"List index must be of type Integer: {index.Type.Name}", at);
        return new ApexExpression(element, run =>
        {
            (List<object?> items, int i) = Find(run);
            return items[i];
        })
        {
            Assign = (run, value) =>
            {
                (List<object?> items, int i) = Find(run);
                items[i] = value;
            },
        };

        (List<object?> Items, int Index) Find(ApexRun run)
        {
            List<object?> items = (List<object?>?)list.Value(run) ?? throw ApexException.NullPointer();
            int i = (int?)index.Value(run) ?? throw ApexException.NullPointer();
            run.Line = at.Line;
            return (items, ApexMethods.Checked(items, i));
        }
    }

    private ApexExpression New(ApexToken at)
    {
        if (ExceptionName() is { } exception)
        {
            List<ApexExpression> arguments = Arguments();
            if (arguments.Count > 1 || arguments.Exists(a => !ApexType.String.Takes(a.Type)))
                throw ApexCompileError.NotServed("Such an exception", at);
            return new ApexExpression(
                ApexType.Exception(exception),
                run => new ApexException("System." + exception, arguments is [var message] ? ApexText.Of(message.Value(run)) : "Script-thrown exception"));
        }
        ApexType type = TypeName();
        if (type.Element is { } element) return NewList(type, element, at);
        return type.Row is { } row ? NewRow(type, row) : throw new ApexCompileError($"Type cannot be constructed: {type.Name}", at);
    }

    private string? ExceptionName()
    {
        int ahead = Current.IsWord("System") && Peek().Is(".") ? 2 : 0;
        string? name = s_exceptions.FirstOrDefault(Peek(ahead).IsWord);
        if (name is not null) _at += ahead + 1;
        return name;
    }

    private ApexExpression NewList(ApexType type, ApexType element, ApexToken at)
    {
        List<ApexExpression> items = [];
        if (Current.Is("("))
        {
            if (Arguments().Count > 0) throw ApexCompileError.NotServed("A list made of another", at);
        }
        else
        {
            Expect("{");
            if (!Current.Is("}"))
            {
                do items.Add(Converted(Expression(), element, at));
                while (TryTake(","));
            }
            Expect("}");
        }
        return new ApexExpression(type, run => items.Select(i => i.Value(run)).ToList()) { IsStatement = true };
    }

    private ApexExpression NewRow(ApexType type, SObjectType row)
    {
        Expect("(");
        List<(string Field, ApexExpression Value)> fields = [];
        while (!Current.Is(")"))
        {
            if (fields.Count > 0) Expect(",");
            ApexToken name = ExpectName();
            SObjectField field = row.FindField(name.Text)
                ?? throw new ApexCompileError($"Field does not exist: {name.Text} on {row.Name}", name);
            Expect("=");
            ApexType wanted = ApexValues.TypeOf(field) ?? throw ApexCompileError.NotServed($"Values of the type {field.Type}", name);
            fields.Add((field.Name, Converted(Expression(), wanted, name)));
        }
        Take();
        return new ApexExpression(type, run =>
        {
            ApexRow made = new(row, queried: false);
            foreach ((string field, ApexExpression value) in fields) made.Set(field, value.Value(run));
            return made;
        })
        { IsStatement = true };
    }

    private ApexExpression Query(ApexToken open)
    {
        if (!Current.IsWord("SELECT")) throw Current.IsWord("FIND") ? ApexCompileError.NotServed("SOSL", Current) : Unexpected();
        ApexSoql soql = new(open);
        int from = Current.Start;
        while (!Current.Is("]"))
        {
            if (Current.Kind == ApexTokenKind.End) throw new ApexCompileError("Missing ']' at '<EOF>'", Current);
            if (!Current.Is(":") || Peek().Kind != ApexTokenKind.Word)
            {
                Take();
                continue;
            }
            soql.Add(_source[from..Current.Start]);
            Take();
            ApexExpression bound = Primary();
            while (TryTake(".")) bound = Member(bound, ExpectName());
            soql.Add(bound);
            from = _tokens[_at - 1].End;
        }
        soql.Add(_source[from..Current.Start]);
        Take();
        ApexExpression rows = soql.Compile(_store, _userId);
        // One row where one is wanted: [SELECT ...].Name, and a row to put it into; a list where one is.
        return Current.Is(".") && rows.Type.Element is { } element && !Peek(2).Is("(") ? ApexSoql.Single(rows, element) : rows;
    }
}
