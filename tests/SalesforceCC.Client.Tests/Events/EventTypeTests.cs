using System.Reflection;
using SalesforceCC.Events;
using SalesforceCC.Events.Avro;
using SalesforceCC.Records;
using static SalesforceCC.Client.Tests.Events.SampleEvents;

namespace SalesforceCC.Client.Tests.Events;

/// <summary>Events as objects: what their schema says of the fields decides the types, and nobody is asked.</summary>
public class EventTypeTests
{
    [Fact]
    public void A_platform_event_has_its_place_and_its_fields()
    {
        SfRecord order = Read(
            Order,
            Fields(
                ("CreatedDate", 1_790_000_000_123L), ("CreatedById", "005000000000001AAA"), ("Order_Number__c", "A-1"), ("Amount__c", 12.1),
                ("Placed_At__c", 1_790_000_000_000L), ("Quantity__c", 3.0), ("Paid__c", true)),
            uuid: "5e2a");

        Assert.IsAssignableFrom<SfEvent>(order);
        Assert.IsNotAssignableFrom<SfChangeEvent>(order);
        Assert.Equal("Salesforce.Order_Placed__e", order.GetType().FullName);
        Assert.Equal(
            ["ReplayId", "EventUuid", "CreatedDate", "CreatedById", "Order_Number__c", "Amount__c", "Placed_At__c", "Quantity__c", "Paid__c"],
            order.GetFieldNames());
        Assert.Equal(
            ["00000000005a94f00000", "5e2a", DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_123), "005000000000001AAA", "A-1", 12.1m,
                DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_000), 3m, true],
            order.GetFieldNames().Select(order.GetValue));
        Assert.Equal("Order_Placed__e 00000000005a94f00000", order.ToString());
        Assert.False(order.HasChanges());
    }

    [Fact]
    public void Properties_have_the_types_of_their_fields()
    {
        Type type = Change(HeaderOf("CREATE")).GetType();
        Type Of(string name) => type.GetProperty(name)!.PropertyType;

        Assert.Equal(typeof(decimal?), Of("AnnualRevenue"));
        Assert.Equal(typeof(int?), Of("NumberOfEmployees"));
        Assert.Equal(typeof(DateTime?), Of("Due__c"));
        Assert.Equal(typeof(TimeSpan?), Of("Opens__c"));
        Assert.Equal(typeof(bool?), Of("Active__c"));
        Assert.Equal(typeof(DateTimeOffset?), Of("LastModifiedDate"));
        Assert.Equal(typeof(DateTimeOffset?), Of("CommitTimestamp"));
        Assert.Equal(typeof(string), Of("ParentId"));
        Assert.Equal(typeof(object), Of("Name"));
        Assert.Equal(typeof(object), Of("Odd__c"));
    }

    [Fact]
    public void A_change_event_has_its_header_in_front()
    {
        SfRecord change = Change(
            HeaderOf("UPDATE", ("changedFields", new List<object?> { "0x000082", "4-0x03" }), ("nulledFields", new List<object?> { "0x02" })),
            ("NumberOfEmployees", 7), ("BillingAddress", Fields(("Street", "Main St 1"), ("City", "Bern"), ("Latitude", 46.9), ("Longitude", 7.4))),
            ("Due__c", 1_700_000_000_000L - (1_700_000_000_000L % 86_400_000)), ("Opens__c", 34_200_250L), ("Odd__c", 5L));

        Assert.IsAssignableFrom<SfChangeEvent>(change);
        Assert.Equal(
            ["ReplayId", "ChangeType", "RecordIds", "ChangedFields", "NulledFields", "DiffFields", "CommitTimestamp", "CommitUser", "EntityName",
                "TransactionKey", "SequenceNumber", "CommitNumber", "ChangeOrigin", "IsGap", "IsOverflow", "Name"],
            change.GetFieldNames().Take(16));
        Assert.Equal("UPDATE", change.GetValue("ChangeType"));
        Assert.Equal(["001000000000001AAA"], (SfTextList)change.GetValue("RecordIds")!);
        Assert.Equal("Name, NumberOfEmployees, BillingAddress.Street, BillingAddress.City", change.GetValue("ChangedFields")!.ToString());
        Assert.Equal("Name", change.GetValue("NulledFields")!.ToString());
        Assert.Empty((SfTextList)change.GetValue("DiffFields")!);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_123), change.GetValue("CommitTimestamp"));
        Assert.Equal(1, change.GetValue("SequenceNumber"));
        Assert.Equal(11_000_000_000L, change.GetValue("CommitNumber"));
        Assert.Equal(false, change.GetValue("IsGap"));
        Assert.Equal(false, change.GetValue("IsOverflow"));

        SfRecord address = (SfRecord)change.GetValue("BillingAddress")!;
        Assert.Same(address, change.GetValue("BillingAddress"));
        Assert.Equal("Address", address.GetObjectName());
        Assert.Equal(["Main St 1", "Bern", 46.9m, 7.4m], address.GetFieldNames().Select(address.GetValue));
        Assert.Equal(new DateTime(2023, 11, 14), change.GetValue("Due__c"));
        Assert.Equal(new TimeSpan(0, 9, 30, 0, 250), change.GetValue("Opens__c"));
        Assert.Equal(5L, change.GetValue("Odd__c"));
        Assert.Null(change.GetValue("ShippingAddress"));
        Assert.Null(change.GetValue("AnnualRevenue"));
    }

    [Fact]
    public void The_name_of_a_company_is_text_and_that_of_a_person_a_record()
    {
        Assert.Equal("Acme", Change(HeaderOf("CREATE"), ("Name", "Acme")).GetValue("Name"));

        SfRecord name = (SfRecord)Change(
            HeaderOf("CREATE"), ("Name", Fields(("Salutation", null), ("FirstName", "Ann"), ("LastName", "Lee")))).GetValue("Name")!;
        Assert.Equal("Switchable_PersonName", name.GetObjectName());
        Assert.Equal("Lee", name.GetValue("LastName"));
    }

    [Theory]
    [InlineData("GAP_UPDATE", true, false)]
    [InlineData("GAP_OVERFLOW", true, true)]
    [InlineData("DELETE", false, false)]
    public void Gaps_and_overflows_say_so(string change, bool isGap, bool isOverflow)
    {
        SfRecord read = Change(HeaderOf(change));

        Assert.Equal(isGap, read.GetValue("IsGap"));
        Assert.Equal(isOverflow, read.GetValue("IsOverflow"));
    }

    [Theory]
    [InlineData("AnnualRevenue", 1e300)]
    [InlineData("AnnualRevenue", double.NaN)]
    [InlineData("AnnualRevenue", double.PositiveInfinity)]
    [InlineData("LastModifiedDate", long.MaxValue)]
    [InlineData("Due__c", long.MinValue)]
    [InlineData("Opens__c", 86_400_000L)]
    [InlineData("Opens__c", -1L)]
    public void A_value_that_is_none_of_its_type_stays_as_it_came(string field, object value)
    {
        SfRecord read = Change(HeaderOf("CREATE"), (field, value), ("NumberOfEmployees", 3));

        Assert.Equal(value, read.GetValue(field));
        PropertyInfo property = read.GetType().GetProperty(field)!;
        Assert.Equal(typeof(object), property.PropertyType);
        Assert.Equal(value, property.GetValue(read));
        Assert.Equal(3, read.GetValue("NumberOfEmployees"));
        Assert.IsAssignableFrom<SfChangeEvent>(read);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(1234567890123456.8)]
    [InlineData(-99999999999999.99)]
    [InlineData(9007199254740993d)]
    [InlineData(1e-20)]
    [InlineData(7.8e28)]
    public void No_digit_of_a_number_is_lost(double value) =>
        Assert.Equal(value, (double)(decimal)Change(HeaderOf("CREATE"), ("AnnualRevenue", value)).GetValue("AnnualRevenue")!);

    [Fact]
    public void A_field_can_be_set_as_that_of_a_record()
    {
        SfRecord read = Change(HeaderOf("CREATE"), ("NumberOfEmployees", 3), ("AnnualRevenue", 2.0));
        read.GetType().GetProperty("NumberOfEmployees")!.SetValue(read, 4);

        Assert.Equal(["NumberOfEmployees"], read.GetChangedFields());
        Assert.Equal(3, read.GetOriginalValue("NumberOfEmployees"));
        Assert.Equal(2m, read.GetValue("AnnualRevenue"));
        Assert.Equal("INVALID_PARAMETER", Assert.Throws<SfException>(() => read.Set(read.Layout.Shape.IndexOf("NumberOfEmployees"), "many")).Code);
    }

    [Fact]
    public void Fields_that_are_called_as_what_stands_before_them_keep_their_values()
    {
        SfRecord read = Read(
            """{"type":"record","name":"X__e","fields":[{"name":"replayid","type":"string"},{"name":"EventUuid","type":["null","string"]},{"name":"a","type":"int"},{"name":"A","type":"int"}]}""",
            Fields(("replayid", "own"), ("EventUuid", "own too"), ("a", 1), ("A", 2)), uuid: "u");

        Assert.Equal(["ReplayId", "EventUuid", "replayid_", "EventUuid_", "a", "A_"], read.GetFieldNames());
        Assert.Equal(["00000000005a94f00000", "u", "own", "own too", 1, 2], read.GetFieldNames().Select(read.GetValue));
    }

    [Fact]
    public void Events_without_a_type_of_their_own_are_of_the_same_kind()
    {
        RecordShapes none = new(0, 0, 0);
        EventType account = EventType.Parse("x", Account, null, none);
        EventType order = EventType.Parse("x", Order, null, none);
        byte[] change = AvroWriter.Of(account.Schema, Fields(("ChangeEventHeader", HeaderOf("DELETE"))));
        byte[] placed = AvroWriter.Of(order.Schema, Fields(("CreatedDate", 0L), ("CreatedById", "")));

        Assert.Equal("DELETE", Assert.IsAssignableFrom<SfChangeEvent>(account.Read(change, "00", null)).GetValue("ChangeType"));
        Assert.Equal("00", Assert.IsAssignableFrom<SfEvent>(order.Read(placed, "00", null)).GetValue("ReplayId"));
    }

    [Theory]
    [InlineData("\"string\"")]
    [InlineData("[\"null\",\"int\"]")]
    public void What_is_no_record_is_no_event(string schema) =>
        Assert.Equal(SfErrorCodes.InvalidResponse, Assert.Throws<SfException>(() => Type(schema)).Code);

    [Fact]
    public async Task A_schema_is_asked_for_once()
    {
        EventTypes types = new(() => null);
        int asked = 0;
        TaskCompletionSource<string> answer = new();
        Task<string> Fetch(string id, CancellationToken stop)
        {
            Interlocked.Increment(ref asked);
            return answer.Task;
        }

        Task<EventType>[] all = [.. Enumerable.Range(0, 5).Select(_ => types.GetAsync("id", Fetch, TestContext.Current.CancellationToken))];
        answer.SetResult(Order);
        EventType[] got = await Task.WhenAll(all);

        Assert.Equal(1, asked);
        Assert.All(got, t => Assert.Same(got[0], t));
        Assert.Same(got[0], types.Find("id"));
        Assert.Null(types.Find("ID"));
    }

    [Fact]
    public async Task A_schema_that_could_not_be_had_is_asked_for_again()
    {
        EventTypes types = new(() => null);
        await Assert.ThrowsAsync<SfException>(() => types.GetAsync(
            "id", (_, _) => throw new SfException("NOT_FOUND", "no"), TestContext.Current.CancellationToken));

        Assert.Equal("Order_Placed__e", (await types.GetAsync("id", (_, _) => Task.FromResult(Order), TestContext.Current.CancellationToken)).Name);
    }
}
