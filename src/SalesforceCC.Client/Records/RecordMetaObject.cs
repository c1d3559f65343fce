using System.Dynamic;
using System.Linq.Expressions;
using System.Reflection;

namespace SalesforceCC.Records;

/// <summary>
/// How a shell sets a field: by the field's own rules for values (<see cref="FieldValue"/>), and not by the conversion
/// to the property's type that comes first otherwise.
/// </summary>
/// <remarks>
/// PowerShell asks this before it applies its own rules, so fields can be set in its ConstrainedLanguage mode, too,
/// which admits no property of a type that is not PowerShell's own. A field of a row is data, as an entry of a table is.
/// </remarks>
internal sealed class RecordMetaObject(Expression expression, SfRecord record)
    : DynamicMetaObject(expression, BindingRestrictions.Empty, record)
{
    private static readonly MethodInfo s_set =
        typeof(SfRecord).GetMethod(nameof(SfRecord.Set), BindingFlags.Instance | BindingFlags.NonPublic)!;

    public override DynamicMetaObject BindSetMember(SetMemberBinder binder, DynamicMetaObject value)
    {
        // A rule is kept by the record's type, and only an emitted type stands for one list of fields.
        RecordShape shape = ((SfRecord)Value!).Layout.Shape;
        int slot = shape.IsEmitted ? shape.IndexOf(binder.Name) : -1;
        if (slot < 0)
            return base.BindSetMember(binder, value);
        Expression given = Expression.Convert(value.Expression, typeof(object));
        return new DynamicMetaObject(
            Expression.Block(
                Expression.Call(Expression.Convert(Expression, typeof(SfRecord)), s_set, Expression.Constant(slot), given),
                given),
            BindingRestrictions.GetTypeRestriction(Expression, LimitType));
    }
}
