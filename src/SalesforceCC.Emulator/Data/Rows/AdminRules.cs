using System.Collections.Immutable;
using SalesforceCC.Emulator.Data.Blobs;
using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.Data.Rows;

/// <summary>
/// What administrators set up in Setup, and what other transactions do at the same time: validation rules, duplicate rules,
/// locks. Set by knobs, so that a client's handling of each can be tested.
/// </summary>
/// <param name="queries">Answers what the rules ask; set up after the pipeline, which needs them.</param>
internal sealed class AdminRules(Func<IRowQueries> queries)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, RowLock> _locks = [];
    private ImmutableArray<ValidationRule> _validation = [];
    private ImmutableArray<DuplicateRule> _duplicates = [];

    public ImmutableArray<ValidationRule> ValidationRules => _validation;

    public ImmutableArray<DuplicateRule> DuplicateRules => _duplicates;

    public FileSettings Files { get; set; } = new();

    /// <summary>Counts a version of a file; false where none may be published any more.</summary>
    public bool TryPublish()
    {
        if (Files.VersionsLeft == 0) return false;
        Files = Files with { VersionsLeft = Files.VersionsLeft - 1 };
        return true;
    }

    /// <summary>Adds a rule; one of the same name goes.</summary>
    public void Add(ValidationRule rule)
    {
        lock (_lock) _validation = [.. _validation.Where(r => r.Name != rule.Name), rule];
    }

    /// <summary>Adds a rule; one of the same name goes.</summary>
    public void Add(DuplicateRule rule)
    {
        lock (_lock) _duplicates = [.. _duplicates.Where(r => r.Name != rule.Name), rule];
    }

    public void ClearValidationRules() => _validation = [];

    public void ClearDuplicateRules() => _duplicates = [];

    /// <summary>A rule that an object, or one of its fields, cannot go without; null where there is none.</summary>
    public string? UserOf(string type, string? field)
    {
        IEnumerable<(string Name, string Type, IEnumerable<string> Words)> all =
        [
            .. _validation.Select(r => (r.Name, r.Type, r.Condition.Split(' ', '(', ')', '=', '<', '>', '!', '.').Append(r.Field ?? ""))),
            .. _duplicates.Select(r => (r.Name, r.Type, r.Fields.AsEnumerable())),
        ];
        return all
            .Where(r => r.Type.Equals(type, StringComparison.OrdinalIgnoreCase))
            .Where(r => field is null || r.Words.Contains(field, StringComparer.OrdinalIgnoreCase))
            .Select(r => r.Name)
            .FirstOrDefault();
    }

    /// <summary>Locks a row as a long transaction would, for some requests or until unlocked (-1).</summary>
    public void LockRow(string id, int requests)
    {
        lock (_lock) _locks[id] = new RowLock(requests);
    }

    public void Unlock()
    {
        lock (_lock) _locks.Clear();
    }

    /// <summary>Refuses a change that needs a locked row: the row itself, or a parent of it.</summary>
    /// <exception cref="SalesforceError">UNABLE_TO_LOCK_ROW.</exception>
    public void CheckLocks(RowChange row)
    {
        lock (_lock)
        {
            if (_locks.Count == 0) return;
            IEnumerable<object?> parents = row.Plan.References.SelectMany(f => new[] { row[f.Name], row.Before(f.Name) });
            foreach (string id in parents.Append(row["Id"]).OfType<string>().Distinct(StringComparer.Ordinal))
                if (_locks.TryGetValue(id, out RowLock? held) && held.Holds(row.Context.Request))
                    throw new SalesforceError(
                        400, "UNABLE_TO_LOCK_ROW", $"unable to obtain exclusive access to this record or 1 records: {id}");
        }
    }

    /// <summary>Refuses a row that validation rules refuse, with the errors of all of them.</summary>
    /// <exception cref="SalesforceError">FIELD_CUSTOM_VALIDATION_EXCEPTION.</exception>
    public void CheckValid(RowChange row)
    {
        foreach (ValidationRule rule in _validation)
        {
            if (!rule.Type.Equals(row.Type.Name, StringComparison.OrdinalIgnoreCase)) continue;
            if (!queries().Matches(row.Type.Name, row.Id, rule.Condition)) continue;
            string[] fields = rule.Field is null ? [] : [rule.Field];
            ApiError error = new("FIELD_CUSTOM_VALIDATION_EXCEPTION", rule.Message, fields);
            if (rule.Warning) row.Warn(error);
            else row.Refuse(error);
        }
        row.ThrowIfRefused();
    }

    /// <summary>Refuses a row that a duplicate rule has found others for, unless it only alerts and the request knows.</summary>
    /// <exception cref="SalesforceError">DUPLICATES_DETECTED.</exception>
    public void CheckDuplicates(SqlConnection connection, RowChange row)
    {
        foreach (DuplicateRule rule in _duplicates)
        {
            if (!rule.Type.Equals(row.Type.Name, StringComparison.OrdinalIgnoreCase)) continue;
            if (rule.AllowSave && row.Context.AllowDuplicates) continue;
            if (rule.Find(connection, row) is not { Count: > 0 } found) continue;
            row.Refuse(new ApiError("DUPLICATES_DETECTED", rule.Message)
            {
                Duplicates = new DuplicateResult(
                    rule.Name,
                    rule.MatchingRule,
                    row.Type.Name,
                    rule.AllowSave,
                    rule.Message,
                    [.. found.Select(id => queries().RowJson(row.Type, id, row.Context))]),
            });
        }
        row.ThrowIfRefused();
    }

    private sealed class RowLock(int requests)
    {
        private object? _request;

        /// <summary>A request meets the lock as a whole, and so does not get through with a part of its rows.</summary>
        public bool Holds(object request)
        {
            if (request == _request) return true;
            if (requests == 0) return false;
            if (requests > 0) requests--;
            _request = request;
            return true;
        }
    }
}
