using System.Text.Json;
using SalesforceCC.Emulator.Data;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Data;

/// <summary>What each change of a row goes through, whoever asks for it.</summary>
public sealed class PipelineTests : IDisposable
{
    private readonly SampleOrg _org = new();
    private readonly List<string> _told = [];
    private readonly IDisposable _subscription;

    public PipelineTests() => _subscription = _org.Store.Subscribe(events => _told.Add(string.Join(
        ' ', events.Select(e => $"{e.Operation}:{e.Type.Name}({string.Join('+', e.ChangedFields.Where(f => !f.EndsWith("Date", StringComparison.Ordinal) && f is not ("SystemModstamp" or "LastModifiedById")))})"))));

    [Fact]
    public void Changes_are_told_after_the_commit_in_their_order_with_what_followed_from_them()
    {
        string id = _org.Insert("Account", """{"Name":"A"}""");
        _org.Insert("Case", $$"""{"Subject":"C","AccountId":"{{id}}"}""");
        _org.Update("Account", id, """{"Name":"B","Fax":null}""");
        _org.Store.Delete(_org.Type("Account"), id, _org.Store.AdminUserId);
        Assert.Equal(
            ["Insert:Account()", "Insert:Case()", "Update:Account(Name)", "Delete:Account() Update:Case(AccountId)"], _told);
    }

    [Fact]
    public void What_goes_with_a_row_is_deleted_once()
    {
        string schema = Path.GetTempFileName();
        File.WriteAllText(schema, """{"Node__c":{"keyPrefix":"a5N","fields":{"Home__c":{"type":"reference","to":"Account","cascade":true},"Peer__c":{"type":"reference","to":"Node__c","cascade":true}}}}""");
        using SampleOrg org = new(schemaPath: schema);
        File.Delete(schema);
        string home = org.Insert("Account", """{"Name":"A"}""");
        string one = org.Insert("Node__c", $$"""{"Home__c":"{{home}}"}""");
        org.Insert("Node__c", $$"""{"Home__c":"{{home}}","Peer__c":"{{one}}"}""");
        List<string> told = [];
        using IDisposable subscription = org.Store.Subscribe(events => told.AddRange(events.Select(e => $"{e.Operation}:{e.Type.Name}")));

        org.Store.Delete(org.Type("Account"), home, org.Store.AdminUserId);

        Assert.Equal(["Delete:Account", "Delete:Node__c", "Delete:Node__c"], told);
        Assert.Equal(2, org.Query("SELECT COUNT() FROM Node__c WHERE IsDeleted = true", SampleOrg.Options(includeDeleted: true)).GetProperty("totalSize").GetInt32());
    }

    [Fact]
    public void What_is_taken_back_is_never_told()
    {
        Assert.Throws<SalesforceError>(() => _org.Store.Together(() =>
        {
            _org.Insert("Account", """{"Name":"A"}""");
            _org.Insert("Account", "{}");
        }));
        Assert.Empty(_told);
        _org.Store.Together(() =>
        {
            _org.Insert("Account", """{"Name":"A"}""");
            Assert.Throws<SalesforceError>(() => _org.Store.Together(() =>
            {
                _org.Insert("Lead", """{"LastName":"A","Company":"B"}""");
                _org.Insert("Account", "{}");
            }));
            _org.Insert("Account", """{"Name":"B"}""");
            Assert.Empty(_told);
        });
        Assert.Equal(["Insert:Account() Insert:Account()"], _told);
        _subscription.Dispose();
        _org.Insert("Account", """{"Name":"A"}""");
        Assert.Single(_told);
    }

    [Fact]
    public void Files_and_users_change_their_other_rows_through_the_same_pipeline()
    {
        string first = _org.Insert("ContentVersion", """{"PathOnClient":"a.txt","VersionData":"aGk="}""");
        string? document = _org.Row("ContentVersion", first, "ContentDocumentId").GetProperty("ContentDocumentId").GetString();
        Assert.Equal(
            ["Insert:ContentDocument() Insert:ContentDocumentLink() Insert:ContentVersion() Update:ContentDocument(LatestPublishedVersionId+ContentSize)"],
            _told);
        _told.Clear();
        _org.Insert("ContentVersion", $$"""{"PathOnClient":"b.txt","VersionData":"aGk=","ContentDocumentId":"{{document}}"}""");
        Assert.StartsWith("Update:ContentVersion(IsLatest) Insert:ContentVersion()", _told[0], StringComparison.Ordinal);
    }

    [Fact]
    public void What_follows_from_a_change_leaves_who_changed_a_row_last()
    {
        string account = _org.Insert("Account", """{"Name":"A"}""");
        string child = _org.Insert("Case", $$"""{"Subject":"C","AccountId":"{{account}}"}""");
        _org.Clock.Advance(TimeSpan.FromHours(1));
        _org.Store.Delete(_org.Type("Account"), account, _org.Store.RunAsUserId);
        JsonElement row = _org.Row("Case", child, "LastModifiedDate", "LastModifiedById", "SystemModstamp", "AccountId");
        Assert.Equal("2026-11-24T15:30:00.000+0000", row.GetProperty("LastModifiedDate").GetString());
        Assert.Equal(_org.Store.AdminUserId, row.GetProperty("LastModifiedById").GetString());
        Assert.Equal("2026-11-24T16:30:00.000+0000", row.GetProperty("SystemModstamp").GetString());
    }

    [Fact]
    public void Details_come_back_with_their_master_but_not_those_that_went_before()
    {
        string account = _org.Id("Account", "Name = 'Summit Drone Mapping, Inc.'");
        List<string?> invoices = _org.Column($"SELECT Id FROM Invoice__c WHERE Account__c = '{account}'", "Id");
        string lines = $"SELECT Id FROM Invoice_Line__c WHERE Invoice__r.Account__c = '{account}'";
        int lineCount = _org.Column(lines, "Id").Count;
        string early = _org.Insert("Invoice__c", $$"""{"Account__c":"{{account}}"}""");
        _org.Store.Delete(_org.Type("Invoice__c"), early, _org.Store.AdminUserId);
        _org.Store.Delete(_org.Type("Account"), account, _org.Store.AdminUserId);
        Assert.Empty(_org.Column(lines, "Id"));

        _org.Store.Undelete(_org.Type("Account"), account, _org.Store.AdminUserId);

        Assert.Equal(invoices, _org.Column($"SELECT Id FROM Invoice__c WHERE Account__c = '{account}'", "Id"));
        Assert.Equal(lineCount, _org.Column(lines, "Id").Count);
        SalesforceError error = Assert.Throws<SalesforceError>(
            () => _org.Store.Undelete(_org.Type("Account"), account, _org.Store.AdminUserId));
        Assert.Equal("UNDELETE_FAILED", error.ErrorCode);
    }

    [Fact]
    public void Several_values_may_be_wrong_at_once()
    {
        SalesforceError error = Assert.Throws<SalesforceError>(() => _org.Insert(
            "Contact", """{"Email":"nobody","AccountId":"003000000000000","Id":"003000000000000"}"""));
        Assert.Equal(
            ["INVALID_EMAIL_ADDRESS", "FIELD_INTEGRITY_EXCEPTION", "INVALID_FIELD_FOR_INSERT_UPDATE", "REQUIRED_FIELD_MISSING"],
            error.Errors.Select(e => e.Code));
    }

    [Fact]
    public void What_was_taken_back_leaves_no_gap_in_a_query_for_all_rows()
    {
        int before = _org.Query("SELECT Id FROM Product2").GetProperty("totalSize").GetInt32();
        Assert.Throws<SalesforceError>(() => _org.Insert("Product2", "{}"));
        Assert.Throws<InvalidOperationException>(() => _org.Store.Together(() =>
        {
            _org.Insert("Product2", """{"Name":"A"}""");
            throw new InvalidOperationException();
        }));
        string kept = _org.Insert("Product2", """{"Name":"B"}""");
        JsonElement page = _org.Query("SELECT Id FROM Product2");
        Assert.Equal(before + 1, page.GetProperty("totalSize").GetInt32());
        Assert.Equal(before + 1, page.GetProperty("records").GetArrayLength());
        Assert.Equal(kept, page.GetProperty("records")[before].GetProperty("Id").GetString());
    }

    public void Dispose()
    {
        _subscription.Dispose();
        _org.Dispose();
    }
}
