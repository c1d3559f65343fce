using static System.Management.Automation.ErrorCategory;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>
/// The one table of errors: Salesforce's code (and, where one code means several things, its text) -> category and next
/// step. Adding an error is adding a line.
/// </summary>
internal static class ErrorAdvice
{
    private const string App = "In Setup, External Client App Manager, open the app";

    private const string PasswordFlow = "The org offers no username-password flow: Setup, OAuth and OpenID Connect Settings, Allow OAuth Username-Password Flows. Salesforce ends it on 2027-02-20; Connect-SfClientCredentials replaces it.";
    private const string JwtFlow = $"{App}, Settings tab, OAuth Settings: turn on Enable JWT Bearer Flow, and upload the certificate that belongs to the private key.";

    /// <summary>Codes that mean several things: told apart by a part of the text. First match wins.</summary>
    private static readonly (string Code, string Text, Advice Advice)[] s_byText =
    [
        ("invalid_grant", "clock of this machine", new(AuthenticationError, "Set the clock of this machine: w32tm /resync on Windows, timedatectl set-ntp true on Linux, sntp -sS time.apple.com on macOS.")),
        ("invalid_grant", "expired authorization code", new(AuthenticationError, "The assertion had expired when it arrived. Check the clock of this machine.")),
        ("invalid_grant", "invalid assertion", new(AuthenticationError, $"{JwtFlow} An assertion made by a wrong clock is refused like this too.")),
        ("invalid_grant", "audience", new(AuthenticationError, "Give -Audience: https://login.salesforce.com for production orgs, https://test.salesforce.com for sandboxes and scratch orgs, the site's URL for users of an Experience Cloud site. In Setup, My Domain shows which org it is.")),
        ("invalid_grant", "request not supported on this domain", new(InvalidArgument, "Connect to the org's own My Domain host: Setup, My Domain, Current My Domain URL (acme.my.salesforce.com).")),
        ("invalid_grant", "no client credentials user enabled", new(AuthenticationError, $"{App}, Policies tab, Edit, OAuth Policies: turn on Enable Client Credentials Flow and enter an API-only user as Run As (Username).")),
        ("invalid_grant", "no valid scopes defined", new(PermissionDenied, $"{App}, Settings tab, OAuth Settings, and add the scope 'Manage user data via APIs (api)'. The scope 'full' alone is not enough.")),
        ("invalid_grant", "client credentials flow not enabled", new(AuthenticationError, $"{App}: turn on Enable Client Credentials Flow in both places, Settings tab (OAuth Settings, Flow Enablement) and Policies tab (OAuth Policies).")),
        ("invalid_grant", "ip restricted", new(PermissionDenied, "This address is outside the allowed ranges. In Setup, Profiles, open the profile of the run-as user, Login IP Ranges; or, in External Client App Manager, the app's Policies tab, IP Relaxation.")),
        ("invalid_grant", "Maximum Logins Exceeded", new(LimitsExceeded, "The run-as user may not hold that many sessions. Use a user with the licence Salesforce Integration as Run As, and keep one session instead of connecting for each call.")),
        ("invalid_grant", "hasn't approved this consumer", new(PermissionDenied, $"{App}, Policies tab: set Permitted Users to 'Admin approved users are pre-authorized' and select a permission set of the user.")),
        ("invalid_grant", "authentication failure", new(AuthenticationError, "Check user name and password. Outside of trusted addresses (Setup, Network Access) -SecurityToken is needed too; a changed password changes it. The org may block the flow: Setup, OAuth and OpenID Connect Settings, Allow OAuth Username-Password Flows. Setup, Login History tells which it was. Connect-SfClientCredentials needs no password.")),
        ("invalid_grant", "expired access/refresh token", new(AuthenticationError, "Connect again.")),
        ("invalid_request", "scope parameter not supported", new(InvalidArgument, "Tokens take their scopes from the app. In Setup, External Client App Manager, open the app, Settings tab, OAuth Settings, to change them.")),
        ("invalid_request", "missing required parameter", new(InvalidArgument, "Something on the way lost the body of the request: look at the proxy, and at -Domain for a host that redirects.")),
        ("INVALID_SESSION_ID", "not valid for use with the REST API", new(PermissionDenied, $"{App}, Settings tab, OAuth Settings, and add the scope 'Manage user data via APIs (api)'; and check that the run-as user's profile or permission set has API Enabled.")),
        ("REQUEST_LIMIT_EXCEEDED", "TotalRequests", new(LimitsExceeded, "The org's API calls of 24 hours are used up. Get-SfLimit DailyApiRequests shows the limit; in Setup, Company Information, API Requests.")),
        (SfErrorCodes.InvalidConnection, "Nothing says how to connect", new(InvalidArgument, "Give the name of a registered connection, -Connection prod (Get-SfConnection lists them), or the org and where the secret is, such as -Domain acme -SecretName salesforce. Get-Help shows what else each Connect command takes.")),
        (SfErrorCodes.InvalidParameter, "PSDefaultParameterValues", new(InvalidArgument, "Put a session of this runspace there, or its name, or remove the entry. Get-SfSession lists the sessions.")),
        (SfErrorCodes.InvalidParameter, "placeholder", new(InvalidArgument, "Write :name in the query for each value of -Parameters @{ name = ... }.")),
        ("REQUEST_LIMIT_EXCEEDED", "Concurrent", new(LimitsExceeded, "Too many long calls at once. Make fewer parallel calls, or shorter queries.")),
    ];

    /// <summary>Codes whose cure depends on the flow.</summary>
    private static readonly Dictionary<(string Flow, string Code), Advice> s_byFlow = new()
    {
        [(SfFlow.Password, "unsupported_grant_type")] = new(AuthenticationError, PasswordFlow),
        [(SfFlow.Password, "unauthorized_client")] = new(AuthenticationError, PasswordFlow),
        [(SfFlow.JwtBearer, "unsupported_grant_type")] = new(AuthenticationError, JwtFlow),
        [(SfFlow.JwtBearer, "unauthorized_client")] = new(AuthenticationError, JwtFlow),
        [(SfFlow.JwtBearer, "invalid_client")] = new(AuthenticationError, JwtFlow),
    };

    private static readonly Dictionary<string, Advice> s_byCode = new(StringComparer.OrdinalIgnoreCase)
    {
        // OAuth
        ["invalid_client"] = new(AuthenticationError, $"The consumer secret is not the one of this app. {App}, Settings tab, OAuth Settings, Consumer Key and Secret; then put it into the vault again."),
        ["invalid_client_id"] = new(AuthenticationError, $"The consumer key is not known at this org. {App}, Settings tab, OAuth Settings, Consumer Key and Secret. A new app takes up to ten minutes to be known."),
        ["invalid_app_access"] = new(PermissionDenied, $"{App}, Policies tab, App Authorization: give the run-as user a permission set or profile that is selected there, or set Permitted Users to 'All users may self-authorize'."),
        ["app_not_found"] = new(ObjectNotFound, "The app belongs to another org, or is not installed in this one: Setup, External Client App Manager. Check that -Domain names the org of the app."),
        ["unsupported_grant_type"] = new(AuthenticationError, $"{App}: turn on Enable Client Credentials Flow in both places, Settings tab (OAuth Settings, Flow Enablement) and Policies tab (OAuth Policies)."),
        ["unauthorized_client"] = new(AuthenticationError, $"{App}: turn on Enable Client Credentials Flow in both places, Settings tab (OAuth Settings, Flow Enablement) and Policies tab (OAuth Policies)."),
        ["invalid_grant"] = new(AuthenticationError, "In Setup, Login History, the newest entry of the user says why the login was refused."),
        ["invalid_request"] = new(InvalidArgument, "In Setup, Login History, the newest entry of the run-as user says why the request was refused."),
        ["inactive_user"] = new(AuthenticationError, "In Setup, Users, open the run-as user: it must be active and not frozen."),
        ["inactive_org"] = new(AuthenticationError, "The org is locked, closed or suspended. Its administrator or Salesforce Support can tell why."),
        ["rate_limit_exceeded"] = new(LimitsExceeded, "Too many logins. Wait some minutes, and keep one session instead of connecting for each call."),
        ["login_rate_exceeded"] = new(LimitsExceeded, "Too many logins. Wait some minutes, and keep one session instead of connecting for each call."),
        ["OAUTH_APP_BLOCKED"] = new(PermissionDenied, "The app is blocked in this org: Setup, Connected Apps OAuth Usage, and unblock it."),
        ["OAUTH_APP_ACCESS_DENIED"] = new(PermissionDenied, $"{App}, Policies tab, App Authorization, and check who may use it."),
        ["access_denied"] = new(PermissionDenied, $"{App}, Policies tab, App Authorization, and check who may use it."),

        // REST
        ["INVALID_SESSION_ID"] = new(AuthenticationError, "Connect again with Connect-SfClientCredentials."),
        ["INVALID_AUTH_HEADER"] = new(AuthenticationError, "Something on the way changed the Authorization header: look at the proxy."),
        ["Bad_OAuth_Token"] = new(AuthenticationError, "Connect again with Connect-SfClientCredentials."),
        ["API_DISABLED_FOR_ORG"] = new(PermissionDenied, "The edition has no API, or the run-as user lacks API Enabled: Setup, Permission Sets, System Permissions."),
        ["API_CURRENTLY_DISABLED"] = new(ResourceUnavailable, "Salesforce has switched the API of this org off for the moment. status.salesforce.com shows maintenance."),
        ["REQUEST_LIMIT_EXCEEDED"] = new(LimitsExceeded, "Get-SfLimit shows the limits of the org."),
        ["MALFORMED_QUERY"] = new(SyntaxError, "The text names row and column. Pass values through -Parameters instead of pasting them into the query."),
        ["INVALID_FIELD"] = new(InvalidArgument, "Invoke-SfRest sobjects/<object>/describe lists the fields that the run-as user may see; a custom field ends in __c."),
        ["INVALID_TYPE"] = new(InvalidArgument, "Invoke-SfRest sobjects lists the objects that the run-as user may see; a custom object ends in __c."),
        ["MALFORMED_ID"] = new(InvalidArgument, "An id has 15 or 18 letters and digits, and begins with the three of its object."),
        ["MALFORMED_SEARCH"] = new(SyntaxError, "The text names the place."),
        ["JSON_PARSER_ERROR"] = new(InvalidArgument, "The body is no JSON, or a value has the wrong type for its field."),
        ["INVALID_CROSS_REFERENCE_KEY"] = new(InvalidArgument, "An id in the record points to nothing, or to another object than the field wants."),
        ["INVALID_FIELD_FOR_INSERT_UPDATE"] = new(InvalidArgument, "The field is read-only. Leave it out."),
        ["REQUIRED_FIELD_MISSING"] = new(InvalidArgument, "Give a value to the fields that the text names."),
        ["STRING_TOO_LONG"] = new(InvalidArgument, "Shorten the value; describe shows the length of each field."),
        ["NUMBER_OUTSIDE_VALID_RANGE"] = new(InvalidArgument, "OFFSET ends at 2,000; a number field has the precision that describe shows."),
        ["INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST"] = new(InvalidArgument, "Use one of the field's values: describe lists them under picklistValues."),
        ["FIELD_CUSTOM_VALIDATION_EXCEPTION"] = new(InvalidData, "A validation rule of the org refuses the record; the text is its administrator's."),
        ["DUPLICATE_VALUE"] = new(ResourceExists, "Another record has this value in a unique field; the text names it."),
        ["DUPLICATES_DETECTED"] = new(ResourceExists, "A duplicate rule found similar records. The header Sforce-Duplicate-Rule-Header 'allowSave=true' saves nevertheless, where the rule allows it."),
        ["INSUFFICIENT_ACCESS"] = new(PermissionDenied, "The run-as user may not do this: Setup, Permission Sets, object and field permissions."),
        ["INSUFFICIENT_ACCESS_OR_READONLY"] = new(PermissionDenied, "The run-as user may not do this: Setup, Permission Sets, object and field permissions."),
        ["INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY"] = new(PermissionDenied, "The run-as user may not use a record that this one points to."),
        ["LICENSE_LIMIT_EXCEEDED"] = new(LimitsExceeded, "No licence is left: Setup, Company Information, User Licenses and Permission Set Licenses."),
        ["FIELD_INTEGRITY_EXCEPTION"] = new(InvalidArgument, "The text names the field, or what the user's licence does not allow."),
        ["DUPLICATE_USERNAME"] = new(ResourceExists, "User names are unique among all orgs of Salesforce: choose another one."),
        ["TXN_SECURITY_NO_ACCESS"] = new(PermissionDenied, "A transaction security policy refuses this: Setup, Transaction Security Policies."),
        ["NOT_FOUND"] = new(ObjectNotFound, "Invoke-SfRest / without further path lists the resources; an object, record or field of this name is not there for the run-as user."),
        ["ENTITY_IS_DELETED"] = new(ObjectNotFound, "The record is in the recycle bin. Invoke-SfQuery -IncludeDeleted still finds it."),
        ["METHOD_NOT_ALLOWED"] = new(InvalidOperation, "The text names the methods that the resource has."),
        ["UNSUPPORTED_MEDIA_TYPE"] = new(InvalidArgument, "Set -ContentType to what the resource takes, as a rule application/json."),
        ["INVALID_QUERY_LOCATOR"] = new(ResourceUnavailable, "The cursor has expired, or too many queries are open for this user. Run the query again."),
        ["QUERY_TIMEOUT"] = new(OperationTimeout, "Make the query narrower: filter by an indexed field such as Id, CreatedDate or an external id."),
        ["QUERY_TOO_COMPLICATED"] = new(LimitsExceeded, "Ask for fewer fields (formulas count most), or split the filter."),
        ["OPERATION_TOO_LARGE"] = new(LimitsExceeded, "Make the query narrower."),
        ["EXCEEDED_ID_LIMIT"] = new(LimitsExceeded, "Too many rows stand behind the query. Make it narrower."),
        ["UNABLE_TO_LOCK_ROW"] = new(ResourceBusy, "Another transaction holds the row. Fewer parallel writes usually cure it."),
        ["STORAGE_LIMIT_EXCEEDED"] = new(LimitsExceeded, "The org's storage is full: Setup, Storage Usage."),
        ["UNKNOWN_EXCEPTION"] = new(ResourceUnavailable, "Salesforce failed. Give Salesforce Support the ErrorId of the text."),
        ["SERVER_UNAVAILABLE"] = new(ResourceUnavailable, "Try again later. status.salesforce.com shows maintenance."),
        ["APEX_ERROR"] = new(InvalidResult, "The org's own Apex code failed; the text is its exception."),
        ["HTTP_414"] = new(LimitsExceeded, "Shorten the URL: at most 16,384 bytes."),
        ["HTTP_420"] = new(ObjectNotFound, "Salesforce knows no org at this host: it was deleted, has expired, or was renamed."),
        ["HTTP_429"] = new(LimitsExceeded, "Try again later, with fewer calls."),
        ["HTTP_431"] = new(LimitsExceeded, "Shorten the URL or the headers: at most 16,384 bytes together."),
        ["HTTP_502"] = new(ResourceUnavailable, "Try again later. status.salesforce.com shows maintenance."),
        ["HTTP_503"] = new(ResourceUnavailable, "Try again later. status.salesforce.com shows maintenance."),

        // Found on this side
        [SfErrorCodes.HostNotFound] = new(ResourceUnavailable, "Check -Domain (Setup, My Domain) and the DNS of this machine."),
        [SfErrorCodes.ConnectionRefused] = new(ConnectionError, "Check the port, the firewall, and whether a proxy is needed (-Proxy, HTTPS_PROXY)."),
        [SfErrorCodes.ConnectionLost] = new(ConnectionError, "Try again. What a write had done by then, only Salesforce knows: look before you repeat it."),
        [SfErrorCodes.TlsFailure] = new(SecurityError, "Check the clock and the root certificates of this machine, and whether a proxy opens TLS; -SkipCertificateCheck works on loopback only."),
        [SfErrorCodes.ProxyRefused] = new(ConnectionError, "Check -Proxy and -ProxyCredential, or HTTPS_PROXY; NO_PROXY names the hosts that are reached without. 407: the proxy wants -ProxyCredential."),
        [SfErrorCodes.Timeout] = new(OperationTimeout, "Try again, with a larger -TimeoutSec at Connect-SfClientCredentials if the call is known to be long."),
        [SfErrorCodes.InvalidResponse] = new(InvalidData, "Something between here and Salesforce may have answered in its place: look at the proxy. -Verbose shows the requests."),
        [SfErrorCodes.ForeignOrigin] = new(SecurityError, "Use a path instead of a URL, or connect to the org that the URL belongs to."),
        [SfErrorCodes.UnexpectedRedirect] = new(InvalidResult, "Check -Domain: the host may have been renamed (Setup, My Domain)."),
        [SfErrorCodes.InvalidDomain] = new(InvalidArgument, "Pass the My Domain host as -Domain: Setup, My Domain, Current My Domain URL (acme.my.salesforce.com, or acme for short)."),
        [SfErrorCodes.LoginDomainRefused] = new(InvalidArgument, "Pass the My Domain host as -Domain: Setup, My Domain, Current My Domain URL (acme.my.salesforce.com, or acme for short)."),
        [SfErrorCodes.PlainHttpRefused] = new(SecurityError, "Leave http:// out, or write https://."),
        [SfErrorCodes.CertificateCheckRequired] = new(SecurityError, "Leave -SkipCertificateCheck out. If a proxy opens TLS, add its root certificate to this machine's store."),
        [SfErrorCodes.SignatureMismatch] = new(SecurityError, "Check -Domain and the way to it. If a proxy is known to change the answer, -SkipSignatureCheck connects nevertheless."),
        [SfErrorCodes.UnsupportedTokenType] = new(NotImplemented, $"{App}, Policies tab, and turn off token binding (DPoP) for it."),
        [SfErrorCodes.InvalidAccessToken] = new(InvalidArgument, "Pass the token alone, without Bearer and without quotes, as -AccessToken."),
        [SfErrorCodes.TokenNotRenewable] = new(AuthenticationError, "Get a new token where this one came from, and pass it to Connect-SfAccessToken; or connect with Connect-SfClientCredentials, whose sessions renew their tokens."),
        [SfErrorCodes.ClientSecretRequired] = new(InvalidOperation, "Get-SfIdentity tells whom the token runs as. To ask about tokens, connect with Connect-SfClientCredentials."),
        [SfErrorCodes.PrivateKeyUnavailable] = new(AuthenticationError, "An RSA key in PEM is needed: BEGIN PRIVATE KEY, BEGIN RSA PRIVATE KEY, or BEGIN ENCRYPTED PRIVATE KEY with -PrivateKeyPassword. openssl pkcs8 -topk8 -v2 aes-256-cbc -in old.pem -out new.pem makes one of other forms."),
        [SfErrorCodes.NotConnected] = new(ConnectionError, "Connect first: Connect-SfClientCredentials -Domain acme -SecretName salesforce. Get-SfSession lists the sessions of this runspace."),
        [SfErrorCodes.SessionClosed] = new(ConnectionError, "Connect again with Connect-SfClientCredentials."),
        [SfErrorCodes.OwnApp] = new(InvalidOperation, "Connect with another app whose user may see client secrets, and give that session: -Session."),
        [SfErrorCodes.AppNotFound] = new(ObjectNotFound, "Check that the session is one of the app's own org, and that the secret holds the app's present key: Setup, External Client App Manager. A connected app cannot be rotated this way."),
        [SfErrorCodes.GracePeriod] = new(ResourceExists, "Wait until then, or give -Force to end it now: whoever still connects with that pair is refused then."),
        ["FUNCTIONALITY_NOT_ENABLED"] = new(PermissionDenied, "In Setup, External Client App Settings, turn on 'Allow access to External Client App consumer secrets via REST API'; the user needs External Client App Developer and View Client Secret."),
        [SfErrorCodes.SecretUnavailable] = new(InvalidOperation, "Set the variable that the text names, or connect with -SecretName or -ClientSecret instead of -FromEnvironment."),
        [SfErrorCodes.SecretNotFound] = new(ObjectNotFound, "Get-SecretInfo lists the secrets of all vaults, Get-SecretVault the vaults. Set-Secret salesforce (Get-Credential) -Vault prod puts consumer key and secret into one."),
        [SfErrorCodes.SecretUnusable] = new(InvalidData, "Put it into the vault again: Set-Secret with a PSCredential (consumer key and consumer secret), a SecureString, a string, or a hashtable with ClientId and ClientSecret."),
        [SfErrorCodes.ClientIdRequired] = new(InvalidArgument, "Give the consumer key as -ClientId, or put both into the vault: Set-Secret with a PSCredential (consumer key and consumer secret)."),
        [SfErrorCodes.SecretAmbiguous] = new(InvalidArgument, "Say with -VaultName which vault is meant."),
        [SfErrorCodes.SecretNotStored] = new(InvalidResult, "Check that the vault can be written to (Set-Secret, then Get-Secret), and run the command again: it goes on from there."),
        [SfErrorCodes.VaultModuleMissing] = new(NotInstalled, "Install-Module Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore -Scope CurrentUser"),
        [SfErrorCodes.VaultNotFound] = new(ObjectNotFound, "Get-SecretVault lists the vaults that are registered for this user; Register-SecretVault registers one."),
        [SfErrorCodes.VaultLocked] = new(AuthenticationError, "Unlock the vault in the script before: Unlock-SecretStore -Password (...), or Unlock-SecretVault for vaults of other modules. Set-SecretStoreConfiguration -Authentication None -Interaction None makes a SecretStore that never asks."),
        [SfErrorCodes.VaultBusy] = new(ResourceBusy, "SecretManagement does one call at a time in a process. Read secrets before work is done in parallel, or run the command again."),
        [SfErrorCodes.VaultFailed] = new(ReadError, "The text is the vault's own. Test-SecretVault checks a vault, and -VaultName asks one vault alone."),
        [SfErrorCodes.RotationFailed] = new(InvalidOperation, "The text says where things stand. Run the command again: it goes on from there."),
        [SfErrorCodes.ConnectionNotFound] = new(ObjectNotFound, "Get-SfConnection lists what is registered; Register-SfConnection prod -Domain acme -SecretName salesforce registers a connection. To connect without one, give -Domain with -SecretName, or what else the Connect command takes."),
        [SfErrorCodes.ConnectionExists] = new(ResourceExists, "Choose another name, or give -Force to replace it; Get-SfConnection shows it."),
        [SfErrorCodes.ConnectionFlowMismatch] = new(InvalidOperation, "Use the command of the connection's flow, which the text names, or register another connection: Register-SfConnection -Flow."),
        [SfErrorCodes.InvalidConnection] = new(InvalidArgument, "Get-Help Register-SfConnection says what each flow needs; -Force replaces a connection that is registered."),
        [SfErrorCodes.ConnectionFileUnusable] = new(InvalidData, "Mend the file, or move it away; it is left as it is. A newer version needs a newer SalesforceCC. SALESFORCECC_CONFIG_HOME names another folder."),
        [SfErrorCodes.InvalidParameter] = new(InvalidArgument, "Get-Help Invoke-SfRest -Full says what each parameter takes."),
        [SfErrorCodes.FileNotWritten] = new(WriteError, "Check the path, its rights and the space on its disk. Nothing was left behind."),
        [SfErrorCodes.BodyNotRead] = new(ReadError, "Check the file of -InFile or -Form: its path, its rights, and whether another program has it open."),
        [SfErrorCodes.FileExists] = new(ResourceExists, "Choose another folder, or overwrite the files of an earlier run with -Force."),
        [SfErrorCodes.DeployFailed] = new(InvalidResult, "Mend what the text names and run the command again: what is there already is used. Setup, Deployment Status, has the details."),
        [SfErrorCodes.InvalidPath] = new(InvalidArgument, "Write the path from the instance's root with a leading slash, or below /services/data/vXX.X/ without."),
        [SfErrorCodes.InvalidApiVersion] = new(InvalidArgument, "Get-SfApiVersion lists the versions of an org."),
    };

    /// <summary>The advice for a failure; never null.</summary>
    /// <param name="code">The code.</param>
    /// <param name="message">The text, which tells apart what has the same code.</param>
    /// <param name="flow">The flow whose token request failed; null for all else.</param>
    public static Advice For(string code, string message, string? flow = null)
    {
        if (flow is not null && s_byFlow.TryGetValue((flow, code), out Advice? ofFlow))
            return ofFlow;
        foreach ((string byCode, string text, Advice advice) in s_byText)
            if (string.Equals(byCode, code, StringComparison.OrdinalIgnoreCase)
                && message.IndexOf(text, StringComparison.OrdinalIgnoreCase) >= 0)
                return advice;
        if (message.IndexOf("login rate exceeded", StringComparison.OrdinalIgnoreCase) >= 0)
            return s_byCode["login_rate_exceeded"];
        return s_byCode.TryGetValue(code, out Advice? known) ? known : s_unknown;
    }

    private static readonly Advice s_unknown = new(
        NotSpecified, "The code and the text are Salesforce's; its REST API Developer Guide explains them. -Verbose shows the requests.");

    /// <summary>All lines, for the test that walks the table.</summary>
    internal static IEnumerable<(string Code, Advice Advice)> All =>
        s_byFlow.Select(static f => (f.Key.Code, f.Value)).Concat(s_byText.Select(static t => (t.Code, t.Advice))).Concat(s_byCode.Select(static c => (c.Key, c.Value)));
}
