namespace SalesforceCC.Fuzz.Inputs;

/// <summary>What people, browsers and attackers write as a domain.</summary>
internal static class RandomDomain
{
    private static readonly string[] s_hosts =
    [
        "acme", "acme--dev", "acme.my.salesforce.com", "acme--dev.sandbox.my.salesforce.com", "acme.lightning.force.com", "acme.my.salesforce-setup.com",
        "acme--dev.sandbox.lightning.force.com", "login.salesforce.com", "test.salesforce.com", "salesforce.com", "na1.salesforce.com", "localhost",
        "127.0.0.1", "0x7f.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "[fe80::1%25eth0]", "evil.example", "münchen.my.salesforce.com",
        "xn--mnchen-3ya.my.salesforce.com", "evil.c℀.my.salesforce.com", "acme.my.salesforce.com.", ".lightning.force.com", "..my.salesforce-setup.com",
        "a", "-a", "a-", "1.2.3.4", "256.1.1.1", "localhost.", "loopback", "acme_dev.my.salesforce.com",
        "acme--dev.sandbox.lightning.crmforce.mil", "acme.setup.sfcrmproducts.cn", "acme.file.force.com", "acme--c.vf.force.com", "acme--dev--c.sandbox.vf.force.com", "acme.my.site.com", "acme.my.salesforce.com.mcas.ms",
    ];

    private static readonly string[] s_parts =
    [
        "https://", "http://", "HTTPS://", "ftp://", "//", "://", "javascript:", "@", "user:password@", ":443", ":8443", ":0", ":99999", ":", "/", "\\", "?x=1",
        "#y", "%2e", "%00", "%40", "..", ".", "。", "．", "．com", "＠", "／", "？", "＃", "：", "℀", "℁", "⁇", "﹫", "\u00ad", "\u200d", "\u202e", "İ", "ß",
        "xn--", "xn--a", " ", "\t", "\n", "\0", ".lightning.force.com", ".my.salesforce-setup.com", ".my.salesforce.com", ".sandbox", "--", "localhost", "evil.example",
    ];

    public static string Any(Random random)
    {
        int kind = random.Next(10);
        if (kind == 0)
            return Characters.Any(random, 60);
        string text = random.Of<string>(s_hosts);
        if (kind < 4) text = random.Of("https://", "http://", "https:/", "HTTPS://", "") + text;
        if (kind is > 2 and < 6) text += random.Of(":443", ":8443", "/", "/lightning/page?x#y", "/services/oauth2/token", ":80/");
        for (int left = random.Few(6); left > 0 && kind > 1; left--)
            text = Characters.Damage(random, text, s_parts);
        if (random.Next(500) == 0) text = new string(random.Of('a', '.', '-', 'é'), random.Of(63, 64, 255, 256, 70_000)) + text;
        return text;
    }
}
