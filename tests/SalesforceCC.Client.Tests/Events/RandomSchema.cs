using System.Text.Json.Nodes;

namespace SalesforceCC.Client.Tests.Events;

/// <summary>Makes schemas of all kinds that events have.</summary>
internal sealed class RandomSchema(Random random)
{
    private static readonly string[] s_primitives = ["null", "boolean", "int", "long", "float", "double", "string", "bytes"];

    private readonly List<string> _known = [];
    private int _names;

    public JsonNode Record(int depth)
    {
        string name = Name();
        JsonArray fields = [];
        for (int i = random.Next(1, 8); i > 0; i--)
            fields.Add(new JsonObject { ["name"] = $"f{i}", ["type"] = Any(depth - 1), ["doc"] = "Data:Unheard" });
        JsonObject record = new() { ["type"] = "record", ["name"] = name, ["namespace"] = "com.sforce.eventbus", ["fields"] = fields };
        _known.Add("com.sforce.eventbus." + name);
        return record;
    }

    private JsonNode Any(int depth) => random.Next(depth > 0 ? 10 : 6) switch
    {
        < 4 => Primitive(),
        4 when _known.Count > 0 => Known(),
        4 or 5 => Enum(),
        6 => Record(depth),
        7 => new JsonObject { ["type"] = "array", ["items"] = Any(depth - 1) },
        _ => Union(depth),
    };

    private JsonArray Union(int depth)
    {
        List<string> primitives = [.. s_primitives.OrderBy(_ => random.Next()).Take(random.Next(1, 4))];
        JsonArray union = [.. primitives.Select(p => JsonValue.Create(p))];
        if (random.Next(2) == 0)
            union.Insert(random.Next(union.Count + 1), random.Next(2) == 0 ? Enum() : Record(depth - 1));
        return union;
    }

    private JsonNode Primitive() =>
        random.Next(4) > 0 ? JsonValue.Create(s_primitives[random.Next(s_primitives.Length)]) : new JsonObject { ["type"] = s_primitives[random.Next(s_primitives.Length)] };

    private JsonNode Known()
    {
        string full = _known[random.Next(_known.Count)];
        return JsonValue.Create(random.Next(2) == 0 ? full : full[(full.LastIndexOf('.') + 1)..]);
    }

    private JsonObject Enum()
    {
        string name = Name();
        _known.Add("com.sforce.eventbus." + name);
        JsonArray symbols = [.. Enumerable.Range(0, random.Next(1, 5)).Select(i => JsonValue.Create($"{name}_{i}"))];
        return new JsonObject { ["type"] = "enum", ["name"] = name, ["namespace"] = "com.sforce.eventbus", ["symbols"] = symbols };
    }

    private string Name() => $"T{_names++}";
}
