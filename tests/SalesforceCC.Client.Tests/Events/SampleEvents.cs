using SalesforceCC.Events;
using SalesforceCC.Events.Avro;
using SalesforceCC.Records;

namespace SalesforceCC.Client.Tests.Events;

/// <summary>Schemas as Salesforce writes them, and events of them.</summary>
internal static class SampleEvents
{
    public const string Header = """
        {"name":"ChangeEventHeader","type":{"type":"record","name":"ChangeEventHeader","fields":[
          {"name":"entityName","type":"string"},
          {"name":"recordIds","type":{"type":"array","items":"string"}},
          {"name":"changeType","type":{"type":"enum","name":"ChangeType","symbols":["CREATE","UPDATE","DELETE","UNDELETE","GAP_CREATE","GAP_UPDATE","GAP_DELETE","GAP_UNDELETE","GAP_OVERFLOW","SNAPSHOT"]}},
          {"name":"changeOrigin","type":"string"},
          {"name":"transactionKey","type":"string"},
          {"name":"sequenceNumber","type":"int"},
          {"name":"commitTimestamp","type":"long"},
          {"name":"commitNumber","type":"long"},
          {"name":"commitUser","type":"string"},
          {"name":"nulledFields","type":{"type":"array","items":"string"}},
          {"name":"diffFields","type":{"type":"array","items":"string"}},
          {"name":"changedFields","type":{"type":"array","items":"string"}}]},"doc":"Data:ComplexValueType"}
        """;

    public const string Account = """
        {"name":"AccountChangeEvent","namespace":"com.sforce.eventbus","type":"record","fields":[
        """ + Header + """
        ,
          {"name":"Name","type":["null","string",{"type":"record","name":"Switchable_PersonName","fields":[
            {"name":"Salutation","type":["null","string"],"doc":"Data:DynamicEnum","default":null},
            {"name":"FirstName","type":["null","string"],"doc":"Data:Text","default":null},
            {"name":"LastName","type":["null","string"],"doc":"Data:Text","default":null}]}],"doc":"Data:Switchable_PersonName","default":null},
          {"name":"Type","type":["null","string"],"doc":"Data:DynamicEnum","default":null},
          {"name":"ParentId","type":["null","string"],"doc":"Data:ForeignKey:EntityId","default":null},
          {"name":"BillingAddress","type":["null",{"type":"record","name":"Address","fields":[
            {"name":"Street","type":["null","string"],"doc":"Data:Text","default":null},
            {"name":"City","type":["null","string"],"doc":"Data:Text","default":null},
            {"name":"Latitude","type":["null","double"],"doc":"Data:Double","default":null},
            {"name":"Longitude","type":["null","double"],"doc":"Data:Double","default":null}]}],"doc":"Data:Address","default":null},
          {"name":"ShippingAddress","type":["null","Address"],"doc":"Data:Address","default":null},
          {"name":"AnnualRevenue","type":["null","double"],"doc":"Data:Currency","default":null},
          {"name":"NumberOfEmployees","type":["null","int"],"doc":"Data:Integer","default":null},
          {"name":"Due__c","type":["null","long"],"doc":"Data:DateOnly:00N000000000001AAA","default":null},
          {"name":"Opens__c","type":["null","long"],"doc":"Data:TimeOnly:00N000000000002AAA","default":null},
          {"name":"Active__c","type":["null","boolean"],"doc":"Data:Boolean:00N000000000003AAA","default":null},
          {"name":"Odd__c","type":["null","long"],"doc":"Data:Unheard:00N000000000004AAA","default":null},
          {"name":"LastModifiedDate","type":["null","long"],"doc":"Data:DateTime","default":null}]}
        """;

    public const string Order = """
        {"name":"Order_Placed__e","namespace":"com.sforce.eventbus","type":"record","fields":[
          {"name":"CreatedDate","type":"long","doc":"CreatedDate:DateTime"},
          {"name":"CreatedById","type":"string","doc":"CreatedBy:EntityId"},
          {"name":"Order_Number__c","type":["null","string"],"doc":"Data:Text:00N000000000005AAA","default":null},
          {"name":"Amount__c","type":["null","double"],"doc":"Data:Currency:00N000000000006AAA","default":null},
          {"name":"Placed_At__c","type":["null","long"],"doc":"Data:DateTime:00N000000000007AAA","default":null},
          {"name":"Quantity__c","type":["null","double"],"doc":"Data:Double:00N000000000008AAA","default":null},
          {"name":"Paid__c","type":["null","boolean"],"doc":"Data:Boolean:00N000000000009AAA","default":null}]}
        """;

    // Made-up types would use up those that other tests look at.
    private static readonly RecordShapes s_shapes = new(int.MaxValue, int.MaxValue, int.MaxValue);

    public static EventType Type(string json, RecordOrigin? origin = null) => EventType.Parse("x", json, origin, s_shapes);

    public static Dictionary<string, object?> Fields(params (string Name, object? Value)[] fields) =>
        fields.ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal);

    public static Dictionary<string, object?> HeaderOf(string change, params (string Name, object? Value)[] fields)
    {
        Dictionary<string, object?> header = Fields(
            ("entityName", "Account"), ("recordIds", new List<object?> { "001000000000001AAA" }), ("changeType", change),
            ("changeOrigin", "com/salesforce/api/rest/68.0;client=Tests"), ("transactionKey", "000aa-1"), ("sequenceNumber", 1),
            ("commitTimestamp", 1_790_000_000_123L), ("commitNumber", 11_000_000_000L), ("commitUser", "005000000000001AAA"),
            ("nulledFields", new List<object?>()), ("diffFields", new List<object?>()), ("changedFields", new List<object?>()));
        foreach ((string name, object? value) in fields)
            header[name] = value;
        return header;
    }

    public static SfRecord Read(string schema, Dictionary<string, object?> values, string? uuid = null)
    {
        EventType type = Type(schema);
        return type.Read(AvroWriter.Of(type.Schema, values), "00000000005a94f00000", uuid);
    }

    public static SfRecord Change(Dictionary<string, object?> header, params (string Name, object? Value)[] fields)
    {
        Dictionary<string, object?> values = Fields(fields);
        values["ChangeEventHeader"] = header;
        return Read(Account, values);
    }
}
