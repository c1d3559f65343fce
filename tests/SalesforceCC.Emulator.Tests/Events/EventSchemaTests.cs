using System.Text.Json;
using SalesforceCC.Emulator.Data.Schema;
using SalesforceCC.Emulator.Data.Schema.Sources;
using SalesforceCC.Emulator.Events.Schemas;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Events;

/// <summary>What events look like, and how that changes with the org's objects.</summary>
public sealed class EventSchemaTests
{
    [Fact]
    public void A_platform_event_has_times_and_users_and_then_what_was_added()
    {
        using CaptureOrg org = new();
        EventSchema schema = org.Events.Schemas.Current("Order_Placed__e")!;
        Assert.Matches("^[A-Za-z0-9_-]{22}$", schema.Id);
        JsonElement json = JsonDocument.Parse(schema.Json).RootElement;
        Assert.Equal("com.sforce.eventbus", json.GetProperty("namespace").GetString());
        Assert.Equal(
            """
            CreatedDate "long" CreatedDate:DateTime
            CreatedById "string" CreatedBy:EntityId
            Order_Number__c ["null","string"] Data:Text:00N
            Amount__c ["null","double"] Data:Currency:00N
            Placed_At__c ["null","long"] Data:DateTime:00N
            Quantity__c ["null","double"] Data:Double:00N
            Paid__c ["null","boolean"] Data:Boolean:00N
            """.ReplaceLineEndings("\n"),
            string.Join('\n', Fields(json)));
        string id = json.GetProperty("fields")[2].GetProperty("doc").GetString()!.Split(':')[2];
        Assert.Matches("^00N[A-Za-z0-9]{12}$", id);
        Assert.Equal(JsonValueKind.Null, json.GetProperty("fields")[2].GetProperty("default").ValueKind);
    }

    [Fact]
    public void Changes_have_their_fields_at_the_documented_places()
    {
        using CaptureOrg org = new();
        JsonElement account = JsonDocument.Parse(org.Events.Schemas.Current("AccountChangeEvent")!.Json).RootElement;
        string[] names = [.. account.GetProperty("fields").EnumerateArray().Select(f => f.GetProperty("name").GetString()!)];
        // The places that the documentation's own example has.
        Assert.Equal(("ChangeEventHeader", "BillingAddress", "Industry", "LastModifiedDate"), (names[0], names[4], names[11], names[22]));
        Assert.DoesNotContain(names, n => n is "Id" or "IsDeleted" or "SystemModstamp" or "BillingCity" or "PhotoUrl" or "LastViewedDate");
        // Spelt out once, and named after that; the name of an account may be one text, or that of a person.
        JsonElement shipping = account.GetProperty("fields")[5].GetProperty("type");
        Assert.Equal("""["null","Address"]""", shipping.GetRawText());
        Assert.Equal("Switchable_PersonName", account.GetProperty("fields")[1].GetProperty("type")[2].GetProperty("name").GetString());
        JsonElement contact = JsonDocument.Parse(org.Events.Schemas.Current("ContactChangeEvent")!.Json).RootElement;
        Assert.Equal(["Data:ComplexValueType", "ForeignKey:EntityId", "Data:PersonName"], contact.GetProperty("fields").EnumerateArray().Take(3).Select(f => f.GetProperty("doc").GetString()!));
        Assert.NotNull(org.Events.Schemas.Current("Invoice__ChangeEvent"));
    }

    [Theory]
    [InlineData("order_placed__e")]
    [InlineData("accountChangeEvent")]
    [InlineData("Account")]
    [InlineData("ChangeEvent")]
    [InlineData("Invoice__cChangeEvent")]
    [InlineData("OrganizationChangeEvent")]
    [InlineData("TraceFlagChangeEvent")]
    [InlineData("Order_Placed__eChangeEvent")]
    [InlineData("Nothing__e")]
    [InlineData("")]
    public void Other_names_are_no_types(string name)
    {
        using CaptureOrg org = new();
        Assert.Null(org.Events.Schemas.Current(name));
        Assert.Null(org.Events.Topics.Find("/event/" + name));
        Assert.Null(org.Events.Topics.Find("/data/" + name));
    }

    [Fact]
    public void A_new_field_gives_a_new_schema_and_the_old_one_can_be_found_for_ever()
    {
        using CaptureOrg org = new();
        EventSchemas schemas = org.Events.Schemas;
        EventSchema before = schemas.Current("Order_Placed__e")!, other = schemas.Current("AccountChangeEvent")!;
        Change(org, """{"Order_Placed__e":{"fields":{"Note__c":"string(80)"}}}""");
        EventSchema after = schemas.Current("Order_Placed__e")!;
        Assert.NotEqual(before.Id, after.Id);
        Assert.Contains("Note__c", after.Json, StringComparison.Ordinal);
        Assert.Same(before, schemas.Find(before.Id));
        Assert.Same(after, schemas.Find(after.Id));
        Assert.Equal(other.Id, schemas.Current("AccountChangeEvent")!.Id);
        Change(org, null, "Order_Placed__e.Note__c");
        Assert.Equal(before.Id, schemas.Current("Order_Placed__e")!.Id);
        Change(org, null, "Order_Placed__e");
        Assert.Null(schemas.Current("Order_Placed__e"));
        Assert.Same(before, schemas.Find(before.Id));
        using CaptureOrg elsewhere = new();
        Assert.NotEqual(elsewhere.Store.OrganizationId == org.Store.OrganizationId, elsewhere.Events.Schemas.Current("Order_Placed__e")!.Id != before.Id);
    }

    private static void Change(CaptureOrg org, string? added, params string[] removed) => org.Store.Change(new SchemaChange(
        added is null ? null : new SchemaSource(JsonDocument.Parse(added).RootElement, Imported: true) { Replaces = true }, removed));

    private static IEnumerable<string> Fields(JsonElement json) => json.GetProperty("fields").EnumerateArray().Select(f =>
    {
        string doc = f.GetProperty("doc").GetString()!;
        int id = doc.IndexOf(":00N", StringComparison.Ordinal);
        return $"{f.GetProperty("name")} {f.GetProperty("type").GetRawText()} {(id < 0 ? doc : doc[..(id + 4)])}";
    });
}
