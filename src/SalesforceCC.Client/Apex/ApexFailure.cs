namespace SalesforceCC.Apex;

/// <summary>A block of Apex that failed, as an error that shows the place.</summary>
internal static class ApexFailure
{
    // Lines of generated code may be very long.
    private const int MostBefore = 80;
    private const int MostShown = 160;

    /// <summary>The error; null for success.</summary>
    public static SfException? Of(SfApexResult result)
    {
        if (result.Success)
            return null;
        string what = (result.Compiled ? result.ExceptionMessage : result.CompileProblem) ?? "Salesforce does not say why.";
        string where = (result.Line, result.Compiled ? null : result.Column) switch
        {
            (null, _) => "",
            ({ } line, null) => FormattableString.Invariant($" (line {line})"),
            ({ } line, { } column) => FormattableString.Invariant($" (line {line}, column {column})"),
        };
        return new SfException(
            result.Compiled ? SfErrorCodes.ApexException : SfErrorCodes.ApexNotCompiled,
            $"{what}{where}{Source(result)}");
    }

    // The line, and below it a mark at the column, where that says something.
    private static string Source(SfApexResult result)
    {
        if (result.SourceLine is not { Length: > 0 } line)
            return "";
        int column = result.Compiled ? 0 : Math.Min((result.Column ?? 1) - 1, line.Length);
        int start = line.Length <= MostShown ? 0 : Math.Max(0, Math.Min(column - MostBefore, line.Length - MostShown));
        string shown = line.Substring(start, Math.Min(MostShown, line.Length - start));
        if (result.Compiled || result.Column is null)
            return $"\n{shown}";
        string before = new([.. shown.Take(column - start).Select(static c => c == '\t' ? c : ' ')]);
        return $"\n{shown}\n{before}^";
    }
}
