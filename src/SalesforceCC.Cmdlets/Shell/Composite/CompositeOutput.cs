using SalesforceCC.Composite;
using SalesforceCC.Json;
using SalesforceCC.Rest;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Writes what became of requests: objects in the order of the input, errors with the cause first.</summary>
internal sealed class CompositeOutput(AsyncPSCmdlet cmdlet, IReadOnlyList<CompositePart> parts)
{
    private readonly HashSet<CompositePart> _done = [];
    private readonly List<SilentFailures?> _silent = [];
    private int _written;

    /// <summary>What is about to be done, for -WhatIf: <c>12 requests: 10 POST, 2 GET</c>.</summary>
    public static string Describe(IReadOnlyList<CompositePart> parts)
    {
        IEnumerable<string> methods = parts.GroupBy(static p => p.Method).Select(static g => FormattableString.Invariant($"{g.Count()} {g.Key}"));
        return FormattableString.Invariant($"{parts.Count} {(parts.Count == 1 ? "request" : "requests")}: {string.Join(", ", methods)}");
    }

    /// <summary>Takes the requests of a call, and writes as much as their order allows.</summary>
    public void Add(CompositeCall call)
    {
        CompositePart[] sent = [.. call.Parts];
        _done.UnionWith(sent);
        while (_written < parts.Count && _done.Contains(parts[_written]))
            Write(parts[_written++]);
        foreach (CompositePart failed in sent.Where(static p => p.Failure is not null).OrderBy(static p => p.IsHalted))
            cmdlet.WriteError(ErrorRecords.From(failed.Failure!, failed.Input));
    }

    /// <summary>Warns of what nobody would see.</summary>
    public void Complete() => SilentFailureWarning.Write(cmdlet, SilentFailureWarning.Sum(_silent));

    private void Write(CompositePart part)
    {
        if (part.Response is not { } response)
            return;
        if (part.ResponseBody is { } body)
        {
            object? value = PsJson.Read(body);
            response.Body = PsJson.Of(value);
            if (part.Failure is null)
                _silent.Add(SilentFailures.Find(body));
            if (value is SfJsonObject page && page["done"] is false && page["records"] is object?[] records)
                cmdlet.WriteWarning(FormattableString.Invariant(
                    $"The query '{part.ReferenceId}' has more rows than the {records.Length} in its response. Invoke-SfQuery returns all of them."));
        }

        cmdlet.WriteObject(response);
    }
}
