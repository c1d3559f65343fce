using SalesforceCC.Connections;

namespace SalesforceCC.Client.Tests.Connections;

public class ConnectionRulesTests
{
    [Theory]
    [InlineData("acme", "acme.my.salesforce.com")]
    [InlineData("https://acme--dev.sandbox.lightning.force.com/x?sid=00Dxx!y#z", "acme--dev.sandbox.my.salesforce.com")]
    [InlineData("acme.my.salesforce.com:8443", "acme.my.salesforce.com:8443")]
    [InlineData("127.0.0.1:99", "http://127.0.0.1:99")]
    [InlineData("https://localhost:99", "https://localhost:99")]
    public void Of_a_domain_the_host_is_kept_and_nothing_else(string typed, string kept) =>
        Assert.Equal(kept, ConnectionRules.Check(Secret(typed)).Domain);

    [Theory]
    [InlineData("login.salesforce.com", SfErrorCodes.LoginDomainRefused)]
    [InlineData("https://user:word@acme.my.salesforce.com", SfErrorCodes.InvalidDomain)]
    [InlineData("http://acme.my.salesforce.com", SfErrorCodes.PlainHttpRefused)]
    public void A_domain_of_no_use_is_refused(string typed, string code) =>
        Assert.Equal(code, Assert.Throws<SfException>(() => ConnectionRules.Check(Secret(typed))).Code);

    [Fact]
    public void A_login_host_is_one_for_other_flows() =>
        Assert.Equal("login.salesforce.com", ConnectionRules.Check(new("a", SfFlow.Password) { Domain = "login.salesforce.com", SecretName = "s" }).Domain);

    [Fact]
    public void A_version_is_brought_into_its_form()
    {
        SfConnection connection = Secret("acme");
        connection.ApiVersion = "v60";
        Assert.Equal("60.0", ConnectionRules.Check(connection).ApiVersion);
        connection.ApiVersion = "sixty";
        Assert.Equal(SfErrorCodes.InvalidApiVersion, Assert.Throws<SfException>(() => ConnectionRules.Check(connection)).Code);
    }

    [Theory]
    [InlineData(SfFlow.ClientCredentials, "", "requires the name of a secret")]
    [InlineData(SfFlow.ClientCredentials, "secretName username", "does not use a user name")]
    [InlineData(SfFlow.ClientCredentials, "secretName privateKeyPath", "does not use a private key file")]
    [InlineData(SfFlow.Password, "secretName audience", "does not use an audience")]
    [InlineData(SfFlow.Password, "username", "requires the name of a secret")]
    [InlineData(SfFlow.JwtBearer, "clientId username privateKeyPath", "requires a domain")]
    [InlineData(SfFlow.JwtBearer, "domain username privateKeyPath", "requires a consumer key")]
    [InlineData(SfFlow.JwtBearer, "domain clientId privateKeyPath", "requires a user name")]
    [InlineData(SfFlow.JwtBearer, "domain clientId username", "either")]
    [InlineData(SfFlow.JwtBearer, "domain clientId username privateKeyPath secretName", "either")]
    [InlineData(SfFlow.JwtBearer, "domain clientId username privateKeyPath vaultName", "names a vault, but no secret")]
    public void What_a_flow_lacks_or_has_no_use_for_is_named(SfFlow flow, string given, string says)
    {
        SfConnection connection = new("a", flow);
        foreach (string name in given.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            ConnectionField.Find(name)!.Set(connection, "acme");

        SfException failure = Assert.Throws<SfException>(() => ConnectionRules.Check(connection));

        Assert.Equal(SfErrorCodes.InvalidConnection, failure.Code);
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" a")]
    [InlineData("a\n")]
    [InlineData("a\u0007b")]
    [InlineData("a*")]
    [InlineData("[a]")]
    [InlineData("a?b")]
    [InlineData("a`b")]
    public void A_name_that_could_not_be_typed_again_is_none(string name) => Assert.NotNull(ConnectionRules.FaultOfName(name));

    [Theory]
    [InlineData("prod")]
    [InlineData("o'hara & söhne")]
    [InlineData("acme.my.salesforce.com")]
    public void Other_names_are_names(string name) => Assert.Null(ConnectionRules.FaultOfName(name));

    [Fact]
    public void A_name_has_an_end() => Assert.NotNull(ConnectionRules.FaultOfName(new string('a', 101)));

    [Theory]
    [InlineData("prdo", "prod")]
    [InlineData("PROD", "prod prod-eu")]
    [InlineData("prod-us", "prod-eu prod")]
    [InlineData("sandbox1", "sandbox")]
    [InlineData("nothing", "")]
    public void Near_names_are_those_that_may_be_meant(string typed, string near) =>
        Assert.Equal(near, string.Join(' ', NearNames.Of(typed, ["sandbox", "prod-eu", "prod", "x"])));

    [Theory]
    [InlineData("/given", "/xdg", false, "/given")]
    [InlineData("/given", null, true, "/given")]
    [InlineData(null, "/xdg", false, "/xdg/SalesforceCC")]
    [InlineData("", "relative", false, "/UserProfile/.config/SalesforceCC")]
    [InlineData(null, null, false, "/UserProfile/.config/SalesforceCC")]
    [InlineData(null, "/xdg", true, "/ApplicationData/SalesforceCC")]
    public void The_folder_is_the_one_of_the_system(string? given, string? xdg, bool windows, string folder) =>
        Assert.Equal(folder, Folder(given, xdg, windows, static f => "/" + f).Replace('\\', '/'));

    [Fact]
    public void A_folder_that_is_no_full_path_and_a_user_without_home_are_clear_errors()
    {
        Assert.Contains("SALESFORCECC_CONFIG_HOME is 'here'", Assert.Throws<SfException>(() => Folder("here", null, false, static f => "/" + f)).Message, StringComparison.Ordinal);
        Assert.Contains("SALESFORCECC_CONFIG_HOME can name one", Assert.Throws<SfException>(() => Folder(null, null, false, static _ => "")).Message, StringComparison.Ordinal);
    }

    private static string Folder(string? given, string? xdg, bool windows, Func<Environment.SpecialFolder, string> folder) =>
        ConfigurationFolder.Find(name => name == "XDG_CONFIG_HOME" ? xdg : name == "SALESFORCECC_CONFIG_HOME" ? given : null, folder, windows);

    private static SfConnection Secret(string domain) => new("a", SfFlow.ClientCredentials) { Domain = domain, SecretName = "s" };
}
