using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using SalesforceCC.Auth;
using SalesforceCC.Fuzz.Running;
using SalesforceCC.Fuzz.Inputs;

namespace SalesforceCC.Fuzz.Targets;

/// <summary>A text is an origin that it names, over https or on this machine, or it is refused with a reason.</summary>
internal sealed partial class MyDomainTarget : FuzzTarget
{
    private static readonly string[] s_refusals =
        [SfErrorCodes.InvalidDomain, SfErrorCodes.LoginDomainRefused, SfErrorCodes.PlainHttpRefused];

    /// <summary>Each cloud's end of API hosts, and those of its other hosts.</summary>
    private static readonly (string Api, string[] Others)[] s_clouds =
    [
        (".my.salesforce.com", [".lightning.force.com", ".my.salesforce-setup.com", ".file.force.com"]),
        (".my.salesforce.mil", [".lightning.crmforce.mil", ".lightning.force.mil", ".my.salesforce-setup.mil", ".my.setup.crmforce.mil", ".file.force.mil"]),
        (".my.sfcrmproducts.cn", [".lightning.sfcrmapps.cn", ".lightning.sfcrmproducts.cn", ".setup.sfcrmproducts.cn", ".setup.sfcrmapps.cn", ".file.sfcrmapps.cn"]),
    ];

    public override string Name => "MyDomain";

    public override FuzzInput Next(Random random)
    {
        string text = RandomDomain.Any(random);
        bool loginHosts = random.Percent(20);
        return new FuzzInput(() => Characters.Show(text), () =>
        {
            Check(text, loginHosts);
            return Task.CompletedTask;
        });
    }

    private static void Check(string text, bool loginHosts)
    {
        Uri origin;
        try
        {
            origin = MyDomain.Parse(text, loginHosts);
        }
        catch (SfException e)
        {
            Must.Hold(s_refusals.Contains(e.Code), $"Refused with {e.Code}.");
            Must.Hold(e.Message.Length > 10, "Refused without a reason.");
            return;
        }

        Must.Equal(origin.GetLeftPart(UriPartial.Authority) + "/", origin.AbsoluteUri, "It is no origin.");
        Must.Hold(origin.UserInfo.Length == 0, "A user is in it.");
        Must.Hold(origin.Scheme == "https" || (origin.Scheme == "http" && origin.IsLoopback), "Plain http leaves this machine.");
        Must.Equal(origin, MyDomain.Parse(origin.AbsoluteUri, loginHosts), "Read once more it is another.");
        Must.Equal(origin, new Uri(origin.AbsoluteUri), "It is not what a request would go to.");
        Must.Hold(IsNamed(origin.IdnHost, text), $"The host {origin.IdnHost} was not named.");
    }

    /// <summary>Whether the text holds the host, or what the host is the long form of.</summary>
    private static bool IsNamed(string host, string text)
    {
        if (IPAddress.TryParse(host, out IPAddress? address))
            return Plain(text).Trim().Split('/', '\\', '@', '?', '#').Any(p => IsAddress(p, address));

        // Uri knows this machine by two names. A name that is not by the rules of IDN cannot be read back.
        string[] named = [Plain(text), Plain(Decode(Plain(text)))];
        return (host == "localhost" && named[0].Contains("loopback", StringComparison.Ordinal))
            || Encoded().Matches(host).Any(m => Decode(m.Value) == m.Value)
            || Forms(host).Concat(Forms(Plain(Decode(host)))).Any(f => named.Any(n => n.Contains(f, StringComparison.Ordinal)));
    }

    private static string Decode(string text) => Encoded().Replace(text, m =>
    {
        try
        {
            return new IdnMapping().GetUnicode(m.Value);
        }
        catch (ArgumentException)
        {
            return m.Value;
        }
    });

    private static IEnumerable<string> Forms(string host)
    {
        yield return host;
        (string api, string[] others) = s_clouds.FirstOrDefault(c => host.EndsWith(c.Api, StringComparison.Ordinal));
        if (api is null)
            yield break;
        string name = host[..^api.Length];
        foreach (string other in others)
            yield return name + other;

        // Pages: a namespace follows the org's name.
        yield return name.Split('.')[0] + "--";
        if (api != s_clouds[0].Api)
            yield break;
        if (name.Length > 0 && !name.Contains('.', StringComparison.Ordinal))
            yield return name;
        if (name.EndsWith(".sandbox", StringComparison.Ordinal))
            yield return name[..^".sandbox".Length];
    }

    /// <summary>The letters of ASCII in it: case, width and compatibility forms do not matter, and IDN knows the others.</summary>
    private static string Plain(string text)
    {
        StringBuilder plain = new(text.Length);
        foreach (Rune rune in Uri.UnescapeDataString(text).Replace("ß", "ss", StringComparison.Ordinal).Replace("ẞ", "ss", StringComparison.Ordinal).EnumerateRunes())
            foreach (char c in rune.ToString().Replace('。', '.').Normalize(NormalizationForm.FormKD))
                if (char.IsAscii(c))
                    plain.Append(char.ToLowerInvariant(c));
        return plain.ToString();
    }

    [GeneratedRegex("(?<![a-z0-9-])xn--[a-z0-9-]+")]
    private static partial Regex Encoded();

    private static bool IsAddress(string part, IPAddress address)
    {
        string host = part.StartsWith('[') ? part[..(part.IndexOf(']', StringComparison.Ordinal) + 1)] : part.Split(':')[0];
        return IPAddress.TryParse(host.Trim().TrimEnd('.'), out IPAddress? named) && named.Equals(address);
    }
}
