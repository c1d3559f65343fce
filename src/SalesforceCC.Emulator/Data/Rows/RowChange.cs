namespace SalesforceCC.Emulator.Data.Rows;

/// <summary>A row while it is changed: the new values over the old ones, and what is wrong with them.</summary>
internal sealed class RowChange
{
    private readonly object?[]? _before;
    private readonly object?[] _values;
    private readonly bool[] _changed;
    private List<ApiError>? _errors;
    private List<ApiError>? _warnings;

    /// <param name="plan">The row's table.</param>
    /// <param name="operation">What is done to it.</param>
    /// <param name="context">By whom.</param>
    /// <param name="number">The row's number.</param>
    /// <param name="before">Its values; null for a new row.</param>
    public RowChange(TablePlan plan, RowOperation operation, ChangeContext context, long number, object?[]? before)
    {
        Plan = plan;
        Operation = operation;
        Context = context;
        Number = number;
        _before = before;
        _values = before is null ? new object?[plan.Columns.Count] : [.. before];
        _changed = new bool[plan.Columns.Count];
    }

    public TablePlan Plan { get; }

    public SObjectType Type => Plan.Type;

    public RowOperation Operation { get; }

    public ChangeContext Context { get; }

    public long Number { get; }

    /// <summary>The time of the change, as it is stored.</summary>
    public required string Now { get; init; }

    public bool IsNew => _before is null;

    public string Id => Text("Id")!;

    public IReadOnlyList<ApiError> Errors => _errors ?? (IReadOnlyList<ApiError>)[];

    public IReadOnlyList<ApiError> Warnings => _warnings ?? (IReadOnlyList<ApiError>)[];

    /// <summary>All values, in the order of the table's columns.</summary>
    public IReadOnlyList<object?> Values => _values;

    public object? this[string field]
    {
        get => Plan.Find(field) is >= 0 and int column ? _values[column] : null;
        set
        {
            int column = Plan.Find(field);
            if (column < 0) throw new ArgumentException($"{Type.Name} has no column {field}.", nameof(field));
            _values[column] = value;
            _changed[column] = true;
        }
    }

    /// <summary>The field was set, to whatever value.</summary>
    public bool Changed(string field) => Plan.Find(field) is >= 0 and int column && _changed[column];

    public bool IsChanged(int column) => _changed[column];

    /// <summary>The field has another value now.</summary>
    public bool Differs(int column) => _changed[column] && !Equals(_before?[column], _values[column]);

    public string? Text(string field) => this[field] as string;

    public double? Decimal(string field) => this[field] switch
    {
        double number => number,
        long number => number,
        _ => null,
    };

    public bool IsTrue(string field) => this[field] is 1L;

    /// <summary>What the field was before; null for a new row.</summary>
    public object? Before(string field) =>
        _before is not null && Plan.Find(field) is >= 0 and int column ? _before[column] : null;

    /// <summary>Notes what is wrong; the row is refused at the end of the step, with all that was found.</summary>
    public void Refuse(ApiError error) => (_errors ??= []).Add(error);

    /// <summary>Something is wrong already with a field.</summary>
    public bool IsRefused(string field) => _errors is not null && _errors.Exists(e => e.Fields.Contains(field));

    /// <summary>Notes what the user should know of a row that is saved.</summary>
    public void Warn(ApiError warning) => (_warnings ??= []).Add(warning);

    /// <summary>Ends the change where something is wrong.</summary>
    /// <exception cref="SalesforceError">All that was found.</exception>
    public void ThrowIfRefused()
    {
        if (_errors is not null) throw new SalesforceError(400, _errors);
    }
}
