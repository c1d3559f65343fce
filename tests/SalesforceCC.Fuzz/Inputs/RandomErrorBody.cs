using System.Text;

namespace SalesforceCC.Fuzz.Inputs;

/// <summary>Bodies of failed answers: Salesforce's, a proxy's, and what is left of them.</summary>
internal static class RandomErrorBody
{
    private static readonly string[] s_forms =
    [
        """[{"message":"@","errorCode":"INVALID_FIELD","fields":["@"]}]""", """[{"errorCode":"@","message":"No such column"}]""", """{"error":"invalid_grant","error_description":"@"}""",
        """{"error":"@"}""", """{"errorCode":"NOT_FOUND","message":"@"}""", """[{"statusCode":"DUPLICATE_VALUE","message":"@","fields":[1,null,"\ud800"]}]""", """[{"errorCode":"\ud800","message":"@"}]""",
        """[{"errorCode":"E","message":"\ud800@"}]""", """[{"errorCode":"E","message":{"a":"@"}}]""", """{"fields":["@"],"errorCode":"E"}""", "[]", "[null]", "{}", "[[]]", """[{"errorCode":" ","message":" "}]""",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Errors><Error><errorCode>INVALID_SESSION_ID</errorCode><message>@</message></Error></Errors>", "<Errors><Error><errorCode>@</errorCode></Error></Errors>",
        "<Errors xmlns=\"urn:x\"><Error/></Errors>", "<html><head><title>@</title></head><body>@</body></html>", "<!DOCTYPE html><html><title x=\"@\">Down &amp; out @</title>",
        "<!DOCTYPE x [<!ENTITY a \"@\">]><Errors><Error><errorCode>&a;</errorCode></Error></Errors>", "error=unsupported_token_type&error_description=this+token@", "error=@", "error=&a", "error=%",
        "Bad_OAuth_Token", "@", "", " \r\n", "\u00a0", "\u200b", "\0", "\ufeff", "Missing_OAuth_Token @",
    ];

    private static readonly string[] s_words =
    [
        "<", ">", "</", "<title", "<title>", "</title>", "<![CDATA[", "<!--", "&", "&#0;", "&#xD800;", "&lt;", "\"", "\\", "\\u", "\\ud800", "{", "}", "[", "]", ",", ":", "null", "error=", "=", "%", "%zz", "+",
        "\"errorCode\":", "\"message\":", "eyJ", "eyJh.eyJ.x", "00D", "!", "//", "@", "\0", "\u0001", "\ufffe",
    ];

    private static readonly string[] s_repeated = ["<title", "<title ", "eyJ", "eyJ-", "<a>", "[", "{\"a\":", "error=&", "&a=b", "&#65;", "\\u0000", "//", "//a@", "00D", "x", " ", "<Errors>", "a.b."];

    /// <summary>A body.</summary>
    /// <param name="random">Chooses.</param>
    /// <param name="echo">Makes what the server says back of the request; it stands in many of the bodies.</param>
    public static byte[] Any(Random random, Func<string> echo)
    {
        int kind = random.Next(200);
        if (kind < 4) return Bytes.Noise(random);
        string text = random.Of<string>(s_forms);
        if (kind == 4) text = Many(random, text);
        for (int left = kind < 100 ? 0 : random.Few(6); left > 0; left--)
            text = Characters.Damage(random, text, s_words);
        text = text.Replace("@", random.Percent(60) ? echo() : "text", StringComparison.Ordinal);
        byte[] body = Encoding.UTF8.GetBytes(text);
        return kind > 180 ? Bytes.Damage(random, body) : body;
    }

    /// <summary>The same again and again: what makes patterns that look back slow, and readers that descend deep.</summary>
    private static string Many(Random random, string text)
    {
        string again = random.Of<string>(s_repeated);
        string many = new StringBuilder().Insert(0, again, random.Of(100, 10_000, 1_100_000) / again.Length).ToString();
        return random.Next(4) switch
        {
            0 => many,
            1 => "<html>" + many,
            2 => $"[{{\"errorCode\":\"E\",\"message\":\"{many}\"}}]",
            _ => text.Replace("@", many, StringComparison.Ordinal),
        };
    }
}
