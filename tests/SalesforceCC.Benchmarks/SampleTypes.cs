using SalesforceCC.Records;

namespace SalesforceCC.Benchmarks;

/// <summary>A describe that has been made before.</summary>
internal sealed class SampleTypes : IFieldTypeSource
{
    private static readonly ObjectFields s_account = new(new Dictionary<string, FieldType>
    {
        ["AccountNumber"] = FieldType.Text,
        ["Industry"] = FieldType.Text,
        ["Type"] = FieldType.Text,
        ["Phone"] = FieldType.Text,
        ["Website"] = FieldType.Text,
        ["BillingStreet"] = FieldType.Text,
        ["BillingCity"] = FieldType.Text,
        ["IsActive__c"] = FieldType.Boolean,
        ["Rating"] = FieldType.Text,
        ["Description"] = FieldType.Text,
        ["AnnualRevenue"] = FieldType.Number,
        ["NumberOfEmployees"] = FieldType.Integer,
        ["Renewal__c"] = FieldType.Date,
    });

    public ObjectFields TryGet(string objectName) => s_account;

    public Task<ObjectFields> GetAsync(string objectName, CancellationToken cancellationToken) => Task.FromResult(s_account);

    public Task<ObjectFields> GetWithAsync(string objectName, string field, CancellationToken cancellationToken) =>
        Task.FromResult(s_account);
}
