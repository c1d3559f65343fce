using SalesforceCC.Auth;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Domain, key and secret from the environment, as pipelines hand them over.</summary>
internal static class EnvironmentSecret
{
    /// <summary>Reads SF_CLIENT_ID and SF_CLIENT_SECRET, and SF_DOMAIN where no domain is given.</summary>
    public static ISecretSource Read(ref string? domain)
    {
        domain ??= Require("SF_DOMAIN");
        ClientCredential credential = new(Require("SF_CLIENT_ID"), SecretBytes.Protect(Require("SF_CLIENT_SECRET")));
        return new FixedSecretSource(credential, "Environment");
    }

    private static string Require(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
            ? value
            : throw new SfException(
                SfErrorCodes.SecretUnavailable, $"The environment variable {name} is not set; -FromEnvironment needs it.");
}
