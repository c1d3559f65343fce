namespace SalesforceCC.Data;

/// <summary>One record to read: what it is found by, where that came from, and what was found.</summary>
/// <param name="type">The API name of the object.</param>
/// <param name="key">The id in its form of 18 characters, or the value of the key field.</param>
/// <param name="input">What the user gave.</param>
internal sealed class ReadRow(string type, object? key, object? input)
{
    public string Type { get; } = type;

    public object? Key { get; } = key;

    public object? Input { get; } = input;

    /// <summary>The key as SOQL has it; for an id, the id.</summary>
    public string Literal { get; set; } = "";

    /// <summary>The key in one form for all spellings that Salesforce may take for one.</summary>
    public string Match { get; set; } = "";

    /// <summary>The record; null where there is none.</summary>
    public SfRecord? Record { get; private set; }

    /// <summary>What its columns are, to make it flat.</summary>
    public FieldList? Columns { get; private set; }

    /// <summary>Why it was not read.</summary>
    public SfException? Failure { get; private set; }

    /// <summary>The failure is that of all records of the object, so that one is told of it.</summary>
    public bool FailedWithType { get; private set; }

    /// <summary>It is known what became of it.</summary>
    public bool IsDone => Record is not null || Failure is not null;

    public void Find(SfRecord record, FieldList columns)
    {
        Record = record;
        Columns = columns;
    }

    /// <summary>It was not read. Whoever shows a failure adds to it, so that each row has its own.</summary>
    public void Fail(SfException e, bool withType = false)
    {
        Failure = e.Copy();
        FailedWithType = withType;
    }
}
