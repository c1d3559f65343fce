using System.Text;
using System.Xml.Linq;
using SalesforceCC.Emulator.Tests.Http;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Apex;

/// <summary>Calls of executeAnonymous by SOAP, as clients write them.</summary>
internal static class ApexSoap
{
    private static readonly XNamespace s_soap = "http://schemas.xmlsoap.org/soap/envelope/";
    private static readonly XNamespace s_apex = "http://soap.sforce.com/2006/08/apex";

    public static async Task<XElement> RunAsync(
        HttpClient client, string token, string code, XElement? debugging = null, string version = "68.0", int status = 200)
    {
        XElement envelope = new(
            s_soap + "Envelope",
            new XElement(s_soap + "Header", new XElement(s_apex + "SessionHeader", new XElement(s_apex + "sessionId", token)), debugging),
            new XElement(s_soap + "Body", new XElement(s_apex + "executeAnonymous", new XElement(s_apex + "apexcode", code))));
        using StringContent body = new(envelope.ToString(SaveOptions.DisableFormatting), Encoding.UTF8, "text/xml");
        using HttpResponseMessage answer = await client.PostAsync(
            new Uri($"/services/Soap/s/{version}/00D000000000001", UriKind.Relative), body, TestContext.Current.CancellationToken);
        string text = await answer.TextAsync();
        Assert.True(status == (int)answer.StatusCode, text);
        return XElement.Parse(text);
    }

    public static XElement Level(string level) => new(s_apex + "DebuggingHeader", new XElement(s_apex + "debugLevel", level));

    public static XElement Category(string category, string level) => new(
        s_apex + "DebuggingHeader",
        new XElement(s_apex + "categories", new XElement(s_apex + "category", category), new XElement(s_apex + "level", level)));

    public static string? Text(XElement answer, string name) => answer.Descendants(s_apex + name).SingleOrDefault()?.Value;
}
