using System.Text.RegularExpressions;
using System.Xml.Linq;
using FsCheck.Xunit;
using SalesforceCC.Metadata;
using SalesforceCC.Setup;

namespace SalesforceCC.Client.Tests.Setup;

public class IntegrationNamesProperties
{
    [Property(MaxTest = 2_000)]
    public void Any_system_is_refused_or_makes_names_that_salesforce_takes(string? system, string? address)
    {
        IntegrationOptions options;
        try
        {
            options = Options(system ?? "", $"{address}it@acme.example");
        }
        catch (SfException e)
        {
            Assert.Equal(SfErrorCodes.InvalidParameter, e.Code);
            Assert.Matches("^The (name of the system|contact email address) ", e.Message);
            return;
        }

        Assert.Matches(new Regex("^[A-Za-z](_?[A-Za-z0-9])*$"), options.ApiName);
        Assert.InRange(options.ApiName.Length, 1, 80);
        Assert.InRange(options.Label.Length, 1, 80);
        Assert.InRange(options.Alias.Length, 1, 8);
        foreach (MetadataComponent component in new[] { IntegrationComponents.PermissionSet(options) }.Concat(IntegrationComponents.App(options)))
        {
            using MemoryStream bytes = new(component.ToBytes());
            XElement read = XElement.Load(bytes, LoadOptions.PreserveWhitespace);
            if (component.Type is "PermissionSet" or "ExternalClientApplication")
                Assert.Equal(options.Label, read.Element(MetadataComponent.Namespace + "label")!.Value);
            if (component.Type == "ExternalClientApplication")
                Assert.Equal(options.ContactEmail, read.Element(MetadataComponent.Namespace + "contactEmail")!.Value);
        }
    }

    [Theory]
    [InlineData("SAP", "SAP Integration", "SAP_Integration", "sap")]
    [InlineData(" SAP integration ", "SAP integration", "SAP_integration", "sapinteg")]
    [InlineData("Müller & Söhne", "Müller & Söhne Integration", "Muller_Sohne_Integration", "mullerso")]
    [InlineData("3PL", "3PL Integration", "X3PL_Integration", "x3pl")]
    [InlineData("_a__b_", "_a__b_ Integration", "a_b_Integration", "ab")]
    [InlineData("東京 1", "東京 1 Integration", "X1_Integration", "x1")]
    [InlineData("😀 x", "😀 x Integration", "x_Integration", "x")]
    public void Names_follow_the_system(string system, string label, string apiName, string alias)
    {
        IntegrationOptions options = Options(system, "it@acme.example");
        Assert.Equal((label, apiName, alias), (options.Label, options.ApiName, options.Alias));
    }

    [Theory]
    [InlineData("Read", "Read")]
    [InlineData("create", "Create Read")]
    [InlineData("Delete", "Delete Edit Read")]
    [InlineData("ModifyAll", "Delete Edit ModifyAll Read ViewAll")]
    public void Rights_come_with_those_that_they_depend_on(string given, string expected)
    {
        ObjectAccess access = Assert.Single(ObjectAccess.Read(new Dictionary<string, object> { ["Account"] = new object[] { given } }));
        Assert.Equal(expected, string.Join(' ', access.Rights));
    }

    internal static IntegrationOptions Options(string system, string email) => IntegrationOptions.Create(
        system, "sap@acme.example", email, null, null, "Minimum Access - API Only Integrations", AppType.ExternalClientApp, null, false, null);
}
