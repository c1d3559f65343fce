using System.Collections.Concurrent;
using SalesforceCC.Describe;
using SalesforceCC.Records;

namespace SalesforceCC.Query;

/// <summary>
/// Field types by describe: asked once per object and session, and only when a reader needs them. What is refused is
/// asked for once more, and not again after that.
/// </summary>
internal sealed class DescribeFieldTypes(OrgSchema schema) : IFieldTypeSource
{
    private readonly ConcurrentDictionary<string, ObjectFields> _refused = new(StringComparer.OrdinalIgnoreCase);

    public ObjectFields? TryGet(string objectName) =>
        schema.TryGet(objectName)?.Types ?? (_refused.TryGetValue(objectName, out ObjectFields? refused) ? refused : null);

    public async Task<ObjectFields> GetAsync(string objectName, CancellationToken cancellationToken)
    {
        if (TryGet(objectName) is { } known)
            return known;
        try
        {
            return (await schema.GetAsync(objectName, cancellationToken).ConfigureAwait(false)).Types;
        }
        catch (SfException e)
        {
            if (IsRefusal(e))
                _refused.TryAdd(objectName, ObjectFields.Refused());
            throw Last(e);
        }
    }

    public async Task<ObjectFields> GetWithAsync(string objectName, string field, CancellationToken cancellationToken)
    {
        ObjectFields before = await GetAsync(objectName, cancellationToken).ConfigureAwait(false);
        if (before.TypeOf(field) is not null)
            return before;
        try
        {
            ObjectFields now = (await schema[objectName].RefreshAsync(cancellationToken).ConfigureAwait(false)).Types;
            if (now.TypeOf(field) is null)
                now.SetMissing(field);
            return now;
        }
        catch (SfException e)
        {
            // What was known stays known, and whoever refuses twice is not asked again.
            if (IsRefusal(e))
                before.Close();
            throw Last(e);
        }
    }

    /// <summary>Forgets what an error shows to be out of date: a field that describe has may be gone, and one it lacks may be there.</summary>
    public void ForgetAfter(SfException error, string? objectName)
    {
        if (error.Code is not ("INVALID_FIELD" or "INVALID_TYPE"))
            return;
        if (error.Code == "INVALID_TYPE")
            schema.Objects.Doubt();
        if (objectName is not null)
            Forget(objectName);

        // No such column 'Nosuch__c' on entity 'Account'.
        string[] words = error.Message.Split('\'');
        for (int i = 1; i < words.Length; i += 2)
        {
            if (words[i - 1].EndsWith("entity ", StringComparison.OrdinalIgnoreCase))
                Forget(words[i]);
        }
    }

    private void Forget(string objectName)
    {
        schema.Doubt(objectName);
        _refused.TryRemove(objectName, out _);
    }

    // Not an object that this user may describe. That may change: a later query asks once more.
    private static bool IsRefusal(SfException e) =>
        (int?)e.StatusCode is 400 or 403 or 404 && !e.NotExecuted && e.Code != "REQUEST_LIMIT_EXCEEDED";

    // The page that waits for this is an attempt of a retry too: they must not multiply.
    private static SfException Last(SfException e)
    {
        e.Final = true;
        return e;
    }
}
