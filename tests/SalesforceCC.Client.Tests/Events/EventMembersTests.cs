using SalesforceCC.Events;
using SalesforceCC.Events.Publishing;
using static SalesforceCC.Client.Tests.Events.SampleEvents;

namespace SalesforceCC.Client.Tests.Events;

/// <summary>What is given for an event arrives as the same in the event that is received.</summary>
public class EventMembersTests
{
    private const string All = """
        {"name":"All__e","type":"record","fields":[
          {"name":"CreatedDate","type":"long","doc":"CreatedDate:DateTime"},{"name":"CreatedById","type":"string","doc":"CreatedBy:EntityId"},
          {"name":"Text__c","type":["null","string"],"doc":"Data:Text:00N1"},{"name":"Number__c","type":["null","double"],"doc":"Data:Double:00N1"},
          {"name":"Moment__c","type":["null","long"],"doc":"Data:DateTime:00N1"},{"name":"Day__c","type":["null","long"],"doc":"Data:DateOnly:00N1"},
          {"name":"Time__c","type":["null","long"],"doc":"Data:TimeOnly:00N1"},{"name":"Flag__c","type":["null","boolean"],"doc":"Data:Boolean:00N1"},
          {"name":"Whole__c","type":["null","int"],"doc":"Data:Integer:00N1"},{"name":"Big__c","type":["null","long"],"doc":"Data:Unheard"},
          {"name":"Small__c","type":["null","float"]},{"name":"Raw__c","type":["null","double"]},
          {"name":"Pick__c","type":["null",{"type":"enum","name":"P","symbols":["A","B"]}],"doc":"Data:StaticEnum"},
          {"name":"Needed__c","type":"string"},{"name":"Where__c","type":["null",{"type":"record","name":"Address","fields":[]}],"doc":"Data:Address"}]}
        """;

    private static readonly EventType s_type = Type(All);

    private static SfRecord RoundTrip(string field, object? value, bool isWhole = false)
    {
        OutgoingEvent outgoing = new(null, [new(field, value), new("needed__C", "x")]) { IsWhole = isWhole };
        byte[] payload = EventPayload.Of(s_type, EventMembers.Of(outgoing, s_type), DateTimeOffset.UnixEpoch, "005000000000001AAA");
        return s_type.Read(payload, "00", "u");
    }

    public static TheoryData<string, object?, object?> Good() => new()
    {
        { "Text__c", "text", "text" }, { "Text__c", "", "" }, { "Text__c", 1.5m, "1.5" }, { "Text__c", true, "true" }, { "TEXT__C", null, null },
        { "Text__c", new DateTimeOffset(2026, 1, 31, 1, 2, 3, TimeSpan.FromHours(1)), "2026-01-31T01:02:03.000+01:00" },
        { "Number__c", "1234.5", 1234.5m }, { "Number__c", 3, 3m }, { "Number__c", 0.1m, 0.1m }, { "Number__c", 1e300, 1e300 },
        { "Moment__c", "2026-01-31T09:30:00Z", new DateTimeOffset(2026, 1, 31, 9, 30, 0, TimeSpan.Zero) },
        { "Moment__c", new DateTimeOffset(2026, 1, 31, 9, 30, 0, 123, TimeSpan.FromHours(2)), new DateTimeOffset(2026, 1, 31, 7, 30, 0, 123, TimeSpan.Zero) },
        { "Moment__c", new DateTime(2026, 1, 31, 9, 30, 0, DateTimeKind.Utc), new DateTimeOffset(2026, 1, 31, 9, 30, 0, TimeSpan.Zero) },
        { "Day__c", "2026-01-31", new DateTime(2026, 1, 31) }, { "Day__c", "2026-01-31T23:30:00-05:00", new DateTime(2026, 1, 31) },
        { "Day__c", new DateTime(1969, 12, 31, 5, 0, 0), new DateTime(1969, 12, 31) },
        { "Time__c", "09:30:00.250Z", new TimeSpan(0, 9, 30, 0, 250) }, { "Time__c", new TimeSpan(1, 2, 3), new TimeSpan(1, 2, 3) },
        { "Flag__c", "TRUE", true }, { "Flag__c", false, false }, { "Whole__c", "7", 7 }, { "Whole__c", 7L, 7 }, { "Whole__c", 7.0, 7 },
        { "Big__c", "9007199254740993", 9007199254740993L }, { "Big__c", 5, 5L }, { "Small__c", 1.5, 1.5f }, { "Raw__c", 2, 2.0 }, { "Pick__c", "B", "B" },
        { "Pick__c", null, null }, { "Number__c", DBNull.Value, null },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public void Values_arrive(string field, object? given, object? received) => Assert.Equal(received, RoundTrip(field, given).GetValue(field));

    public static TheoryData<string, object?> Bad() => new()
    {
        { "Nothing__c", 1 }, { "Number__c", "1,5" }, { "Number__c", "" }, { "Number__c", double.PositiveInfinity }, { "Number__c", true },
        { "Moment__c", "31.01.2026" }, { "Moment__c", 5 }, { "Day__c", "2026-02-30" }, { "Time__c", "24:00:00Z" }, { "Time__c", TimeSpan.FromDays(1) },
        { "Flag__c", 1 }, { "Flag__c", "yes" }, { "Whole__c", 1.5 }, { "Whole__c", long.MaxValue }, { "Big__c", 1.5 }, { "Big__c", "x" }, { "Big__c", 1e19 },
        { "Pick__c", "C" }, { "Needed__c", null }, { "Where__c", Fields(("Street", "x")) }, { "Text__c", new object() }, { "Text__c", double.NaN },
        { "ReplayId", "00" }, { "Id", "001" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void What_is_no_value_of_its_field_is_told_by_the_name_of_the_field(string field, object? value)
    {
        OutgoingEvent outgoing = new(null, field == "Needed__c" ? [new(field, value)] : [new(field, value), new("Needed__c", "x")]);
        SfException e = Assert.Throws<SfException>(() => EventMembers.Of(outgoing, s_type));

        Assert.Equal(SfErrorCodes.InvalidParameter, e.Code);
        Assert.Contains(field, e.Message, StringComparison.Ordinal);
        Assert.Equal([field], e.Fields);
    }

    [Fact]
    public void A_field_that_must_have_a_value_is_missed() =>
        Assert.Contains("'Needed__c'", Assert.Throws<SfException>(() => EventMembers.Of(new OutgoingEvent(null, []), s_type)).Message, StringComparison.Ordinal);

    [Fact]
    public void What_Salesforce_sets_is_left_out_and_filled()
    {
        OutgoingEvent outgoing = new(null, [new("CreatedDate", "never"), new("createdbyid", "me"), new("Needed__c", "x")]);
        byte[] payload = EventPayload.Of(s_type, EventMembers.Of(outgoing, s_type), DateTimeOffset.UnixEpoch, null);
        SfRecord read = s_type.Read(payload, "00", "u");

        Assert.Equal(2, outgoing.Notes.Count);
        Assert.Equal(DateTimeOffset.UnixEpoch, read.GetValue("CreatedDate"));
        Assert.Equal("", read.GetValue("CreatedById"));
    }

    [Theory]
    [InlineData("ReplayId")]
    [InlineData("EventUuid")]
    [InlineData("Id")]
    [InlineData("SystemModstamp")]
    public void Of_an_event_that_was_received_what_is_no_field_is_left_out(string name) =>
        Assert.Null(RoundTrip(name, "x", isWhole: true).GetValue("Text__c"));
}
