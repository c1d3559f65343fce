using SalesforceCC.Records;

namespace SalesforceCC.Benchmarks;

/// <summary>A describe that has been made before.</summary>
internal sealed class SampleTypes : IFieldTypeSource
{
    private static readonly Dictionary<string, FieldType> s_account = new()
    {
        ["AnnualRevenue"] = FieldType.Number,
        ["NumberOfEmployees"] = FieldType.Integer,
        ["Renewal__c"] = FieldType.Date,
    };

    public IReadOnlyDictionary<string, FieldType> TryGet(string objectName) => s_account;

    public Task<IReadOnlyDictionary<string, FieldType>?> GetAsync(string objectName, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, FieldType>?>(s_account);
}
