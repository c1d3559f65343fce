using SalesforceCC.Describe;

namespace SalesforceCC.Query;

/// <summary>What an org has to offer for a place in SOQL text. It asks for what the session does not know yet.</summary>
internal sealed class SoqlCompleter(OrgSchema schema)
{
    // What can be asked of a parent that can be of several objects ("Name" in the Object Reference).
    private static readonly string[] s_anyParent =
        ["Alias", "Email", "FirstName", "Id", "IsActive", "LastName", "Name", "Phone", "Title", "Type", "Username"];

    private static readonly string[] s_flags = ["false", "true"];

    /// <summary>The suggestions, in the order of their names; none where nothing is known.</summary>
    public async Task<IReadOnlyList<SoqlSuggestion>> SuggestAsync(SoqlCursor cursor, CancellationToken stop)
    {
        if (cursor.Kind == SoqlCursorKind.Object)
            return Sort(await SourcesAsync(cursor, stop).ConfigureAwait(false), cursor.Typed);
        if (await ObjectOfAsync(cursor.Scopes, stop).ConfigureAwait(false) is not { } home)
            return [];
        IReadOnlyList<string> path = Resolve(cursor.Path, cursor.Scopes);
        return cursor.Kind switch
        {
            SoqlCursorKind.Value => await ValuesAsync(home, path, cursor.Typed, stop).ConfigureAwait(false),
            SoqlCursorKind.TypeOf => Sort(Parents(home, several: true, suffix: " "), cursor.Typed),
            SoqlCursorKind.TypeOfObject => Sort((home.Reference(path[0])?.ReferenceTo ?? []).Select(static o => new SoqlSuggestion(o, o, o)), cursor.Typed),
            SoqlCursorKind.TypeOfField => Sort(Fields(await GetAsync(path[0], stop).ConfigureAwait(false), cursor.Use), cursor.Typed),
            _ => Sort(await FieldsAsync(home, path, cursor.Use, stop).ConfigureAwait(false), cursor.Typed),
        };
    }

    /// <summary>Fields of an object, or of the parent that a path leads to.</summary>
    public async Task<IReadOnlyList<SoqlSuggestion>> SuggestFieldsAsync(string objectName, IReadOnlyList<string> path, string typed, CancellationToken stop) =>
        Sort(await FieldsAsync(await GetAsync(objectName, stop).ConfigureAwait(false), path, SoqlFieldUse.Select, stop).ConfigureAwait(false), typed);

    private static SoqlSuggestion[] Sort(IEnumerable<SoqlSuggestion> all, string typed) =>
    [
        .. all.Where(s => s.Text.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .OrderBy(static s => s.Name, StringComparer.OrdinalIgnoreCase),
    ];

    private async Task<IEnumerable<SoqlSuggestion>> SourcesAsync(SoqlCursor cursor, CancellationToken stop)
    {
        SoqlScope inner = cursor.Scopes[cursor.Scopes.Count - 1];
        if (!inner.IsOfChildren)
            return (await schema.Objects.GetAsync(OrgSchema.ShownAge, stop).ConfigureAwait(false))
                .Where(static o => o.Queryable)
                .Select(static o => new SoqlSuggestion(o.Name, o.Name, o.Label is null ? o.Name : $"{o.Name}: {o.Label}"));
        ObjectDescription? parent = await ObjectOfAsync([.. cursor.Scopes.Take(cursor.Scopes.Count - 1)], stop).ConfigureAwait(false);
        return (parent?.Facts.ChildRelationships ?? [])
            .Where(static c => c.Name is not null)
            .Select(static c => new SoqlSuggestion(c.Name!, c.Name!, $"{c.Name}: {c.ChildObject} by {c.Field}"));
    }

    /// <summary>The object of the innermost scope.</summary>
    private async Task<ObjectDescription?> ObjectOfAsync(IReadOnlyList<SoqlScope> scopes, CancellationToken stop)
    {
        ObjectDescription? found = null;
        foreach (SoqlScope scope in scopes)
        {
            string? name = scope.From?.Name;
            if (scope.IsOfChildren && name is not null)
                name = found?.Children(name)?.ChildObject;
            found = name is null ? null : await GetAsync(name, stop).ConfigureAwait(false);
        }

        return found;
    }

    private static IReadOnlyList<string> Resolve(IReadOnlyList<string> path, IReadOnlyList<SoqlScope> scopes) =>
        path.Count > 0 && scopes[scopes.Count - 1].From?.Aliases.TryGetValue(path[0], out IReadOnlyList<string>? parents) == true
            ? [.. parents, .. path.Skip(1)]
            : path;

    private async Task<IEnumerable<SoqlSuggestion>> FieldsAsync(
        ObjectDescription? home, IReadOnlyList<string> path, SoqlFieldUse use, CancellationToken stop)
    {
        for (int i = 0; i < path.Count && home is not null; i++)
        {
            if (home.Reference(path[i]) is not { ReferenceTo.Count: > 0 } reference)
                return [];
            if (reference.ReferenceTo.Count > 1)
                return i == path.Count - 1 ? s_anyParent.Select(n => new SoqlSuggestion(n, n, $"{n}: of {string.Join(" or ", reference.ReferenceTo.Take(4))}")) : [];
            home = await GetAsync(reference.ReferenceTo[0], stop).ConfigureAwait(false);
        }

        return home is null ? [] : Fields(home, use).Concat(Parents(home, several: false, suffix: "."));
    }

    private static IEnumerable<SoqlSuggestion> Fields(ObjectDescription home, SoqlFieldUse use) => home.Fields
        .Where(f => use switch
        {
            SoqlFieldUse.Filter => f.Filterable,
            SoqlFieldUse.Sort => f.Sortable,
            SoqlFieldUse.Group => f.Groupable,
            _ => true,
        })
        .Select(static f => new SoqlSuggestion(f.Name, f.Name, $"{f.Name}: {f.Type} {f.Label}".TrimEnd()));

    private static IEnumerable<SoqlSuggestion> Parents(ObjectDescription home, bool several, string suffix) => home.Fields
        .Where(f => f.RelationshipName is not null && f.ReferenceTo.Count > (several ? 1 : 0))
        .Select(f => new SoqlSuggestion(f.RelationshipName + suffix, f.RelationshipName + suffix.Trim(), $"{f.RelationshipName}: {string.Join(" or ", f.ReferenceTo.Take(4))}"));

    private async Task<IReadOnlyList<SoqlSuggestion>> ValuesAsync(ObjectDescription home, IReadOnlyList<string> path, string typed, CancellationToken stop)
    {
        for (int i = 0; i < path.Count - 1; i++)
        {
            if (home.Reference(path[i]) is not { ReferenceTo.Count: 1 } reference)
                return [];
            home = await GetAsync(reference.ReferenceTo[0], stop).ConfigureAwait(false);
        }

        if (path.Count == 0 || home.Field(path[path.Count - 1]) is not { } field)
            return [];
        IEnumerable<SoqlSuggestion> values = field.Type == "boolean"
            ? s_flags.Select(static v => new SoqlSuggestion(v, v, v))
            : field.PicklistValues.Where(static v => v.Active).Select(static v => new SoqlSuggestion(
                SoqlLiteral.Text(v.Value, like: false), v.Value, v.Label == v.Value ? v.Value : $"{v.Value}: {v.Label}"));

        // A picklist has an order of its own. Who has typed no quote yet may mean the value all the same.
        string start = typed.Length == 0 || typed[0] == '\'' || field.Type == "boolean" ? typed : "'" + typed;
        return [.. values.Where(v => v.Text.StartsWith(start, StringComparison.OrdinalIgnoreCase))];
    }

    // What is known and old is better than nothing.
    private async Task<ObjectDescription> GetAsync(string name, CancellationToken stop)
    {
        Described<ObjectDescription> described = schema[name];
        try
        {
            return await described.GetAsync(OrgSchema.ShownAge, stop).ConfigureAwait(false);
        }
        catch (Exception) when (described.Known is not null)
        {
            return described.Known!;
        }
    }
}
