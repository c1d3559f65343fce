using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;
using SalesforceCC.Emulator.Rest;

namespace SalesforceCC.Emulator.Composite;

/// <summary>
/// The body of a composite request. That a wrong whole is refused with 400 is documented; the codes and texts are not.
/// </summary>
internal sealed partial record CompositeRequest(
    [property: JsonPropertyName("compositeRequest")] List<Subrequest> Subrequests, bool AllOrNone = false)
{
    private const int MaxSubrequests = 25;
    private const int MaxQueries = 5;

    private static readonly string[] s_forbiddenHeaders = ["Accept", "Authorization", "Content-Type"];

    public static CompositeRequest Read(Call call)
    {
        CompositeRequest request = call.Read<CompositeRequest>();
        List<Subrequest> subrequests = request.Subrequests;
        if (subrequests.Count is 0 or > MaxSubrequests || subrequests.Count(s => s.IsQueryOrCollection) > MaxQueries)
        {
            throw new SalesforceError(
                400,
                "LIMIT_EXCEEDED",
                $"1 to {MaxSubrequests} subrequests, of which {MaxQueries} queries or collections, are allowed");
        }

        Check(subrequests, call.Version);
        return request;
    }

    /// <summary>What holds for the parts of composites and of graphs.</summary>
    public static void Check(IReadOnlyList<Subrequest> subrequests, ApiVersion version)
    {
        // Recorded: version 51 takes hyphens. Reports of their refusal begin with 54.
        if (version.Number >= 54 && subrequests.FirstOrDefault(s => !Spelling().IsMatch(s.ReferenceId)) is { } wrong)
        {
            throw new SalesforceError(
                400,
                "JSON_PARSER_ERROR",
                $"Provided referenceId ('{wrong.ReferenceId}') must start with a letter or a number, and it can contain only letters, numbers and underscores ('_').");
        }

        if (subrequests.DistinctBy(s => s.ReferenceId).Count() < subrequests.Count)
            throw new SalesforceError(400, "INVALID_INPUT", "Each referenceId must be unique");
        if (subrequests.SelectMany(s => s.HttpHeaders?.Keys ?? Enumerable.Empty<string>())
            .Any(h => s_forbiddenHeaders.Contains(h, StringComparer.OrdinalIgnoreCase)))
        {
            throw new SalesforceError(400, "INVALID_HTTP_HEADER", "A subrequest has a header that is not allowed");
        }
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_]*\\z")]
    private static partial Regex Spelling();
}
