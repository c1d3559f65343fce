using System.Globalization;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Soql.Ast;
using SalesforceCC.Emulator.Soql.Syntax;

namespace SalesforceCC.Emulator.Soql.Translation;

/// <summary>
/// Turns constants into what SQLite compares with, and refuses those of another type as Salesforce does.
/// </summary>
internal sealed class LiteralConverter(QueryContext context)
{
    private const int LargestCount = 10_000;

    /// <summary>
    /// The value to compare with. Null stands for SOQL's null and for an empty text, which is the same.
    /// </summary>
    /// <param name="left">What is compared.</param>
    /// <param name="position">Where that stands: an id that is none is reported there, as recorded, not at the constant.</param>
    /// <param name="literal">The constant.</param>
    public object? Convert(SqlValue left, int position, Literal literal) => (left.Kind, literal.Kind) switch
    {
        (_, LiteralKind.Null) => null,
        (FieldKind.Text, LiteralKind.Text) => literal.Text.Length == 0 ? null : literal.Text,
        (FieldKind.Id, LiteralKind.Text) => Id(position, literal),
        (FieldKind.Boolean, LiteralKind.Boolean) => literal.Text == "true" ? 1L : 0L,
        (FieldKind.Int or FieldKind.Double, LiteralKind.Number) => Number(literal),
        (FieldKind.Date, LiteralKind.Date) => Date(literal),
        (FieldKind.DateTime, LiteralKind.DateTime) => DateTime(literal),
        (FieldKind.Time, LiteralKind.Time) => Time(literal),
        _ => throw WrongType(left, literal),
    };

    /// <summary>First value inside a span of days, and first value behind it.</summary>
    public (string Start, string End) Range(SqlValue left, Literal literal)
    {
        if (left.Kind is not (FieldKind.Date or FieldKind.DateTime)) throw WrongType(left, literal);
        if (literal.Number > LargestCount)
            throw context.Malformed(literal.Position, $"The number of {literal.Text} is too large");
        try
        {
            DateRange range = DateRange.Of(literal.Text, literal.Number, context.Today);
            return (Bound(range.Start, left.Kind), Bound(range.End, left.Kind));
        }
        catch (ArgumentOutOfRangeException)
        {
            throw context.Malformed(literal.Position, $"{literal.Text} leaves the calendar");
        }
    }

    private string Bound(DateOnly day, FieldKind kind) =>
        kind == FieldKind.Date ? FieldFormat.Date(day) : FieldFormat.DateTime(UserTime.StartOf(day, context.Zone));

    private string? Id(int position, Literal literal)
    {
        if (literal.Text.Length == 0) return null;
        if (SalesforceId.TryNormalize(literal.Text, out string? id)) return id;
        throw SoqlErrors.At(
            context.Soql, position, "INVALID_QUERY_FILTER_OPERATOR", $"invalid ID field: {literal.Text}");
    }

    private static object Number(Literal literal) =>
        long.TryParse(literal.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole)
            ? (object)whole
            : double.Parse(literal.Text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private string Date(Literal literal) =>
        FieldFormat.TryDate(literal.Text, out string? date) ? date : throw Invalid(literal, "date");

    private string DateTime(Literal literal) =>
        HasZone(literal.Text) && FieldFormat.TryDateTime(literal.Text, out string? moment) ? moment : throw Invalid(literal, "dateTime");

    private string Time(Literal literal) =>
        literal.Text.EndsWith('Z') && FieldFormat.TryTime(literal.Text, out string? time) ? time : throw Invalid(literal, "time");

    // Bodies may leave it out; SOQL has no moment without a zone.
    private static bool HasZone(string moment) =>
        moment.EndsWith("Z", StringComparison.OrdinalIgnoreCase) || moment.AsSpan(11).IndexOfAny('+', '-') > 0;

    private SalesforceError Invalid(Literal literal, string type) =>
        context.Malformed(literal.Position, $"Invalid {type}: {literal.Text}");

    private SalesforceError WrongType(SqlValue left, Literal literal)
    {
        bool quoted = left.Kind is FieldKind.Text or FieldKind.Id;
        return context.InvalidField(
            literal.Position,
            $"value of filter criterion for field '{left.Name}' must be of type {left.TypeName} and should " +
            (quoted ? "be enclosed in quotes" : "not be enclosed in quotes"));
    }
}
