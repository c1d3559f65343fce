using SalesforceCC.Emulator.Data;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Data;

/// <summary>What becomes of a row, and what the result says of it.</summary>
public sealed class RowOrderTests : IDisposable
{
    private readonly SampleOrg _org = new();

    [Fact]
    public void A_result_tells_what_was_done()
    {
        SaveResult made = Save(RowOperation.Insert, "Account", null, """{"Name":"A"}""");
        Assert.Equal((201, true), (made.Status, made.Created));
        Assert.Equal((200, false), Told(Save(RowOperation.Update, "Account", made.Id, """{"Name":"B"}""")));
        Assert.Equal((200, false), Told(Save(RowOperation.Delete, "Account", made.Id)));
        Assert.Equal((200, false), Told(Save(RowOperation.Undelete, "Account", made.Id)));
        Assert.Equal("B", _org.Row("Account", made.Id!, "Name").GetProperty("Name").GetString());
    }

    [Fact]
    public void An_upsert_goes_by_the_value_of_its_key()
    {
        string account = _org.Id("Account", "Name = 'Zirkel & Lineal'");
        string invoice = $$"""{"Account__c":"{{account}}","External_Id__c":"new-1"}""";
        SaveResult made = Upsert("Invoice__c", "External_Id__c", invoice);
        Assert.Equal((201, true), Told(made));
        SaveResult found = Upsert("Invoice__c", "External_Id__c", """{"External_Id__c":" NEW-1 ","Positions__c":3}""");
        Assert.Equal((made.Id, 200, false), (found.Id, found.Status, found.Created));
        Assert.Equal("3", _org.Row("Invoice__c", made.Id!, "Positions__c").GetProperty("Positions__c").GetRawText());

        SaveResult byId = Upsert("Invoice__c", "Id", $$"""{"Id":"{{made.Id}}","Positions__c":4}""");
        Assert.Equal((made.Id, 200, false), (byId.Id, byId.Status, byId.Created));
        SaveResult another = Upsert("Invoice__c", "Id", $$"""{"Id":null,"Account__c":"{{account}}"}""");
        Assert.Equal((201, true), Told(another));
        Assert.NotEqual(made.Id, another.Id);
        Refused(() => Upsert("Invoice__c", "Id", $$"""{"Id":"a00Hs0000099999AAA","Account__c":"{{account}}"}"""), 404, "NOT_FOUND", "The requested resource does not exist", "");
    }

    [Fact]
    public void An_upsert_without_a_key_or_with_one_that_several_have_is_refused()
    {
        Refused(() => Upsert("Invoice__c", "External_Id__c", """{"Positions__c":3}"""), 400, "MISSING_ARGUMENT", "External_Id__c not specified", "External_Id__c");
        string one = _org.Insert("Contact", """{"LastName":"A","Email":"twin@example.com"}""");
        string two = _org.Insert("Contact", """{"LastName":"B","Email":"twin@example.com"}""");
        Refused(
            () => Upsert("Contact", "Email", """{"LastName":"C","Email":"twin@example.com"}"""),
            400, "DUPLICATE_EXTERNAL_ID", $"Email: more than one record found for external id field: [{one}, {two}]", "Email");
    }

    [Fact]
    public void What_cannot_be_done_with_a_row_is_said()
    {
        string profile = _org.Id("Profile", "Name = 'Standard User'"), license = _org.Id("UserLicense", "Name = 'Salesforce'");
        Refused(() => Save(RowOperation.Update, "Account", null, """{"Name":"B"}"""), 400, "MISSING_ARGUMENT", "Id not specified in an update call", "");
        Refused(() => Save(RowOperation.Update, "UserLicense", license, """{"Name":"B"}"""), 400, "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", "entity type cannot be updated: User License", "");
        Refused(() => Save(RowOperation.Delete, "Profile", profile), 400, "INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id", "");
        string account = _org.Insert("Account", """{"Name":"A"}""");
        Refused(() => Save(RowOperation.Undelete, "Account", account), 400, "UNDELETE_FAILED", "Entity is not in the recycle bin", "");
    }

    [Fact]
    public void What_the_org_keeps_by_itself_is_made_and_then_changed()
    {
        string id = _org.Store.Keep(_org.Type("Account"), null, SampleOrg.Parse("""{"Name":"A"}"""));
        Assert.Equal(id, _org.Store.Keep(_org.Type("Account"), id, SampleOrg.Parse("""{"Name":"B"}""")));
        Assert.Equal("B", _org.Row("Account", id, "Name").GetProperty("Name").GetString());
    }

    [Theory]
    [InlineData(true, false, true)]
    [InlineData(true, true, false)]
    [InlineData(false, false, false)]
    [InlineData(false, true, false)]
    public void A_user_may_log_in_who_is_active_and_not_frozen(bool active, bool frozen, bool may) =>
        Assert.Equal(may, new UserAccess(active, frozen, ApiEnabled: true).MayLogIn);

    [Fact]
    public void What_is_missing_is_said_before_what_is_there_twice() => Refused(
        () => Save(RowOperation.Insert, "Invoice__c", null, """{"External_Id__c":"ERP-2026000"}"""),
        400, "REQUIRED_FIELD_MISSING", "Required fields are missing: [Account__c]", "Account__c");

    [Fact]
    public void A_row_that_brings_its_own_date_was_last_changed_then()
    {
        string id = _org.Id("Account", "Name = 'Aurora Wetterdienste'");
        foreach (string stamp in new[] { "CreatedDate", "LastModifiedDate", "SystemModstamp" })
            Assert.Equal("2024-11-15T23:59:59.000+0000", _org.Row("Account", id, stamp).GetProperty(stamp).GetString());
    }

    public void Dispose() => _org.Dispose();

    private static (int, bool?) Told(SaveResult result) => (result.Status, result.Created);

    private SaveResult Save(RowOperation operation, string type, string? id, string? json = null) => _org.Store.Save(
        new RowOrder(operation, _org.Type(type), id, json is null ? default : SampleOrg.Parse(json)), new ChangeContext(_org.Store.AdminUserId));

    private SaveResult Upsert(string type, string key, string json) => _org.Store.Save(
        new RowOrder(RowOperation.Upsert, _org.Type(type), Fields: SampleOrg.Parse(json), Key: _org.Type(type).FindField(key)),
        new ChangeContext(_org.Store.AdminUserId));

    private static void Refused(Action save, int status, string code, string message, string fields)
    {
        SalesforceError error = Assert.Throws<SalesforceError>(save);
        Assert.Equal((status, code, message, fields), (error.Status, error.ErrorCode, error.Message, string.Join(',', error.Fields)));
    }
}
