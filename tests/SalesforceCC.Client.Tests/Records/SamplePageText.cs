using FsCheck;
using FsCheck.Fluent;

namespace SalesforceCC.Client.Tests.Records;

/// <summary>JSON text of pages, made at random: any shapes, values, white space and nesting.</summary>
public sealed record SamplePageText(string Json)
{
    private static readonly Gen<string> s_space = Gen.Frequency((6, Gen.Constant("")), (1, Gen.Elements(" ", "\n\t", "\r\n  ")));

    private static readonly Gen<string> s_fragment = Gen.Elements(
        "a", "Z", "0", " ", "/", "é", "Ж", "漢", "😀", "{", "}", "[", ",", ":", "'", "\\\"", "\\\\", "\\/", "\\b", "\\f", "\\n",
        "\\r", "\\t", "\\u00e9", "\\u0000", "\\u001F", "\\uD83D\\uDE00", "\u007f", "\u2028",
        "a text that is longer than one vector of sixteen bytes, or two",
        "und ein längerer mit Ümläuten, länger als sechzehn Bytes");

    private static readonly Gen<string> s_text = Gen.OneOf(
        Gen.Elements("", "2010-01-01", "2011-07-07T00:37:00.000+0000", "09:30:00.000Z", "001000000000001AAA"),
        s_fragment.ArrayOf().Resize(8).Select(string.Concat));

    private static readonly Gen<string> s_number = Gen.OneOf(
        Gen.Choose(-2000, 2000).Select(n => FormattableString.Invariant($"{n}")),
        Gen.Elements(
            "0", "-0", "0.0", "-0.50", "1e3", "1E-2", "12.5e+1", "2147483647", "2147483648", "-2147483649",
            "9223372036854775807", "9223372036854775808", "79228162514264337593543950336", "1e29", "1e-40", "1e308",
            "123456789012345678901234567890.5", "300.0", "0.1234567890123456789"));

    private static readonly Gen<string> s_name = Gen.Frequency(
        (8, Gen.Elements("Id", "Name", "name", "NAME", "N__c", "Größe", "a b", "", "x.y", "expr0", "Description")),
        (1, Gen.Elements("totalSize", "done", "records", "attributes", "type", "nextRecordsUrl", "N\\u0061me", "ToString", "\\u0000")),
        (1, s_text));

    public static Arbitrary<SamplePageText> Arbitrary() => Page.ToArbitrary();

    private static Gen<SamplePageText> Page =>
        from shapes in Shape.ArrayOf(3)
        from picks in Gen.Choose(0, 2).ArrayOf().Resize(12)
        from rows in Gen.CollectToArray(picks.Select(p => Row(shapes[p], 3)))
        from members in Gen.Shuffle(
            ["\"totalSize\":5", "\"done\":true", $"\"records\":[{string.Join(",", rows)}]", "\"size\":{\"a\":[1,null]}"])
        from space in s_space.ArrayOf(2)
        select new SamplePageText($"{space[0]}{{{string.Join(",", members)}{space[1]}}}");

    private static Gen<string[]> Shape => s_name.ArrayOf().Resize(7);

    private static Gen<string> Row(string[] names, int depth) =>
        from values in Gen.CollectToArray(names.Select(_ => Value(depth)))
        from space in s_space.ArrayOf(4)
        from attributes in Gen.Frequency(
            (5, Gen.Constant("\"attributes\":{\"type\":\"Account\",\"url\":\"/services/é/1\"}")),
            (1, Gen.Elements(
                "\"attributes\":{\"url\":\"/x\",\"type\":\"Account\"}",
                "\"attributes\" : { \"type\" : \"Contact\" }",
                "\"attributes\":{}",
                "\"attributes\":{\"type\":\"We ird\",\"more\":[{}]}")),
            (1, Gen.Constant("")))
        from place in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Choose(0, names.Length)))
        let members = names.Zip(values, (n, v) => $"\"{n}\"{space[0]}:{space[1]}{v}").ToList()
        select $"{{{space[2]}{string.Join($"{space[3]},", Insert(members, place, attributes))}}}";

    private static Gen<string> Value(int depth)
    {
        Gen<string> scalar = Gen.Frequency(
            (5, s_text.Select(t => $"\"{t}\"")), (3, s_number), (1, Gen.Elements("true", "false")), (2, Gen.Constant("null")));
        if (depth == 0)
            return scalar;
        return Gen.Frequency(
            (8, scalar),
            (1, Shape.SelectMany(names => Row(names, depth - 1))),
            (1, Value(depth - 1).ArrayOf().Resize(4).Select(v => $"[{string.Join(", ", v)}]")),
            (1, Children(depth - 1)));
    }

    private static Gen<string> Children(int depth) =>
        from shape in Shape
        from count in Gen.Choose(0, 3)
        from rows in Gen.CollectToArray(Enumerable.Range(0, count).Select(_ => Row(shape, depth)))
        from members in Gen.Shuffle(["\"totalSize\":9", "\"done\":true", $"\"records\":[{string.Join(",", rows)}]"])
        select $"{{{string.Join(",", members)}}}";

    private static List<string> Insert(List<string> members, int place, string attributes)
    {
        if (attributes.Length > 0)
            members.Insert(Math.Min(place, members.Count), attributes);
        return members;
    }
}
