using System.Text.Json;
using Avro.Generic;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Events;
using SalesforceCC.Emulator.Events.Topics;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Events;

/// <summary>Topics, channels, and who gets what.</summary>
public sealed class ChannelTests
{
    [Fact]
    public void Topics_are_those_of_the_types_and_channels()
    {
        using CaptureOrg org = new();
        org.Make("PlatformEventChannel", "Sales__chn", new { channelType = "data", label = "Sales" });
        org.Make("PlatformEventChannel", "Orders__chn", new { channelType = "event", label = "Orders" });
        org.Make("PlatformEventChannelMember", "Orders_Order_Placed", new { eventChannel = "Orders__chn", selectedEntity = "Order_Placed__e" });
        EventTopics topics = org.Events.Topics;
        Assert.Equal((true, true, org.Events.Schemas.Current("Order_Placed__e")!.Id), Of("/event/Order_Placed__e"));
        Assert.Equal((false, true, org.Events.Schemas.Current("AccountChangeEvent")!.Id), Of("/data/AccountChangeEvent"));
        Assert.Equal((false, true, ""), Of("/data/ChangeEvents"));
        Assert.Null(topics.Find("/data/ChangeEvents")!.Types);
        Assert.Equal((false, true, ""), Of("/data/Sales__chn"));
        Assert.Equal(["Order_Placed__e"], topics.Find("/event/Orders__chn")!.Types!);
        Assert.All(["/event/Sales__chn", "/data/Orders__chn", "/data/Order_Placed__e", "/event/AccountChangeEvent", "/event/ChangeEvents", "Order_Placed__e", "/data/changeevents", "", "/"], name => Assert.Null(topics.Find(name)));

        (bool, bool, string) Of(string name) => (topics.Find(name)!.CanPublish, topics.Find(name)!.CanSubscribe, topics.Find(name)!.SchemaId);
    }

    [Fact]
    public void A_channel_has_its_own_members_enriched_and_filtered()
    {
        using CaptureOrg org = new();
        org.Make("PlatformEventChannel", "Sales__chn", new { channelType = "data", label = "Sales" });
        org.Make("PlatformEventChannelMember", "Sales_Account", new
        {
            eventChannel = "Sales__chn",
            selectedEntity = "AccountChangeEvent",
            enrichedFields = new[] { new { name = "Phone" }, new { name = "BillingAddress.City" } },
            filterExpression = "Industry = 'energy' AND (NumberOfEmployees >= 10 OR Name LIKE 'big%')",
        });
        org.Make("PlatformEventChannelMember", "Sales_Lead", new { eventChannel = "Sales__chn", selectedEntity = "LeadChangeEvent" });
        string id = org.Data.Insert("Account", """{"Name":"Big One","Industry":"Energy","Phone":"1","BillingCity":"Jena"}""");
        string small = org.Data.Insert("Account", """{"Name":"Small","Industry":"Energy","NumberOfEmployees":9}""");
        string lead = org.Data.Insert("Lead", """{"LastName":"L","Company":"C"}""");
        List<BusEvent> made = org.New();
        Assert.Equal([true, false, true], made.Select(e => org.Deliver("/data/Sales__chn", e) is not null));
        // Leads are on that channel alone.
        Assert.Equal([true, true, false], made.Select(e => org.Deliver("/data/ChangeEvents", e) is not null));
        Assert.Null(org.Deliver("/data/LeadChangeEvent", made[2]));
        // Who listens already hears of what the channel has from now on.
        Func<BusEvent, BusEvent?> stream = org.Events.Topics.Delivery(org.Events.Topics.Find("/data/Sales__chn")!, org.Store.RunAsUserId)!;
        org.Data.Insert("Contact", """{"LastName":"C"}""");
        Assert.Null(stream(Assert.Single(org.New())));
        org.Make("PlatformEventChannelMember", "Sales_Contact", new { eventChannel = "Sales__chn", selectedEntity = "ContactChangeEvent" });
        org.Data.Insert("Contact", """{"LastName":"D"}""");
        Assert.NotNull(stream(Assert.Single(org.New())));
        org.Data.Update("Account", id, """{"Rating":"Hot"}""");
        BusEvent update = Assert.Single(org.New());
        Assert.Equal(["Rating", "LastModifiedDate", "LastModifiedById"], CaptureOrg.Told(org.Read(org.Deliver("/data/AccountChangeEvent", update)!)));
        GenericRecord enriched = org.Read(org.Deliver("/data/Sales__chn", update)!);
        // What the filter looks at is there, too.
        Assert.Equal(["Name", "BillingAddress", "Phone", "Industry", "Rating", "LastModifiedDate", "LastModifiedById"], CaptureOrg.Told(enriched));
        Assert.Equal(("1", "Jena"), ((string)enriched["Phone"], (string)((GenericRecord)enriched["BillingAddress"])["City"]));
        Assert.Equal(CaptureOrg.List(org.Read(update), "changedFields"), CaptureOrg.List(enriched, "changedFields"));
    }

    [Fact]
    public void Platform_events_can_be_filtered_too()
    {
        using CaptureOrg org = new();
        org.Make("PlatformEventChannel", "Orders__chn", new { channelType = "event", label = "Orders" });
        org.Make("PlatformEventChannelMember", "Orders_Placed", new { eventChannel = "Orders__chn", selectedEntity = "Order_Placed__e", filterExpression = "Paid__c = true AND Placed_At__c > 2026-01-01T00:00:00Z" });
        foreach (string json in new[] { """{"Order_Number__c":"1","Paid__c":true,"Placed_At__c":"2026-05-01T00:00:00Z"}""", """{"Order_Number__c":"2","Placed_At__c":"2026-05-01T00:00:00Z"}""", """{"Order_Number__c":"3","Paid__c":true}""" })
            Publish(org, json);
        Assert.Equal(["1"], org.New().Select(e => org.Deliver("/event/Orders__chn", e)).OfType<BusEvent>().Select(e => (string)org.Read(e)["Order_Number__c"]));
    }

    [Fact]
    public void What_a_user_may_not_see_is_not_delivered()
    {
        using CaptureOrg org = new();
        string user = org.Store.RunAsUserId;
        UserAccess access = org.Store.AccessOf(user);
        org.Store.SetAccess(user, access with { Hidden = ["Contact", "Account.Industry", "Account.BillingCity", "Order_Placed__e.Amount__c"] });
        Assert.False(org.Events.Topics.MaySee(org.Events.Topics.Find("/data/ContactChangeEvent")!, user));
        Assert.True(org.Events.Topics.MaySee(org.Events.Topics.Find("/data/AccountChangeEvent")!, user));
        Assert.True(org.Events.Topics.MaySee(org.Events.Topics.Find("/data/ChangeEvents")!, user));
        org.Data.Insert("Account", """{"Name":"A","Industry":"Energy","BillingCity":"Jena","BillingCountry":"DE"}""");
        org.Data.Insert("Contact", """{"LastName":"C"}""");
        Publish(org, """{"Order_Number__c":"1","Amount__c":3}""");
        List<BusEvent> made = org.New();
        GenericRecord seen = org.Read(org.Deliver("/data/ChangeEvents", made[0])!);
        Assert.DoesNotContain("Industry", CaptureOrg.Told(seen));
        Assert.Equal(["Country"], CaptureOrg.Told((GenericRecord)seen["BillingAddress"]));
        Assert.Null(org.Deliver("/data/ChangeEvents", made[1]));
        Assert.Equal(["CreatedDate", "CreatedById", "Order_Number__c", "Paid__c"], CaptureOrg.Told(org.Read(org.Deliver("/event/Order_Placed__e", made[2])!)));
        // Others see all, and so does this one once it may again.
        Assert.NotNull(org.Read(org.Deliver("/data/ChangeEvents", made[0], org.Store.AdminUserId)!)["Industry"]);
        Func<BusEvent, BusEvent?> stream = org.Events.Topics.Delivery(org.Events.Topics.Find("/data/ChangeEvents")!, user)!;
        Assert.Null(stream(made[1]));
        org.Store.SetAccess(user, access);
        Assert.NotNull(stream(made[1]));
    }

    [Theory]
    [InlineData("PlatformEventChannel", "Sales", """{"channelType":"data","label":"x"}""", "FIELD_INTEGRITY_EXCEPTION")]
    [InlineData("PlatformEventChannel", "Sales__chn", """{"channelType":"other","label":"x"}""", "FIELD_INTEGRITY_EXCEPTION")]
    [InlineData("PlatformEventChannel", "Sales__chn", """{"channelType":"data"}""", "REQUIRED_FIELD_MISSING")]
    [InlineData("PlatformEventChannel", "Known__chn", """{"channelType":"data","label":"x"}""", "DUPLICATE_DEVELOPER_NAME")]
    [InlineData("PlatformEventChannel", "A__b__chn", """{"channelType":"data","label":"x"}""", "FIELD_INTEGRITY_EXCEPTION")]
    [InlineData("PlatformEventChannelMember", "ChangeEvents_My__ChangeEvent", """{"eventChannel":"ChangeEvents","selectedEntity":"LeadChangeEvent"}""", "FIELD_INTEGRITY_EXCEPTION")]
    [InlineData("PlatformEventChannelMember", "a b", """{"eventChannel":"ChangeEvents","selectedEntity":"LeadChangeEvent"}""", "FIELD_INTEGRITY_EXCEPTION")]
    [InlineData("PlatformEventChannelMember", "M", """{"eventChannel":"None__chn","selectedEntity":"LeadChangeEvent"}""", "FIELD_INTEGRITY_EXCEPTION")]
    [InlineData("PlatformEventChannelMember", "M", """{"eventChannel":"ChangeEvents","selectedEntity":"Order_Placed__e"}""", "FIELD_INTEGRITY_EXCEPTION")]
    [InlineData("PlatformEventChannelMember", "M", """{"eventChannel":"ChangeEvents","selectedEntity":"AccountChangeEvent"}""", "DUPLICATE_DEVELOPER_NAME")]
    [InlineData("PlatformEventChannelMember", "M", """{"eventChannel":"ChangeEvents","selectedEntity":"LeadChangeEvent","enrichedFields":[{"name":"Email"}]}""", "FIELD_INTEGRITY_EXCEPTION")]
    [InlineData("PlatformEventChannelMember", "M", """{"eventChannel":"Known__chn","selectedEntity":"LeadChangeEvent","enrichedFields":[{"name":"Nothing"}]}""", "FIELD_INTEGRITY_EXCEPTION")]
    [InlineData("PlatformEventChannelMember", "M", """{"eventChannel":"Known__chn","selectedEntity":"LeadChangeEvent","filterExpression":"Nothing = 1"}""", "FIELD_INTEGRITY_EXCEPTION")]
    [InlineData("PlatformEventChannelMember", "M", """{"eventChannel":"Known__chn","selectedEntity":"LeadChangeEvent","filterExpression":"Email ="}""", "MALFORMED_QUERY")]
    [InlineData("PlatformEventChannelMember", "M", """{"eventChannel":"Known__chn","selectedEntity":"LeadChangeEvent","filterExpression":"Email = 'x' LIMIT 1"}""", "MALFORMED_QUERY")]
    [InlineData("PlatformEventChannelMember", "M", """{"selectedEntity":"LeadChangeEvent"}""", "REQUIRED_FIELD_MISSING")]
    public void What_cannot_be_is_refused(string type, string name, string metadata, string code)
    {
        using CaptureOrg org = new();
        org.Make("PlatformEventChannel", "Known__chn", new { channelType = "data", label = "Known" });
        SalesforceError error = Assert.Throws<SalesforceError>(() => org.Make(type, name, JsonDocument.Parse(metadata).RootElement));
        Assert.Equal(code, error.ErrorCode);
    }

    [Fact]
    public void Five_entities_can_be_switched_on()
    {
        using CaptureOrg org = new();
        org.Make("PlatformEventChannel", "More__chn", new { channelType = "data", label = "More" });
        foreach (string name in new[] { "Lead", "Case", "Opportunity" })
            org.Make("PlatformEventChannelMember", "ChangeEvents_" + name, new { eventChannel = "ChangeEvents", selectedEntity = name + "ChangeEvent" });
        SalesforceError error = Assert.Throws<SalesforceError>(() => org.Make("PlatformEventChannelMember", "M", new { eventChannel = "More__chn", selectedEntity = "TaskChangeEvent" }));
        Assert.Equal("LIMIT_EXCEEDED", error.ErrorCode);
        // On a further channel it is no further entity.
        org.Make("PlatformEventChannelMember", "More_Lead", new { eventChannel = "More__chn", selectedEntity = "LeadChangeEvent" });
    }

    private static void Publish(CaptureOrg org, string json) => org.Store.Save(
        new RowOrder(RowOperation.Insert, org.Data.Type("Order_Placed__e"), Fields: JsonDocument.Parse(json).RootElement), new ChangeContext(org.Store.RunAsUserId));
}
