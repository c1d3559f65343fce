namespace SalesforceCC.Composite;

/// <summary>What is wrong with requests, as far as it can be known before they are sent.</summary>
internal static class CompositeCheck
{
    private static readonly string[] s_forbiddenHeaders = ["Accept", "Authorization", "Content-Type"];

    /// <summary>The first fault of each request that has one.</summary>
    public static IEnumerable<(CompositePart Part, SfException Fault)> Faults(IReadOnlyList<CompositePart> parts, bool asGraphs)
    {
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        for (int i = parts.Count - 1; i >= 0; i--)
            places[parts[i].ReferenceId] = i;
        for (int i = 0; i < parts.Count; i++)
        {
            SfException? fault = Fault(parts[i], i, places) ?? (asGraphs ? FaultOfNode(parts[i]) : null);
            if (fault is not null)
                yield return (parts[i], fault);
        }
    }

    private static SfException? Fault(CompositePart part, int place, Dictionary<string, int> places)
    {
        if (!CompositeReference.IsId(part.ReferenceId))
            return Invalid($"The reference ID '{part.ReferenceId}' must start with a letter or a number, and have letters, numbers and underscores only.");
        if (places[part.ReferenceId] != place)
            return Invalid($"Two requests have the reference ID '{part.ReferenceId}'.");
        if (!part.Url.StartsWith("/services/data/", StringComparison.Ordinal))
            return Invalid($"The path of '{part.ReferenceId}' is not below /services/data/: {part.Url.Split('?')[0]}. A composite request takes no others.");
        if (part.Headers.FirstOrDefault(static h => s_forbiddenHeaders.Contains(h.Key, StringComparer.OrdinalIgnoreCase)) is { Key: { } header })
            return Invalid($"The request '{part.ReferenceId}' has the header {header}, which Salesforce takes only for all requests together.");
        foreach (string reference in part.References)
        {
            if (!places.TryGetValue(reference, out int other))
                return Invalid(NoSuch(part, reference, places.Keys));
            if (other == place)
                return Invalid($"The request '{part.ReferenceId}' refers to its own response.");
            if (other > place)
                return Invalid($"The request '{part.ReferenceId}' refers to '{reference}', which comes after it. The order of the requests is that in which they are carried out.");
        }

        return null;
    }

    // What a graph takes is documented: rows by id and by key.
    private static SfException? FaultOfNode(CompositePart part)
    {
        bool isRow = part.Resource is [var first, ..] && first.Equals("sobjects", StringComparison.OrdinalIgnoreCase);
        bool fits = isRow && (part.Resource.Length, part.Method) is (2, "POST") or (3, "GET" or "PATCH" or "DELETE") or (4, "GET" or "PATCH" or "DELETE" or "POST");
        return fits
            ? null
            : Invalid($"The request '{part.ReferenceId}' cannot be part of a graph: {part.Method} {part.Url.Split('?')[0]}. A graph takes records only: sobjects/Account (POST), sobjects/Account/001... and sobjects/Account/Key__c/value (GET, PATCH, DELETE).");
    }

    private static string NoSuch(CompositePart part, string reference, IEnumerable<string> known)
    {
        string? meant = known.FirstOrDefault(k => k.Equals(reference, StringComparison.OrdinalIgnoreCase));
        return $"The request '{part.ReferenceId}' refers to '{reference}', but no request has that reference ID."
            + (meant is null ? "" : $" There is '{meant}': upper and lower case count.");
    }

    private static SfException Invalid(string message) => new(SfErrorCodes.InvalidParameter, message);
}
