using SalesforceCC.Rest;

namespace SalesforceCC.Composite;

/// <summary>Tells requests that were halted because of which other one.</summary>
internal static class CompositeCauses
{
    /// <summary>Salesforce says of a halted request only that another one failed, or that a value is missing.</summary>
    public static void Tell(IReadOnlyList<CompositePart> group, bool isTransaction)
    {
        Dictionary<string, CompositePart> parts = group.ToDictionary(static p => p.ReferenceId, StringComparer.Ordinal);
        string? ofAll = isTransaction ? group.Select(Cause).FirstOrDefault(static c => c is not null) : null;
        foreach (CompositePart part in group.Where(static p => p.IsHalted))
        {
            string? cause = ofAll ?? OfReferences(part, parts);
            if (cause is not null)
                part.Failure = part.Failure!.WithMessage($"{part.Failure.Message} The cause is {cause}");
        }
    }

    private static string? Cause(CompositePart part)
    {
        if (part.IsHalted)
            return null;
        if (part.Failure is { } failure)
            return $"'{part.ReferenceId}': {failure.Code}: {failure.Message}";
        return part.ResponseBody is { } body && SilentFailures.Find(body) is { } silent ? $"'{part.ReferenceId}': {silent.First}" : null;
    }

    // What a request refers to may itself have been halted.
    private static string? OfReferences(CompositePart part, Dictionary<string, CompositePart> parts)
    {
        foreach (string reference in part.References)
            if (parts.TryGetValue(reference, out CompositePart? other) && other.Failure is not null && (Cause(other) ?? OfReferences(other, parts)) is { } cause)
                return cause;
        return null;
    }
}
