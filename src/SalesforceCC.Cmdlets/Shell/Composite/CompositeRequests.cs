using System.Collections;
using System.Management.Automation;
using System.Text;
using System.Text.Json;
using SalesforceCC.Composite;
using SalesforceCC.Rest;
using SalesforceCC.Values;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Hashtables and objects as requests of a composite.</summary>
internal sealed class CompositeRequests(SfSession session)
{
    private static readonly string[] s_methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    // What Salesforce's own samples call it is understood, too.
    private static readonly (string Name, string[] Also)[] s_members =
    [
        ("Method", []), ("Path", ["Url", "Uri"]), ("Query", []), ("Body", []), ("ReferenceId", []), ("Headers", ["HttpHeaders"]),
    ];

    private readonly List<(object Input, Dictionary<string, object?> Members, SfException? Fault)> _requests = [];

    /// <summary>Takes one request; of a script block, all that it yields.</summary>
    /// <exception cref="SfException">INVALID_PARAMETER: it is no request.</exception>
    public void Add(object? input)
    {
        object? inner = input is PSObject wrapped ? wrapped.BaseObject : input;
        if (inner is ScriptBlock block)
        {
            foreach (PSObject? item in block.Invoke())
                Add(item);
        }
        else if (inner is object?[] list)
        {
            foreach (object? item in list)
                Add(item);
        }
        else
        {
            if (PsValues.Unwrap(input, "A request") is not IDictionary table)
                throw Invalid($"A request is a hashtable or an object with Path, Method and Body, not {(inner is null ? "$null" : inner.GetType().Name)}.");
            Dictionary<string, object?> members = new(StringComparer.OrdinalIgnoreCase);
            _requests.Add((input!, members, Read(table, members)));
        }
    }

    /// <summary>All of them, each with a reference ID.</summary>
    /// <param name="failed">Told of those that are wrong in themselves.</param>
    public IReadOnlyList<CompositePart> ToParts(Action<object, SfException> failed)
    {
        HashSet<string> taken = new(_requests.Select(static r => ReferenceIdOf(r.Members)).OfType<string>(), StringComparer.Ordinal);
        List<CompositePart> parts = [];
        for (int i = 0; i < _requests.Count; i++)
        {
            (object input, Dictionary<string, object?> members, SfException? fault) = _requests[i];
            string id = ReferenceIdOf(members) ?? FreeId(i + 1, taken);
            // A token that was given as a header must not stand in an error.
            object target = HasAuthorization(members) ? id : input;
            try
            {
                parts.Add(fault is null ? ToPart(target, members, id) : throw fault);
            }
            catch (SfException e)
            {
                failed(target, e);
            }
        }

        return parts;
    }

    // All members are read, whatever is wrong with one of them: what is told depends on the others.
    private static SfException? Read(IDictionary table, Dictionary<string, object?> members)
    {
        SfException? fault = null;
        foreach (DictionaryEntry entry in table)
        {
            string key = (string)entry.Key;
            string? name = s_members.FirstOrDefault(m => Is(m.Name, key) || m.Also.Any(a => Is(a, key))).Name;
            if (name is null)
                fault ??= Invalid($"A request has no '{key}'. It has {string.Join(", ", s_members.Select(static m => m.Name))}.");
            else if (members.ContainsKey(name))
                fault ??= Invalid($"A request has two values for {name}.");
            else
                members.Add(name, entry.Value);
        }

        return fault;
    }

    private CompositePart ToPart(object input, Dictionary<string, object?> members, string id)
    {
        string path = Text(members, "Path") is { Length: > 0 } given ? given : throw Invalid($"The request '{id}' has no Path.");
        members.TryGetValue("Body", out object? content);
        byte[]? body = Body(content, path, id);
        string method = Text(members, "Method")?.ToUpperInvariant() ?? (body is null ? "GET" : "POST");
        if (!s_methods.Contains(method))
            throw Invalid($"The request '{id}' has the Method '{method}'. Salesforce takes {string.Join(", ", s_methods)}.");
        if (method == "GET" && body is not null)
            throw Invalid($"The request '{id}' has the Method GET, which takes no Body.");
        return new CompositePart
        {
            Input = input,
            ReferenceId = id,
            Method = method,
            Url = Url(path, Table(members, "Query", id)),
            Headers = [.. RestText.Headers(Table(members, "Headers", id)).Select(h => RestRequests.CheckText(h, $"the Headers of '{id}'"))],
            Body = body,
        };
    }

    private string Url(string path, IDictionary? query) => CompositeReference.KeepIn(keep =>
        RestPath.WithQuery(
            session.Resolve(keep(path)),
            RestText.Query(query).Select(q => new KeyValuePair<string, string>(q.Key, keep(q.Value)))).PathAndQuery);

    private byte[]? Body(object? content, string path, string id)
    {
        if (content is null)
            return null;
        if (content is not (string or byte[]))
            return JsonBody.Of(content, RestBody.TypesOf(path, session), $"body of '{id}'");
        byte[] json = content as byte[] ?? Encoding.UTF8.GetBytes((string)content);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return json;
        }
        catch (JsonException)
        {
            throw Invalid($"The Body of the request '{id}' is text that is not JSON. Specify a hashtable, an object, or JSON.");
        }
    }

    private static string FreeId(int number, HashSet<string> taken)
    {
        string id = FormattableString.Invariant($"request{number}");
        while (!taken.Add(id))
            id += "_";
        return id;
    }

    private static string? Text(Dictionary<string, object?> members, string name) =>
        members.TryGetValue(name, out object? value) && value is not null
            ? RestText.OfScalar(value, $"The {name} of a request") ?? throw Invalid($"The {name} of a request is no text.")
            : null;

    // What is no text is told as such, with all else that is wrong.
    private static string? ReferenceIdOf(Dictionary<string, object?> members) =>
        members.TryGetValue("ReferenceId", out object? value) && value is not null ? RestText.OfScalarOrNull(value) ?? "" : null;

    private static IDictionary? Table(Dictionary<string, object?> members, string name, string id) =>
        !members.TryGetValue(name, out object? value) || value is null ? null
        : value as IDictionary ?? throw Invalid($"The {name} of the request '{id}' is no hashtable.");

    private static bool HasAuthorization(Dictionary<string, object?> members) =>
        members.TryGetValue("Headers", out object? headers) && headers is IDictionary table
        && table.Keys.Cast<object>().Any(static k => Is("Authorization", k as string ?? ""));

    private static bool Is(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static SfException Invalid(string message) => new(SfErrorCodes.InvalidParameter, message);
}
