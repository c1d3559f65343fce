using System.Management.Automation;
using SalesforceCC.GraphQL;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Writes what GraphQL answers: records where one thing was asked for, else one object that has all by their names.</summary>
internal sealed class GraphQlOutput(AsyncPSCmdlet cmdlet, SfSession session, GraphQlOutline? outline, GraphQlPaging? paging, bool raw)
{
    private readonly GraphQlRecords _records = new(session);
    private readonly Dictionary<string, object?> _several = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly HashSet<string> _cursors = new(StringComparer.Ordinal);
    private long _rows;
    private bool _isFirst = true;

    /// <summary>Writes a page; gives the cursor of the next one, or null.</summary>
    /// <exception cref="SfException">A later page is missing, or nobody knows where the next one is.</exception>
    public string? Write(GraphQlResponse response)
    {
        SfJsonObject? page = paging is null ? null : Follow(response.Data);
        if (!_isFirst && page is null)
            throw response.Errors.Count > 0
                ? response.Errors[0].WithMessage($"{response.Errors[0].Message} The records before this page have been returned, those after it have not.")
                : new SfException(SfErrorCodes.InvalidResponse, $"A page of {paging!.Connection.Key} is missing in the response. The records before it have been returned.");
        if (response.Data is { } data)
        {
            if (raw)
                cmdlet.WriteObject(PsJson.Of(data));
            else
                WriteRoots(GraphQlRoot.Of(data, outline));
        }

        foreach (SfException error in response.Errors)
            cmdlet.WriteError(ErrorRecords.From(error, cmdlet.ErrorTarget));
        _isFirst = false;
        return page is null ? null : Next(page);
    }

    /// <summary>Writes what waited for all pages, and warns of rows that did not come.</summary>
    public void Complete()
    {
        if (_order.Count > 0)
        {
            PSObject all = new();
            foreach (string key in _order)
                all.Properties.Add(new PSNoteProperty(key, _several[key] is List<object?> rows ? rows.ToArray() : _several[key]));
            cmdlet.WriteObject(all);
        }

        if (paging is { HasBound: false } && _rows >= GraphQlPaging.MostWithoutBound)
            cmdlet.WriteWarning(FormattableString.Invariant(
                $"Without upperBound, Salesforce returns no more than {GraphQlPaging.MostWithoutBound:N0} rows, and does not say whether there are more. To get all rows of {paging.Connection.Key}, add an argument such as upperBound: 50000, and first: 2000."));
        if (!raw && _records.Cut.Count > 0)
            cmdlet.WriteWarning(
                $"There are, or may be, more rows than those in the response: {string.Join(", ", _records.Cut)}. Without first, Salesforce returns 10 rows. To get all rows of an object, declare $after: String in the query, specify first: 2000 and after: $after, and select pageInfo {{ hasNextPage endCursor }}. For child records, specify first, or query their object.");
    }

    private void WriteRoots(IReadOnlyList<GraphQlRoot> roots)
    {
        if (roots.Count == 1)
        {
            cmdlet.WriteObject(ValueOf(roots[0]), enumerateCollection: true);
            return;
        }

        foreach (GraphQlRoot root in roots)
        {
            object? value = ValueOf(root);
            if (!_several.ContainsKey(root.Key))
            {
                _order.Add(root.Key);
                _several[root.Key] = value is object?[] rows ? new List<object?>(rows) : value;
            }
            else if (IsPaged(root) && _several[root.Key] is List<object?> before && value is object?[] more)
            {
                before.AddRange(more);
            }
        }
    }

    private object? ValueOf(GraphQlRoot root) => root.Value is SfJsonObject members
        ? _records.RowsOf(members, root.Field, root.ObjectName, IsPaged(root)) ?? _records.Of(members, root.Field, root.ObjectName)
        : _records.Of(root.Value, root.Field, root.ObjectName);

    private bool IsPaged(GraphQlRoot root) => paging is not null && paging.Path.SequenceEqual(root.Path);

    private SfJsonObject? Follow(SfJsonObject? data)
    {
        foreach (string step in paging!.Path)
            data = data?[step] as SfJsonObject;
        return data;
    }

    // Only what Salesforce says of a next page counts: a page may be short, and not the last.
    private string? Next(SfJsonObject page)
    {
        _rows += (page["edges"] as object?[])?.Length ?? 0;
        if (page["pageInfo"] is not SfJsonObject info || info["hasNextPage"] is not bool more)
            throw new SfException(SfErrorCodes.InvalidResponse, $"The response does not say whether {paging!.Connection.Key} has a next page.");
        if (!more)
            return null;
        if (info["endCursor"] is not string { Length: > 0 } cursor)
            throw new SfException(SfErrorCodes.InvalidResponse, $"{paging!.Connection.Key} has a next page, but the response does not say where.");
        return _cursors.Add(cursor)
            ? cursor
            : throw new SfException(SfErrorCodes.InvalidResponse, $"The pages of {paging!.Connection.Key} lead back to an earlier one.");
    }
}
