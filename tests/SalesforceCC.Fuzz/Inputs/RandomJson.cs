using System.Globalization;
using System.Text;

namespace SalesforceCC.Fuzz.Inputs;

/// <summary>JSON made at random, valid but odd: numbers, texts, white space, nesting.</summary>
internal static class RandomJson
{
    private static readonly string[] s_numbers =
    [
        "0", "-0", "0.0", "-0.50", "1e3", "1E-2", "12.5e+1", "2147483647", "2147483648", "-2147483648", "-2147483649", "1023", "1024", "-128", "-129",
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "79228162514264337593543950335",
        "79228162514264337593543950336", "79228162514264337593543950335.5", "1e28", "1e29", "1e-28", "1e-29", "1e-40", "1e308", "1e309", "-1e999",
        "123456789012345678901234567890.5", "300.0", "0.1234567890123456789", "0.12345678901234567890123456789012345", "0e10", "0.000e-999",
        "1e00000000000000000001", "4.9e-324", "5.00000000000000000000000000000",
    ];

    private static readonly string[] s_fragments =
    [
        "a", "Z", "0", " ", "/", "é", "Ж", "漢", "😀", "{", "}", "[", ",", ":", "'", "\\\"", "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t", "\\u00e9",
        "\\u0000", "\\u001F", "\\uD83D\\uDE00", "\\ud83d", "\\uDE00", "\\ud83d\\ud83d\\ude00", "\\ud83dx", "\u007f", "\u2028", "\\u2028",
        "a text longer than one vector of sixteen bytes", "ein längerer mit Ümläuten, länger als sechzehn Bytes",
    ];

    private static readonly string[] s_times =
    [
        "2010-01-01", "2011-07-07T00:37:00.000+0000", "09:30:00.000Z", "0001-01-01T00:00:00.000+1400", "9999-12-31T23:59:59.999-1400", "2011-02-30",
        "2011-07-07T24:00:00Z", "2011-07-07T00:37:00+00:00", "2011-07-07T00:37:00.1234567890123Z", "001000000000001AAA", "0000-00-00", "23:59:59Z",
    ];

    private static readonly string[] s_spaces = [" ", "\n\t", "\r\n  ", "          "];

    /// <summary>White space, which is none as a rule.</summary>
    public static string Space(Random random) => random.Percent(92) ? "" : random.Of<string>(s_spaces);

    public static string Number(Random random) => random.Percent(50)
        ? random.Next(-2000, 2000).ToString(CultureInfo.InvariantCulture)
        : random.Of<string>(s_numbers);

    /// <summary>What may stand between quotes.</summary>
    public static string Text(Random random)
    {
        if (random.Percent(25))
            return random.Percent(50) ? "" : random.Of<string>(s_times);
        StringBuilder text = new();
        for (int left = random.Few(12); left > 0; left--)
            text.Append(random.Of<string>(s_fragments));

        // Long enough for the ends of vectors, packed rows and buffers, and a little more or less.
        if (random.Next(600) == 0)
            text.Append('x', random.Of(32, 255, 4_096, 65_535, 131_072, 140_000) + random.Next(-20, 20));
        return text.ToString();
    }

    public static string Scalar(Random random) => random.Next(11) switch
    {
        < 5 => $"\"{Text(random)}\"",
        < 8 => Number(random),
        8 => "true",
        9 => "false",
        _ => "null",
    };

    /// <summary>Any value.</summary>
    /// <param name="random">Chooses.</param>
    /// <param name="depth">Levels that it may have.</param>
    /// <param name="name">Makes the names of members.</param>
    public static string Any(Random random, int depth, Func<Random, string> name)
    {
        if (depth == 0 || random.Percent(60))
            return Scalar(random);
        StringBuilder text = new();
        bool isArray = random.Percent(40);
        text.Append(isArray ? '[' : '{');
        for (int i = random.Few(6); i > 0; i--)
        {
            text.Append(Space(random));
            if (!isArray)
                text.Append('"').Append(name(random)).Append('"').Append(Space(random)).Append(':').Append(Space(random));
            text.Append(Any(random, depth - 1, name)).Append(i > 1 ? "," : "");
        }

        return text.Append(Space(random)).Append(isArray ? ']' : '}').ToString();
    }

    /// <summary>A value within so many arrays and objects, some of which look like pages of child rows.</summary>
    public static string Deep(Random random, int depth)
    {
        (string Open, string Close)[] kinds =
        [
            ("[", "]"), ("{\"a\":", "}"), ("{\"records\":[", "]}"), ("{\"totalSize\":1,\"done\":true,\"records\":[", "]}"),
            ("{\"done\":true,\"records\":[", "],\"Other\":1}"), ("{\"attributes\":{\"type\":\"A\"},\"a\":", "}"), ("{\"a\":", ",\"attributes\":{\"type\":\"A\"}}"),
        ];
        StringBuilder open = new();
        Stack<string> close = [];
        bool isSame = random.Percent(50);
        (string Open, string Close) kind = random.Of(kinds);
        for (int level = 0; level < depth;)
        {
            open.Append(kind.Open);
            close.Push(kind.Close);
            level += kind.Open.Count(c => c is '[' or '{') - kind.Open.Count(c => c is '}');
            if (!isSame)
                kind = random.Of(kinds);
        }

        return $"{open}{{\"a\":{Scalar(random)}}}{string.Concat(close)}";
    }
}
