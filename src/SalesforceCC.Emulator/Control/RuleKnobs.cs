using System.Text.Json.Nodes;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Control;

/// <summary>What an administrator sets up for rows, and what other transactions do to them.</summary>
internal sealed class RuleKnobs(OrgStore store)
{
    public Answer ValidationRules(Call call) => ControlJson.Answer(store.Rules.ValidationRules);

    /// <summary><c>{"type":"Account","name":"x","condition":"AnnualRevenue &lt; 0","message":"...","field":"AnnualRevenue"}</c></summary>
    public Answer AddValidationRule(Call call)
    {
        ValidationRule rule = ControlJson.Merge(
            new ValidationRule("", "", "", ""), Complete(call, "type", "name", "condition", "message"));
        Known(rule.Type, rule.Field is null ? [] : [rule.Field]);

        // A condition that cannot be read is said now, not when a row is saved.
        store.Query($"SELECT Id FROM {rule.Type} WHERE ({rule.Condition}) LIMIT 1", new QueryOptions(false, 1, "")).Dispose();
        store.Rules.Add(rule);
        return ControlJson.Answer(rule);
    }

    public Answer ClearValidationRules(Call call)
    {
        store.Rules.ClearValidationRules();
        return Answer.Empty(204);
    }

    public Answer DuplicateRules(Call call) => ControlJson.Answer(store.Rules.DuplicateRules);

    /// <summary><c>{"type":"Contact","name":"x","fields":["Email"],"allowSave":true}</c></summary>
    public Answer AddDuplicateRule(Call call)
    {
        DuplicateRule rule = ControlJson.Merge(new DuplicateRule("", "", []), Complete(call, "type", "name", "fields"));
        if (rule.Fields.Count == 0) throw new FormatException("fields is empty.");
        Known(rule.Type, rule.Fields);
        store.Rules.Add(rule);
        return ControlJson.Answer(rule);
    }

    public Answer ClearDuplicateRules(Call call)
    {
        store.Rules.ClearDuplicateRules();
        return Answer.Empty(204);
    }

    /// <summary><c>{"id":"001...","requests":2}</c>; without a number, until unlocked.</summary>
    public Answer LockRow(Call call)
    {
        JsonObject order = Complete(call, "id");
        if (!SalesforceId.TryNormalize(order["id"]!.GetValue<string>(), out string? id))
            throw new FormatException($"id: no id of a row: {order["id"]}");
        store.Rules.LockRow(id, order["requests"]?.GetValue<int>() ?? -1);
        return Answer.Empty(204);
    }

    public Answer Unlock(Call call)
    {
        store.Rules.Unlock();
        return Answer.Empty(204);
    }

    /// <summary><c>{"id":"001..."}</c>: what a user does in the recycle bin; REST has no call for it.</summary>
    public Answer Undelete(Call call)
    {
        string id = Complete(call, "id")["id"]!.GetValue<string>();
        if (!SalesforceId.TryNormalize(id, out string? row) || store.FindTypeOf(row, store.AdminUserId) is not { } type)
            throw new FormatException($"id: no id of a row: {id}");
        store.Undelete(type, row, store.AdminUserId);
        return Answer.Empty(204);
    }

    private void Known(string type, IEnumerable<string> fields)
    {
        SObjectType found = store.FindType(type) ?? throw new FormatException($"type: there is no object {type}.");
        foreach (string field in fields)
            if (found.FindField(field) is null)
                throw new FormatException($"{type} has no field {field}.");
    }

    private static JsonObject Complete(Call call, params ReadOnlySpan<string> properties)
    {
        JsonObject order = ControlJson.ReadObject(call);
        foreach (string property in properties)
            if (order[property] is null)
                throw new FormatException($"{property} is missing.");
        return order;
    }
}
