namespace SalesforceCC.Data;

/// <summary>One row to write: where it came from, what is sent of it, and what became of it.</summary>
/// <param name="type">The API name of the object; where only ids are sent, the first three characters of the id.</param>
/// <param name="input">What the user gave.</param>
internal sealed class WriteRow(string type, object? input)
{
    public string Type { get; } = type;

    public object? Input { get; } = input;

    /// <summary>The record's id, in its form of 18 characters.</summary>
    public string? Id { get; init; }

    /// <summary>The fields in their order, without Id.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Fields { get; init; } = [];

    /// <summary>The fields are those of a record that was read: such as are known not to be writable are left out.</summary>
    public bool IsOfRecord { get; init; }

    /// <summary>They are all of its fields, so that those which cannot be written have to be known.</summary>
    public bool IsWhole { get; init; }

    /// <summary>The record that was read, whose changes are no changes any more once they are saved.</summary>
    public SfRecord? Record { get; init; }

    /// <summary>What is worth a verbose line.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>The row as JSON.</summary>
    public byte[] Json { get; set; } = [];

    /// <summary>What no two rows of a request may share: the id or the key, in one form for all its spellings.</summary>
    public string? Key { get; set; }

    /// <summary>How often it was sent again by itself.</summary>
    public int Repeats { get; private set; }

    /// <summary>What was saved; null where it failed.</summary>
    public SfSaveResult? Result { get; private set; }

    /// <summary>Why it failed.</summary>
    public SfException? Failure { get; private set; }

    /// <summary>It has an outcome, though it may be sent again.</summary>
    public bool IsDone => Result is not null || Failure is not null;

    /// <summary>Its outcome is the last one.</summary>
    public bool IsSettled { get; set; }

    /// <summary>The same row, of a record that has been found.</summary>
    public WriteRow WithId(string id, IReadOnlyList<KeyValuePair<string, object?>> fields)
    {
        WriteRow row = new(Type, Input) { Id = id, Fields = fields, IsOfRecord = IsOfRecord, IsWhole = IsWhole, Record = Record };
        row.Notes.AddRange(Notes);
        return row;
    }

    /// <summary>The row was saved.</summary>
    public void Succeed(string? id, bool created)
    {
        Result = new SfSaveResult(id, success: true, created, [], Input);
        Failure = null;
    }

    /// <summary>The row failed. Whoever shows a failure adds to it, so that each row has its own.</summary>
    public void Fail(SfException e)
    {
        Failure = e.Copy();
        Result = null;
    }

    /// <summary>The row is sent once more.</summary>
    public void Reopen()
    {
        Failure = null;
        Repeats++;
    }
}
