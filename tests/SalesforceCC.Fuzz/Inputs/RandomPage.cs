using System.Text;

namespace SalesforceCC.Fuzz.Inputs;

/// <summary>Query pages made at random.</summary>
internal static class RandomPage
{
    private const int ShapeCount = 60;

    // A type is emitted per shape and never unloaded: a million inputs share these.
    private static readonly string[][] s_shapes = Shapes();

    private static readonly string[] s_attributes =
    [
        "\"attributes\":{\"type\":\"Account\",\"url\":\"/services/data/v68.0/sobjects/Account/001000000000001AAA\"}",
        "\"attributes\":{\"url\":\"/x\",\"type\":\"Account\"}", "\"attributes\" : { \"type\" : \"Contact\" }", "\"attributes\":{}",
        "\"attributes\":{\"type\":\"We ird\",\"more\":[{}]}", "\"attributes\":{\"type\":\"A\",\"type\":\"Contact\"}", "\"attributes\":{\"type\":5}",
        "\"attributes\":null", "\"attributes\":{\"type\":\"Acc\\u006funt\",\"url\":\"/\"}", "\"attributes\":{\"type\":\"\\ud800\"}",
    ];

    /// <summary>A page in a valid form, with the names of members as they are in a few shapes.</summary>
    public static string Any(Random random)
    {
        List<string> members = [$"\"records\":{Rows(random, random.Few(12), 3)}"];
        if (random.Percent(80)) members.Add($"\"totalSize\":{(random.Percent(95) ? RandomJson.Number(random) : RandomJson.Scalar(random))}");
        if (random.Percent(80)) members.Add($"\"done\":{random.Of("true", "true", "true", "false", "null")}");
        if (random.Percent(30)) members.Add($"\"nextRecordsUrl\":{random.Of("\"/services/data/v68.0/query/01g-2000\"", "\"\\/x\\u0020\"", "null", "5")}");
        if (random.Percent(10)) members.Add($"\"size\":{Value(random, 3)}");
        if (random.Percent(3)) members.Add($"\"rec\\u006frds\":{RandomJson.Scalar(random)}");
        if (random.Percent(3)) members.Add(random.Of<string>([.. members]));
        if (random.Percent(70)) members.Reverse();
        else random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(members));
        return $"{(random.Percent(2) ? "\ufeff" : "")}{RandomJson.Space(random)}{{{string.Join("," + RandomJson.Space(random), members)}}}{RandomJson.Space(random)}";
    }

    private static string Rows(Random random, int count, int depth)
    {
        string[] shape = random.Of<string[]>(s_shapes);
        string attributes = random.Percent(80) ? s_attributes[0] : random.Of<string>(s_attributes);
        StringBuilder rows = new("[");
        for (; count > 0; count--)
        {
            if (random.Percent(10)) shape = random.Of<string[]>(s_shapes);
            if (random.Percent(5)) attributes = random.Of<string>(s_attributes);
            rows.Append(Row(random, shape, attributes, depth)).Append(count > 1 ? "," : "").Append(RandomJson.Space(random));
        }

        return rows.Append(']').ToString();
    }

    private static string Row(Random random, string[] shape, string attributes, int depth)
    {
        List<string> members = new(shape.Length + 1);
        foreach (string name in shape)
            members.Add($"\"{name}\"{RandomJson.Space(random)}:{RandomJson.Space(random)}{Value(random, depth)}");
        if (!random.Percent(5))
            members.Insert(random.Percent(85) ? 0 : random.Next(members.Count + 1), attributes);
        return $"{{{string.Join("," + RandomJson.Space(random), members)}}}";
    }

    private static string Value(Random random, int depth)
    {
        if (depth == 0 || random.Percent(80))
            return RandomJson.Scalar(random);
        return random.Next(4) switch
        {
            0 => Row(random, random.Of<string[]>(s_shapes), random.Of<string>(s_attributes), depth - 1),
            1 => Children(random, depth - 1),
            2 => $"[{string.Join(", ", Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth - 1)))}]",
            _ => random.Of("{}", "{\"records\":[]}", "{\"done\":true}", "{\"latitude\":1.5,\"longitude\":-2}", "{\"records\":[{}],\"x\":1}"),
        };
    }

    private static string Children(Random random, int depth)
    {
        List<string> members = ["\"totalSize\":9", "\"done\":true", $"\"records\":{Rows(random, random.Next(4), depth)}"];
        if (random.Percent(15)) members[1] = "\"done\":false";
        if (random.Percent(15)) members.Insert(2, $"\"nextRecordsUrl\":{random.Of("\"/x\"", "null", "1")}");
        if (random.Percent(5)) members.Insert(random.Next(4), $"\"size\":{Value(random, depth)}");
        if (random.Percent(5)) members.Add("\"Other\":1");
        if (random.Percent(5)) members[0] = "\"totalSize\":1.5";
        if (random.Percent(20)) members.Reverse();
        return $"{{{string.Join(",", members)}}}";
    }

    // Names that come twice, in another case, with escapes, or mean something elsewhere.
    private static string[][] Shapes()
    {
        string[] names =
        [
            "Id", "Name", "name", "NAME", "N__c", "Größe", "a b", "", "x.y", "expr0", "Description", "CreatedDate", "totalSize", "done", "records",
            "type", "nextRecordsUrl", "N\\u0061me", "ToString", "\\u0000", "\\ud800", "latitude", "longitude", "street", "_", "😀",
        ];
        Random random = new(1);
        return [.. Enumerable.Range(0, ShapeCount).Select(i =>
            Enumerable.Range(0, random.Few(14)).Select(_ => i % 3 == 0 ? random.Of<string>(names) : names[random.Next(12)]).ToArray())];
    }
}
