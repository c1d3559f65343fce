using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Data;
using SalesforceCC.Records;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Gets records by their ID or external ID.</summary>
/// <remarks>
/// <para>
/// Takes IDs, objects with an ID, rows of Invoke-SfQuery and results of New-SfRecord, by argument or through the
/// pipeline. Up to 2,000 records are read with one API call. Records are returned in the order of the input, as the
/// typed objects that Invoke-SfQuery returns: change their properties and pipe them to Set-SfRecord, and only what you
/// changed is sent.
/// </para>
/// <para>
/// Without -Field, you get all fields of the object that the run-as user can read. This requires one describe call for
/// each object and session. -Field accepts fields of parents, such as Owner.Name; these records are read with SOQL.
/// </para>
/// <para>
/// For each record that does not exist, was deleted, or is not visible to the user, there is an error with your input as
/// its TargetObject. -IncludeDeleted also finds records in the recycle bin. With -ExternalIdField, it is an error too if
/// several records have the key.
/// </para>
/// </remarks>
/// <example>
///   <code>$id = (Invoke-SfQuery 'SELECT Id FROM Account LIMIT 1').Id
/// Get-SfRecord Account $id</code>
///   <para>Gets an account with all of its fields.</para>
/// </example>
/// <example>
///   <code>$rows = Invoke-SfQuery 'SELECT Id FROM Contact LIMIT 3'
/// $rows | Get-SfRecord -Field Name, Email, Account.Name -Flatten |
///     Export-Csv contacts.csv</code>
///   <para>Writes contacts, with the names of their accounts, to a file.</para>
/// </example>
/// <example>
///   <code>$names = 'integration@acme.com'
/// Get-SfRecord User -ExternalIdField Username -ExternalId $names -Field Email</code>
///   <para>Gets users by their user name. An external ID of your own works the same way.</para>
/// </example>
/// <example>
///   <code>$account = New-SfRecord Account @{ Name = 'Globex' } | Get-SfRecord Account
/// $account.Phone = '+49 30 1234'
/// $account | Set-SfRecord</code>
///   <para>Creates an account, reads it, and changes its phone number.</para>
/// </example>
/// <seealso cref="InvokeSfQueryCommand"/>
/// <seealso cref="SetSfRecordCommand"/>
[Cmdlet(VerbsCommon.Get, "SfRecord", DefaultParameterSetName = ById)]
[OutputType("SalesforceCC.SfRecord")]
public sealed class GetSfRecordCommand : SessionCmdlet
{
    private const string ById = "Id";
    private const string ByExternalId = "ExternalId";

    private readonly Dictionary<FieldList, FlatRows> _flat = [];
    private RecordKey? _keys;
    private RecordReader? _reader;
    private RowProgress? _progress;
    private DescribeWarnings? _warnings;

    /// <summary>
    /// Specifies the API name of the object, such as Account or Invoice__c. Rows of Invoke-SfQuery have it already.
    /// </summary>
    [Parameter(Position = 0, ParameterSetName = ById)]
    [Parameter(Position = 0, ParameterSetName = ByExternalId, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ObjectCompleter))]
    public string? Type { get; set; }

    /// <summary>
    /// Specifies the records: IDs of 15 or 18 characters, objects with a property Id, rows of a query, or results of
    /// New-SfRecord.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ParameterSetName = ById)]
    public PSObject[] Id { get; set; } = [];

    /// <summary>
    /// Specifies the field by which records are found: an external ID, or any other field with idLookup, such as Email of
    /// Contact.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = ByExternalId)]
    [ValidatePattern(@"^[A-Za-z][A-Za-z0-9_]*\z")]
    [ArgumentCompleter(typeof(KeyFieldCompleter))]
    public string? ExternalIdField { get; set; }

    /// <summary>
    /// Specifies the external IDs, or objects with a property that is named as the field, such as lines of Import-Csv.
    /// Any character is allowed. Many keys are sent in one request.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ParameterSetName = ByExternalId)]
    public PSObject[] ExternalId { get; set; } = [];

    /// <summary>
    /// Specifies the fields by their API names, also of parents: Owner.Name. * stands for all fields of the object. The
    /// default is all fields that the user can read. Id is always included, and with -ExternalIdField that field.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FieldCompleter))]
    public string[] Field { get; set; } = [];

    /// <summary>
    /// Returns records without nested records, for files. A field of a parent becomes a property with the name that it
    /// has in -Field, such as Owner.Name, and is empty if there is no parent.
    /// </summary>
    [Parameter]
    public SwitchParameter Flatten { get; set; }

    /// <summary>Also finds records in the recycle bin and archived records.</summary>
    [Parameter]
    public SwitchParameter IncludeDeleted { get; set; }

    /// <summary>
    /// Specifies the number of records in a request, from 1 to 2,000. The default is 2,000, which needs the fewest API
    /// calls. Use a smaller number if Salesforce needs too long for objects with many fields.
    /// </summary>
    [Parameter]
    [ValidateRange(1, ReadSettings.MaxBatchSize)]
    public int BatchSize { get; set; } = ReadSettings.MaxBatchSize;

    /// <summary>
    /// Specifies how many requests run at the same time. The default is 5. Records keep the order of the input.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 25)]
    public int ThrottleLimit { get; set; } = 5;

    // What concerns one record is told of that record.
    /// <inheritdoc/>
    protected override bool FailureEndsPipeline => true;

    /// <inheritdoc/>
    protected override Task BeginAsync(SfSession session)
    {
        if (Field.FirstOrDefault(static f => f is null || !FieldList.IsName(f)) is { } wrong)
            throw new SfException(SfErrorCodes.InvalidParameter, $"'{wrong}' is not the API name of a field.");
        _keys = new RecordKey(session, Type, ExternalIdField);
        _reader = new RecordReader(session, new ReadSettings
        {
            Fields = Field,
            KeyField = ExternalIdField,
            IncludeDeleted = IncludeDeleted,
            BatchSize = BatchSize,
            ThrottleLimit = ThrottleLimit,
        });
        _progress = new RowProgress(this, session.Clock, "Salesforce records");
        _warnings = new DescribeWarnings(this);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(SfSession session)
    {
        foreach (PSObject? input in ParameterSetName == ById ? Id : ExternalId)
        {
            if (input is null)
                continue;
            await _reader!.AddAsync(Outside(() => _keys!.Read(input)), StopToken);
            WriteRecords();
        }
    }

    /// <inheritdoc/>
    protected override async Task EndAsync(SfSession session)
    {
        await _reader!.CompleteAsync(StopToken);
        WriteRecords();
    }

    private void WriteRecords()
    {
        while (_reader!.TryTakeDescribeFailure() is { } failure)
            _warnings!.Write(failure);
        while (_reader.TryTake() is { } row)
        {
            if (row.Record is { } record)
                WriteObject(Flatten ? FlatOf(row.Columns!).Of(record) : record);
            else if (RowErrors.IsOfAll(row.Failure!))
                throw row.Failure!;
            else
                WriteError(ErrorRecords.From(row.Failure!, row.FailedWithType ? row.Type : row.Input));
            _progress!.Add(1, null);
        }
    }

    private FlatRows FlatOf(FieldList columns)
    {
        if (!_flat.TryGetValue(columns, out FlatRows? flat))
            _flat.Add(columns, flat = new FlatRows(columns.Selection));
        return flat;
    }
}
