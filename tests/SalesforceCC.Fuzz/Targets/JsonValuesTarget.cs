using System.Text;
using System.Text.Json;
using SalesforceCC.Fuzz.Oracles;
using SalesforceCC.Fuzz.Running;
using SalesforceCC.Fuzz.Inputs;
using SalesforceCC.Json;
using SalesforceCC.Records;

namespace SalesforceCC.Fuzz.Targets;

/// <summary>The reader of any JSON gives what the document model gives, or both refuse.</summary>
internal sealed class JsonValuesTarget : FuzzTarget
{
    private static readonly string[] s_names = ["a", "A", "b", "Id", "Name", "attributes", "type", "records", "done", "\\u0061", "", "é"];

    public override string Name => "JsonValues";

    public override FuzzInput Next(Random random)
    {
        int kind = random.Next(100);
        string text = kind < 5
            ? RandomJson.Deep(random, random.Next(70))
            : RandomJson.Space(random) + RandomJson.Any(random, 6, r => r.Of<string>(s_names)) + RandomJson.Space(random);
        byte[] json = kind > 97 ? Bytes.Noise(random) : Encoding.UTF8.GetBytes(text);
        if (random.Percent(50))
            json = Bytes.Damage(random, json);
        return new FuzzInput(() => Characters.Show(json), () =>
        {
            Check(json);
            return Task.CompletedTask;
        });
    }

    private static void Check(byte[] json)
    {
        using JsonDocument? document = JsonModel.Parse(json);
        string? expected = document is null ? null : Of(document.RootElement);
        string? read = null;
        try
        {
            read = RecordModel.Of(JsonValues.Read(json));
        }
        catch (SfException e) when (e.Code == SfErrorCodes.InvalidResponse)
        {
            Must.Hold(document is null, $"JSON is refused: {e.Message}");
        }

        Must.Equal(expected, read, document is null ? "What is no JSON was read." : "The value is not what the document holds.");
    }

    private static string Of(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
            return $"array[{string.Join(',', value.EnumerateArray().Select(Of))}]";
        if (value.ValueKind != JsonValueKind.Object)
            return RecordModel.OfScalar(value);
        List<(string Name, JsonElement Value)> members = [];
        foreach (JsonProperty member in value.EnumerateObject())
            Put(members, JsonModel.Name(member), member.Value);
        return $"object{{{string.Join(',', members.Select(m => $"{RecordModel.Encode(m.Name)}={Of(m.Value)}"))}}}";
    }

    /// <summary>The last value stands where the name stood first; in another case it is another name.</summary>
    private static void Put(List<(string Name, JsonElement Value)> members, string name, JsonElement value)
    {
        int known = members.FindIndex(m => m.Name == name);
        if (known < 0) members.Add((name, value));
        else members[known] = (name, value);
    }
}
