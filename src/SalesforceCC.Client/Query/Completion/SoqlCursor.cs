namespace SalesforceCC.Query;

/// <summary>What can stand at a place in SOQL text that is being typed.</summary>
/// <param name="Kind">An object, a field or a value.</param>
/// <param name="Start">Where the word at the cursor starts.</param>
/// <param name="End">Where it ends: a suggestion takes the place of the whole word.</param>
/// <param name="Typed">The word up to the cursor; of a string literal with its opening quote.</param>
/// <param name="Path">The names before it, such as Owner in <c>Owner.Na</c>; for a value, the field that it is compared with.</param>
/// <param name="Use">What a field is used for.</param>
/// <param name="Scopes">The statement, and the subqueries around the cursor, outermost first.</param>
internal sealed record SoqlCursor(
    SoqlCursorKind Kind, int Start, int End, string Typed, IReadOnlyList<string> Path, SoqlFieldUse Use, IReadOnlyList<SoqlScope> Scopes)
{
    /// <summary>Reads the text around a place. It may be incomplete; null: nothing is known of the place.</summary>
    public static SoqlCursor? At(string soql, int position) => new SoqlCursorReader(soql, position).Read();
}
