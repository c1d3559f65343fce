using SalesforceCC.Auth;

namespace SalesforceCC.Doctor;

/// <summary>Secret and token, and what the token says of itself.</summary>
internal static class TokenChecks
{
    private const string Scopes =
        "In Setup, External Client App Manager, open the app, Settings tab, OAuth Settings, and add the scope 'Manage user data via APIs (api)'.";

    public static async Task<Finding> SecretAsync(Checkup checkup, CancellationToken stop)
    {
        if (checkup.Given is { } session)
            return Finding.Skipped($"The session keeps what it read when it was connected: {session.SecretSource}.");
        try
        {
            ClientCredential credential = await checkup.CredentialAsync(stop).ConfigureAwait(false);
            string detail = $"{checkup.SecretSource}: consumer key {credential.ClientId}.";
            return Padded(credential) is { } padded
                ? Finding.Warn($"{detail} White space is before or after {padded}, as a copied line end is.", "Put key and secret there again, without spaces and line ends around them.")
                : Finding.Pass(detail);
        }
        catch (SfException e)
        {
            checkup.NoToken = "There is no token, because the secret could not be read.";
            return checkup.Fail(e);
        }
    }

    public static async Task<Finding> TokenAsync(Checkup checkup, CancellationToken stop)
    {
        checkup.NoToken ??= checkup.NoHost;
        if (checkup.NoToken is { } reason)
            return Finding.Skipped(reason);
        try
        {
            checkup.Session = await ConnectAsync(checkup, stop).ConfigureAwait(false);
            return Finding.Pass($"Issued for {checkup.Session.InstanceUrl.Host}.");
        }
        catch (SfException e) when (e.Code == SfErrorCodes.SignatureMismatch)
        {
            checkup.SignatureFailure = e;
            checkup.NoToken = "The token is not used, because its signature is wrong.";
            return Finding.Pass("Answered; whether by Salesforce, the signature shows.");
        }
        catch (SfException e)
        {
            checkup.NoToken = "There is no token.";
            return checkup.Fail(e);
        }
    }

    public static Task<Finding> ScopeAsync(Checkup checkup, CancellationToken stop)
    {
        if (checkup.NoToken is { } reason)
            return Task.FromResult(Finding.Skipped(reason));
        if (checkup.Session!.Scope is not { } scope)
            return Task.FromResult(Finding.Skipped("The token answer does not name the scopes."));
        checkup.HasApiScope = scope.Split(' ').Any(static s => s is "api" or "full");
        return Task.FromResult(checkup.HasApiScope == true
            ? Finding.Pass($"{scope}.")
            : Finding.Fail($"The token has the scopes '{scope}', without api: the REST API does not take it.", Scopes));
    }

    public static Task<Finding> SignatureAsync(Checkup checkup, CancellationToken stop) => Task.FromResult(
        checkup.SignatureFailure is { } failure ? checkup.Fail(failure)
        : checkup.NoToken is { } reason ? Finding.Skipped(reason)
        : checkup.Options.SkipSignatureCheck ? Finding.Skipped("The check of the signature is turned off.")
        : checkup.Session!.IsTokenSigned ? Finding.Pass("Made with the client secret.")
        : Finding.Skipped("The token answer has no signature."));

    private static string? Padded(ClientCredential credential) => (credential.IsIdPadded, credential.IsSecretPadded) switch
    {
        (true, true) => "the consumer key and the consumer secret",
        (true, false) => "the consumer key",
        (false, true) => "the consumer secret",
        _ => null,
    };

    // A session is asked for a new token: that the old one is good says nothing of the setup as it is now.
    private static async Task<SfSession> ConnectAsync(Checkup checkup, CancellationToken stop)
    {
        if (checkup.Given is { } session)
        {
            await session.GetTokenAsync(forceRefresh: true, stop).ConfigureAwait(false);
            return session;
        }

        ClientCredential credential = await checkup.CredentialAsync(stop).ConfigureAwait(false);
        return await SfSession.ConnectAsync(checkup.Options, checkup.ReadSecret(credential), stop).ConfigureAwait(false);
    }
}
