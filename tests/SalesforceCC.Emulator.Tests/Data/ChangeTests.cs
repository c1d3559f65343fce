using System.Text.Json;
using SalesforceCC.Emulator.Data;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Data;

/// <summary>Updates, deletions, files, work done together.</summary>
public sealed class ChangeTests : IDisposable
{
    private readonly SampleOrg _org = new();

    [Fact]
    public void An_update_changes_what_it_names_and_the_stamps()
    {
        string id = _org.Id("Account", "Name = 'Aurora Wetterdienste'");
        _org.Clock.Advance(TimeSpan.FromDays(1));
        _org.Update("Account", id[..15], """{"attributes":{"type":"Account"},"name":"Aurora","Fax":null}""");
        JsonElement row = _org.Row("Account", id, "Name", "Phone", "CreatedDate", "LastModifiedDate", "SystemModstamp", "LastModifiedById");
        Assert.Equal("Aurora", row.GetProperty("Name").GetString());
        Assert.Equal("+47 77 55 01 20", row.GetProperty("Phone").GetString());
        Assert.Equal("2024-11-15T23:59:59.000+0000", row.GetProperty("CreatedDate").GetString());
        Assert.Equal("2026-11-25T15:30:00.000+0000", row.GetProperty("LastModifiedDate").GetString());
        Assert.Equal("2026-11-25T15:30:00.000+0000", row.GetProperty("SystemModstamp").GetString());
        Assert.Equal(_org.Store.RunAsUserId, row.GetProperty("LastModifiedById").GetString());
    }

    [Fact]
    public void Closing_a_deal_computes_anew()
    {
        string id = _org.Id("Opportunity", "Amount = 48000.5 LIMIT 1");
        _org.Update("Opportunity", id, """{"StageName":"Closed Won"}""");
        JsonElement row = _org.Row("Opportunity", id);
        Assert.True(row.GetProperty("IsWon").GetBoolean());
        Assert.Equal("48000.5", row.GetProperty("ExpectedRevenue").GetRawText());
    }

    [Theory]
    [InlineData("23foo", """{"Name":"x"}""", 404, "NOT_FOUND", "Provided external ID field does not exist or is not accessible: 23foo")]
    [InlineData("001Hs0000099999", """{"Name":"x"}""", 404, "NOT_FOUND", "The requested resource does not exist")]
    [InlineData("003Hs0000010001IAA", """{"Name":"x"}""", 400, "MALFORMED_ID", "Account ID: id value of incorrect type: 003Hs0000010001IAA")]
    [InlineData("001Hs0000010001IAA", """{"Name":null}""", 400, "REQUIRED_FIELD_MISSING", "Required fields are missing: [Name]")]
    [InlineData("001Hs0000010001IAA", """{"CreatedDate":null}""", 400, "INVALID_FIELD_FOR_INSERT_UPDATE", null)]
    [InlineData("001Hs0000010001IAA", """{"Id":"001Hs0000010002IAA"}""", 400, "MALFORMED_ID", null)]
    public void What_is_wrong_with_an_update_is_said(string id, string json, int status, string code, string? message)
    {
        SalesforceError error = Assert.Throws<SalesforceError>(() => _org.Update("Account", id, json));
        Assert.Equal((status, code, message ?? error.Message), (error.Status, error.ErrorCode, error.Message));
    }

    [Fact]
    public void A_deleted_row_is_gone_but_for_query_all()
    {
        string id = _org.Id("Account", "Name = 'Nordlicht Vermessung GmbH'");
        SObjectType type = _org.Type("Account");
        long before = _org.Store.Count(type);
        _org.Store.Delete(type, id, _org.Store.AdminUserId);
        Assert.Equal(before - 1, _org.Store.Count(type));
        Assert.Empty(_org.Column($"SELECT Id FROM Account WHERE Id = '{id}'", "Id"));
        Assert.Equal(before - 1, _org.Query("SELECT Id FROM Account").GetProperty("totalSize").GetInt64());
        Assert.Equal(["true"], _org.Column($"SELECT IsDeleted FROM Account WHERE Id = '{id}'", "IsDeleted", SampleOrg.Options(includeDeleted: true)));
        Action[] later =
        [
            () => _org.Row("Account", id),
            () => _org.Update("Account", id, """{"Name":"x"}"""),
            () => _org.Store.Delete(type, id, _org.Store.AdminUserId),
        ];
        Assert.All(later, action =>
        {
            SalesforceError error = Assert.Throws<SalesforceError>(action);
            Assert.Equal((404, "ENTITY_IS_DELETED", "entity is deleted"), (error.Status, error.ErrorCode, error.Message));
        });
    }

    [Fact]
    public void Details_die_with_their_master_and_lookups_are_emptied()
    {
        string account = _org.Id("Account", "Name = 'Summit Drone Mapping, Inc.'");
        List<string?> invoices = _org.Column($"SELECT Id FROM Invoice__c WHERE Account__c = '{account}'", "Id");
        List<string?> cases = _org.Column($"SELECT Id FROM Case WHERE AccountId = '{account}'", "Id");
        Assert.NotEmpty(invoices);
        Assert.NotEmpty(cases);
        _org.Store.Delete(_org.Type("Account"), account, _org.Store.AdminUserId);
        string gone = string.Join(", ", invoices.Select(i => $"'{i}'"));
        Assert.Empty(_org.Column($"SELECT Id FROM Invoice__c WHERE Id IN ({gone})", "Id"));
        Assert.Empty(_org.Column($"SELECT Id FROM Invoice_Line__c WHERE Invoice__c IN ({gone})", "Id"));
        Assert.Equal([null], _org.Column($"SELECT AccountId FROM Case WHERE Id = '{cases[0]}'", "AccountId"));
    }

    [Fact]
    public void Work_done_together_happens_wholly_or_not_at_all()
    {
        long before = _org.Store.Count(_org.Type("Lead"));
        Assert.Throws<SalesforceError>(() => _org.Store.Together(() =>
        {
            string id = _org.Insert("Lead", """{"LastName":"a","Company":"b"}""");
            Assert.Equal("a", _org.Row("Lead", id).GetProperty("LastName").GetString());
            _org.Insert("Lead", "{}");
        }));
        Assert.Equal(before, _org.Store.Count(_org.Type("Lead")));
        _org.Store.Together(() =>
        {
            _org.Insert("Lead", """{"LastName":"a","Company":"b"}""");
            Assert.Throws<SalesforceError>(() => _org.Insert("Lead", "{}"));
            _org.Insert("Lead", """{"LastName":"c","Company":"d"}""");
        });
        Assert.Equal(before + 2, _org.Store.Count(_org.Type("Lead")));
    }

    [Fact]
    public void Rows_are_found_by_external_id()
    {
        SObjectType type = _org.Type("Invoice__c");
        string id = Assert.Single(_org.Store.FindByExternalId(type, "external_id__c", "ERP-2026004"));
        Assert.Equal([id], _org.Store.FindByExternalId(type, "Id", id[..15]));
        Assert.Empty(_org.Store.FindByExternalId(type, "External_Id__c", "none"));
        SalesforceError error = Assert.Throws<SalesforceError>(() => _org.Store.FindByExternalId(type, "Namez", "x"));
        Assert.Equal((404, "NOT_FOUND", "Provided external ID field does not exist or is not accessible: Namez"), (error.Status, error.ErrorCode, error.Message));
    }

    [Fact]
    public void A_file_has_a_document_links_and_versions()
    {
        string account = _org.Id("Account", "Name = 'Café Crème Brûlée ☕'");
        string first = _org.Insert(
            "ContentVersion", $$"""{"PathOnClient":"C:\\a b.TXT","VersionData":"aGVsbG8=","FirstPublishLocationId":"{{account}}"}""");
        JsonElement row = _org.Row("ContentVersion", first);
        Assert.Equal("a b", row.GetProperty("Title").GetString());
        Assert.Equal("5", row.GetProperty("ContentSize").GetRawText());
        Assert.Equal("5d41402abc4b2a76b9719d911017c592", row.GetProperty("Checksum").GetString());
        Assert.Equal($"/services/data/v68.0/sobjects/ContentVersion/{first}/VersionData", row.GetProperty("VersionData").GetString());
        using (StreamReader blob = new StreamReader(_org.Store.OpenBlob(_org.Type("ContentVersion"), first, "VersionData")!.Value.Bytes))
            Assert.Equal("hello", blob.ReadToEnd());
        string? document = row.GetProperty("ContentDocumentId").GetString();
        Assert.Contains(account, _org.Column($"SELECT LinkedEntityId FROM ContentDocumentLink WHERE ContentDocumentId = '{document}'", "LinkedEntityId"));
        string second = _org.Insert("ContentVersion", $$"""{"PathOnClient":"b.txt","VersionData":"aGk=","ContentDocumentId":"{{document}}"}""");
        Assert.Equal([second], _org.Column($"SELECT Id FROM ContentVersion WHERE ContentDocumentId = '{document}' AND IsLatest = TRUE", "Id"));
        Assert.Equal([second], _org.Column($"SELECT LatestPublishedVersionId FROM ContentDocument WHERE Id = '{document}'", "LatestPublishedVersionId"));
    }

    [Fact]
    public async Task Readers_and_writers_do_not_disturb_each_other()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        IEnumerable<Task> writers = Enumerable.Range(0, 3).Select(w => Task.Run(
            () =>
            {
                for (int i = 0; i < 40; i++) _org.Insert("Lead", $$"""{"LastName":"w{{w}}-{{i}}","Company":"c"}""");
            },
            cancel));
        IEnumerable<Task> readers = Enumerable.Range(0, 3).Select(_ => Task.Run(
            () =>
            {
                for (int i = 0; i < 40; i++)
                    Assert.Equal(12, _org.Query("SELECT Name, (SELECT Id FROM Contacts) FROM Account").GetProperty("totalSize").GetInt32());
            },
            cancel));
        await Task.WhenAll(writers.Concat(readers));
        Assert.Equal(120, _org.Query("SELECT COUNT() FROM Lead WHERE LastName LIKE 'w_-%'").GetProperty("totalSize").GetInt32());
        Assert.Equal(120, _org.Column("SELECT Id FROM Lead WHERE LastName LIKE 'w_-%'", "Id").Distinct(StringComparer.Ordinal).Count());
    }

    public void Dispose() => _org.Dispose();
}
