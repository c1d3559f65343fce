using System.Text.RegularExpressions;
using static System.Management.Automation.ErrorCategory;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>
/// The one table of errors: Salesforce's code (and, where one code means several things, its text) -> category and next
/// step. Adding an error is adding a line.
/// </summary>
internal static class ErrorAdvice
{
    private const string App = "In Setup, External Client App Manager, open the app";

    private const string PasswordFlow = "The org does not allow the username-password flow: Setup, OAuth and OpenID Connect Settings, Allow OAuth Username-Password Flows. Salesforce retires it on 2027-02-20. Use Connect-SfClientCredentials instead.";
    private const string JwtFlow = $"{App}, Settings tab, OAuth Settings: turn on Enable JWT Bearer Flow, and upload the certificate that belongs to the private key.";

    /// <summary>Codes that mean several things: told apart by a part of the text. First match wins.</summary>
    private static readonly (string Code, string Text, Advice Advice)[] s_byText =
    [
        ("invalid_grant", "clock of this machine", new(AuthenticationError, "Set the clock of this machine: w32tm /resync on Windows, timedatectl set-ntp true on Linux, sntp -sS time.apple.com on macOS.")),
        ("invalid_grant", "expired authorization code", new(AuthenticationError, "The signed request had expired when it arrived. Check the clock of this machine.")),
        ("invalid_grant", "invalid assertion", new(AuthenticationError, $"{JwtFlow} A wrong clock on this machine causes the same error.")),
        ("invalid_grant", "audience", new(AuthenticationError, "Specify -Audience: https://login.salesforce.com for production orgs, https://test.salesforce.com for sandboxes and scratch orgs, the site's URL for users of an Experience Cloud site. In Setup, My Domain shows which org it is.")),
        ("invalid_grant", "request not supported on this domain", new(InvalidArgument, "Connect to the org's own My Domain host: Setup, My Domain, Current My Domain URL (acme.my.salesforce.com).")),
        ("invalid_grant", "no client credentials user enabled", new(AuthenticationError, $"{App}, Policies tab, Edit, OAuth Policies: turn on Enable Client Credentials Flow and enter an API-only user as Run As (Username).")),
        ("invalid_grant", "no valid scopes defined", new(PermissionDenied, $"{App}, Settings tab, OAuth Settings, and add the scope 'Manage user data via APIs (api)'. The scope 'full' alone is not enough.")),
        ("invalid_grant", "client credentials flow not enabled", new(AuthenticationError, $"{App}: turn on Enable Client Credentials Flow in both places, Settings tab (OAuth Settings, Flow Enablement) and Policies tab (OAuth Policies).")),
        ("invalid_grant", "ip restricted", new(PermissionDenied, "This address is outside the allowed ranges. In Setup, Profiles, open the profile of the user, Login IP Ranges; or, in External Client App Manager, the app's Policies tab, IP Relaxation.")),
        ("invalid_grant", "Maximum Logins Exceeded", new(LimitsExceeded, "The run-as user has too many sessions. Use a user with the license Salesforce Integration as Run As, and reuse one session instead of connecting for each call.")),
        ("invalid_grant", "hasn't approved this consumer", new(PermissionDenied, $"{App}, Policies tab: set Permitted Users to 'Admin approved users are pre-authorized' and select a permission set of the user.")),
        ("invalid_grant", "authentication failure", new(AuthenticationError, "Salesforce did not log the user in. In Setup, Login History, see the newest entry of the user, who must be active, not frozen, within login hours and IP ranges, and have API Enabled.")),
        ("invalid_grant", "expired access/refresh token", new(AuthenticationError, "Connect again.")),
        ("invalid_request", "scope parameter not supported", new(InvalidArgument, "Tokens get their scopes from the app. In Setup, External Client App Manager, open the app, Settings tab, OAuth Settings, to change them.")),
        ("NOT_FOUND", "The org has no limit", new(ObjectNotFound, "To list the limits of the org, run Get-SfLimit without a name.")),
        ("NOT_FOUND", "The org has no profile", new(ObjectNotFound, "In Setup, Profiles, look up the name of the profile, and specify it as -ProfileName.")),
        (SfErrorCodes.InvalidApiVersion, "does not have version", new(InvalidArgument, "Connect with -ApiVersion and a version that the org has, or latest. To list the versions, run Get-SfApiVersion.")),
        ("invalid_request", "missing required parameter", new(InvalidArgument, "The body of the request was lost on the way. Check the proxy, and whether -Domain is a host that redirects.")),
        ("INVALID_SESSION_ID", "not valid for use with the REST API", new(PermissionDenied, $"{App}, Settings tab, OAuth Settings, and add the scope 'Manage user data via APIs (api)'; and check that the run-as user's profile or permission set has API Enabled.")),
        ("REQUEST_LIMIT_EXCEEDED", "TotalRequests", new(LimitsExceeded, "The org has used all API calls of the last 24 hours. To see the limit, run Get-SfLimit DailyApiRequests, or see Setup, Company Information, API Requests.")),
        (SfErrorCodes.InvalidConnection, "Nothing says how to connect", new(InvalidArgument, "Specify a registered connection, such as -Connection prod (to list them, run Get-SfConnection), or the org and the secret, such as -Domain acme -SecretName salesforce. For other ways, see Get-Help of the Connect command.")),
        (SfErrorCodes.InvalidParameter, "PSDefaultParameterValues", new(InvalidArgument, "Set a session of this runspace or its name there, or remove the entry. To list the sessions, run Get-SfSession.")),
        (SfErrorCodes.InvalidParameter, "placeholder", new(InvalidArgument, "Write :name in the query for each value of -Parameters @{ name = ... }.")),
        (SfErrorCodes.InvalidResponse, "-Raw", new(InvalidData, "To get the text of the response, use Invoke-SfRest -Raw. Do not repeat a call that makes changes: Salesforce has made them.")),
        (SfErrorCodes.InvalidResponse, "as the next", new(InvalidData, "The rows before this page are complete, but the rows after it cannot be read this way. Use a filter in the query, or get the pages one by one.")),
        (SfErrorCodes.InvalidResponse, "offsets", new(InvalidData, "The rows before this page are complete. To get all rows, run the query again with -ThrottleLimit 1.")),
        ("REQUEST_LIMIT_EXCEEDED", "Concurrent", new(LimitsExceeded, "Too many long-running calls at the same time. Make fewer parallel calls or shorter queries.")),
    ];

    /// <summary>Codes whose cure depends on the flow whose token request failed, and maybe on the text. First match wins.</summary>
    private static readonly (string Flow, string Code, string Text, Advice Advice)[] s_byFlow =
    [
        (SfFlow.ClientCredentials, "invalid_grant", "authentication failure", new(AuthenticationError, $"Salesforce did not log the run-as user in: Setup, Login History, newest entry of that user. It must be active, not frozen, within its login hours and IP ranges, and have API Enabled. {App}, Policies tab, OAuth Policies, to see who Run As (Username) is.")),
        (SfFlow.Password, "invalid_grant", "authentication failure", new(AuthenticationError, "Check user name and password. Outside of trusted addresses (Setup, Network Access) -SecurityToken is needed too; a changed password changes it. The org may block the flow: Setup, OAuth and OpenID Connect Settings, Allow OAuth Username-Password Flows. Setup, Login History, shows which it was. Connect-SfClientCredentials needs no password.")),
        (SfFlow.Password, "unsupported_grant_type", "", new(AuthenticationError, PasswordFlow)),
        (SfFlow.Password, "unauthorized_client", "", new(AuthenticationError, PasswordFlow)),
        (SfFlow.JwtBearer, "unsupported_grant_type", "", new(AuthenticationError, JwtFlow)),
        (SfFlow.JwtBearer, "unauthorized_client", "", new(AuthenticationError, JwtFlow)),
        (SfFlow.JwtBearer, "invalid_client", "", new(AuthenticationError, JwtFlow)),
    ];

    // Exactly: Salesforce's app_not_found is not our APP_NOT_FOUND.
    private static readonly Dictionary<string, Advice> s_byCode = new(StringComparer.Ordinal)
    {
        // OAuth
        ["invalid_client"] = new(AuthenticationError, $"The consumer secret is not that of the app. {App}, Settings tab, OAuth Settings, Consumer Key and Secret; then store it in the vault again."),
        ["invalid_client_id"] = new(AuthenticationError, $"The org does not know the consumer key. {App}, Settings tab, OAuth Settings, Consumer Key and Secret. A new app can take up to ten minutes to work."),
        ["invalid_app_access"] = new(PermissionDenied, $"{App}, Policies tab, App Authorization: give the user a permission set or profile that is selected there, or set Permitted Users to 'All users may self-authorize'."),
        ["app_not_found"] = new(ObjectNotFound, "The app belongs to another org, or is not installed in this one: Setup, External Client App Manager. Check that -Domain names the org of the app."),
        ["unsupported_grant_type"] = new(AuthenticationError, $"{App}: turn on Enable Client Credentials Flow in both places, Settings tab (OAuth Settings, Flow Enablement) and Policies tab (OAuth Policies)."),
        ["unauthorized_client"] = new(AuthenticationError, $"{App}: turn on Enable Client Credentials Flow in both places, Settings tab (OAuth Settings, Flow Enablement) and Policies tab (OAuth Policies)."),
        ["invalid_grant"] = new(AuthenticationError, "In Setup, Login History, the newest entry of the user says why the login was refused."),
        ["invalid_request"] = new(InvalidArgument, "In Setup, Login History, the newest entry of the user says why the request was refused."),
        ["inactive_user"] = new(AuthenticationError, "In Setup, Users, open the user: it must be active and not frozen."),
        ["inactive_org"] = new(AuthenticationError, "The org is locked, closed or suspended. Ask its administrator or Salesforce Support."),
        ["rate_limit_exceeded"] = new(LimitsExceeded, "Too many logins. Wait a few minutes, and reuse one session instead of connecting for each call."),
        ["login_rate_exceeded"] = new(LimitsExceeded, "Too many logins. Wait a few minutes, and reuse one session instead of connecting for each call."),
        ["OAUTH_APP_BLOCKED"] = new(PermissionDenied, "The app is blocked in this org: Setup, Connected Apps OAuth Usage, and unblock it."),
        ["OAUTH_APP_ACCESS_DENIED"] = new(PermissionDenied, $"{App}, Policies tab, App Authorization, and check who may use it."),
        ["access_denied"] = new(PermissionDenied, $"{App}, Policies tab, App Authorization, and check who may use it."),

        // REST
        ["INVALID_SESSION_ID"] = new(AuthenticationError, "Connect again, with the Connect command that created the session."),
        ["INVALID_AUTH_HEADER"] = new(AuthenticationError, "The Authorization header was changed on the way. Check the proxy."),
        ["Bad_OAuth_Token"] = new(AuthenticationError, "Connect again, with the Connect command that created the session."),
        ["API_DISABLED_FOR_ORG"] = new(PermissionDenied, "The edition of the org has no API, or the run-as user does not have API Enabled: Setup, Permission Sets, System Permissions."),
        ["API_CURRENTLY_DISABLED"] = new(ResourceUnavailable, "Salesforce has temporarily disabled the API of this org. For maintenance, see status.salesforce.com."),
        ["REQUEST_LIMIT_EXCEEDED"] = new(LimitsExceeded, "To see the limits of the org, run Get-SfLimit."),
        ["MALFORMED_QUERY"] = new(SyntaxError, "The message gives the row and column. Pass values as -Parameters instead of inserting them into the query."),
        ["INVALID_FIELD"] = new(InvalidArgument, "To list the fields that the run-as user can see, run Invoke-SfRest sobjects/<object>/describe. Names of custom fields end in __c."),
        ["INVALID_TYPE"] = new(InvalidArgument, "To list the objects that the run-as user can see, run Invoke-SfRest sobjects. Names of custom objects end in __c."),
        ["MALFORMED_ID"] = new(InvalidArgument, "An ID has 15 or 18 letters and digits. The first three depend on the object."),
        ["MALFORMED_SEARCH"] = new(SyntaxError, "The message shows where the error is."),
        ["JSON_PARSER_ERROR"] = new(InvalidArgument, "The body is not valid JSON, or a value has the wrong type for its field."),
        ["INVALID_CROSS_REFERENCE_KEY"] = new(InvalidArgument, "An ID in the record does not exist, or belongs to an object that the field does not allow."),
        ["INVALID_FIELD_FOR_INSERT_UPDATE"] = new(InvalidArgument, "The field is read-only. Leave it out."),
        ["REQUIRED_FIELD_MISSING"] = new(InvalidArgument, "Specify values for the fields in the message."),
        ["STRING_TOO_LONG"] = new(InvalidArgument, "Shorten the value. To see the length of each field, run Invoke-SfRest sobjects/<object>/describe."),
        ["NUMBER_OUTSIDE_VALID_RANGE"] = new(InvalidArgument, "OFFSET can be at most 2,000. To see the precision of number fields, run Invoke-SfRest sobjects/<object>/describe."),
        ["INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST"] = new(InvalidArgument, "Use one of the field's values. Invoke-SfRest sobjects/<object>/describe lists them under picklistValues."),
        ["FIELD_CUSTOM_VALIDATION_EXCEPTION"] = new(InvalidData, "A validation rule of the org rejects the record. The org's administrator wrote the message."),
        ["DUPLICATE_VALUE"] = new(ResourceExists, "Another record, named in the message, has this value in a unique field."),
        ["DUPLICATES_DETECTED"] = new(ResourceExists, "A duplicate rule found similar records. The header Sforce-Duplicate-Rule-Header 'allowSave=true' saves the record nevertheless, if the rule allows it."),
        ["INSUFFICIENT_ACCESS"] = new(PermissionDenied, "The run-as user does not have permission: Setup, Permission Sets, object and field permissions."),
        ["INSUFFICIENT_ACCESS_OR_READONLY"] = new(PermissionDenied, "The run-as user does not have permission: Setup, Permission Sets, object and field permissions."),
        ["INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY"] = new(PermissionDenied, "The run-as user does not have access to a record that this one refers to."),
        ["LICENSE_LIMIT_EXCEEDED"] = new(LimitsExceeded, "No license is available: Setup, Company Information, User Licenses and Permission Set Licenses."),
        ["FIELD_INTEGRITY_EXCEPTION"] = new(InvalidArgument, "The message names the field, or what the user's license does not allow."),
        ["DUPLICATE_USERNAME"] = new(ResourceExists, "User names must be unique in all Salesforce orgs. Choose another one."),
        ["TXN_SECURITY_NO_ACCESS"] = new(PermissionDenied, "A transaction security policy blocks this: Setup, Transaction Security Policies."),
        ["NOT_FOUND"] = new(ObjectNotFound, "The user cannot see an object, record or field of this name, or the API version of the session does not have the resource. To list the objects, run Invoke-SfRest sobjects. To list the versions of the org, run Get-SfApiVersion, and connect with -ApiVersion to use another."),
        ["ENTITY_IS_DELETED"] = new(ObjectNotFound, "The record is in the recycle bin. Invoke-SfQuery -IncludeDeleted still finds it."),
        ["METHOD_NOT_ALLOWED"] = new(InvalidOperation, "The message lists the methods that the resource supports."),
        ["UNSUPPORTED_MEDIA_TYPE"] = new(InvalidArgument, "Set -ContentType to a type that the resource accepts, usually application/json."),
        ["INVALID_QUERY_LOCATOR"] = new(ResourceUnavailable, "The query cursor has expired, or this user has too many open queries. Run the query again."),
        ["QUERY_TIMEOUT"] = new(OperationTimeout, "Narrow the query: filter by an indexed field such as Id, CreatedDate or an external id."),
        ["QUERY_TOO_COMPLICATED"] = new(LimitsExceeded, "Ask for fewer fields (formulas count most), or split the filter."),
        ["OPERATION_TOO_LARGE"] = new(LimitsExceeded, "Narrow the query."),
        ["EXCEEDED_ID_LIMIT"] = new(LimitsExceeded, "The query covers too many rows. Narrow it."),
        ["UNABLE_TO_LOCK_ROW"] = new(ResourceBusy, "Another transaction has locked the row. Fewer parallel writes usually help."),
        ["STORAGE_LIMIT_EXCEEDED"] = new(LimitsExceeded, "The org's storage is full: Setup, Storage Usage."),
        ["UNKNOWN_EXCEPTION"] = new(ResourceUnavailable, "Salesforce had an internal error. Give Salesforce Support the ErrorId in the message."),
        ["SERVER_UNAVAILABLE"] = new(ResourceUnavailable, "Try again later. For maintenance, see status.salesforce.com."),
        ["APEX_ERROR"] = new(InvalidResult, "The org's own Apex code failed. The message is its exception."),
        ["HTTP_414"] = new(LimitsExceeded, "Shorten the URL to at most 16,384 bytes."),
        ["HTTP_420"] = new(ObjectNotFound, "There is no org at this host. It was deleted, has expired, or was renamed."),
        ["HTTP_429"] = new(LimitsExceeded, "Try again later, with fewer calls."),
        ["HTTP_431"] = new(LimitsExceeded, "Shorten the URL or the headers to at most 16,384 bytes in total."),
        ["HTTP_502"] = new(ResourceUnavailable, "Try again later. For maintenance, see status.salesforce.com."),
        ["HTTP_503"] = new(ResourceUnavailable, "Try again later. For maintenance, see status.salesforce.com."),

        // Found on this side
        [SfErrorCodes.HostNotFound] = new(ResourceUnavailable, "Check the host (-Domain or -InstanceUrl; see Setup, My Domain) and the DNS of this machine."),
        [SfErrorCodes.ConnectionRefused] = new(ConnectionError, "Check the port and the firewall, and whether a proxy is needed (-Proxy, HTTPS_PROXY)."),
        [SfErrorCodes.ConnectionLost] = new(ConnectionError, "Try again. If the request made changes, first check in Salesforce whether they were made."),
        [SfErrorCodes.TlsFailure] = new(SecurityError, "Check the clock and the root certificates of this machine, and whether a proxy inspects TLS. -SkipCertificateCheck works only for this machine itself."),
        [SfErrorCodes.ProxyRefused] = new(ConnectionError, "Check -Proxy and -ProxyCredential, or HTTPS_PROXY; NO_PROXY lists hosts to reach without a proxy. Status 407 means that the proxy requires -ProxyCredential."),
        [SfErrorCodes.Timeout] = new(OperationTimeout, "Try again. If the call takes long, connect with a larger -TimeoutSec, or use -TimeoutSec of Invoke-SfRest for one call."),
        [SfErrorCodes.InvalidResponse] = new(InvalidData, "A proxy or another system may have responded instead of Salesforce. Check the proxy. To see the requests, use -Verbose."),
        [SfErrorCodes.ForeignOrigin] = new(SecurityError, "Use a path instead of a URL, or connect to the org that the URL belongs to."),
        [SfErrorCodes.UnexpectedRedirect] = new(InvalidResult, "Check -Domain: the host may have been renamed (Setup, My Domain)."),
        [SfErrorCodes.InvalidDomain] = new(InvalidArgument, "Specify the My Domain host as -Domain: Setup, My Domain, Current My Domain URL (acme.my.salesforce.com, or acme for short)."),
        [SfErrorCodes.LoginDomainRefused] = new(InvalidArgument, "Specify the My Domain host as -Domain: Setup, My Domain, Current My Domain URL (acme.my.salesforce.com, or acme for short)."),
        [SfErrorCodes.PlainHttpRefused] = new(SecurityError, "Omit http://, or use https://."),
        [SfErrorCodes.CertificateCheckRequired] = new(SecurityError, "Omit -SkipCertificateCheck. If a proxy inspects TLS, add its root certificate to the certificate store of this machine."),
        [SfErrorCodes.SignatureMismatch] = new(SecurityError, "Check -Domain and the connection to it. If a proxy is known to change the response, use -SkipSignatureCheck."),
        [SfErrorCodes.UnsupportedTokenType] = new(NotImplemented, $"{App}, Policies tab, and turn off token binding (DPoP) for it."),
        [SfErrorCodes.InvalidAccessToken] = new(InvalidArgument, "Specify only the token as -AccessToken, without Bearer and without quotes."),
        [SfErrorCodes.TokenNotRenewable] = new(AuthenticationError, "Get a new token from the same source and pass it to Connect-SfAccessToken, or use Connect-SfClientCredentials, whose sessions renew their tokens."),
        [SfErrorCodes.ClientSecretRequired] = new(InvalidOperation, "To see the user that the token runs as, run Get-SfIdentity. To introspect tokens, connect with Connect-SfClientCredentials."),
        [SfErrorCodes.PrivateKeyUnavailable] = new(AuthenticationError, "An RSA key in PEM format is required: BEGIN PRIVATE KEY, BEGIN RSA PRIVATE KEY, or BEGIN ENCRYPTED PRIVATE KEY with -PrivateKeyPassword. openssl pkcs8 -topk8 -v2 aes-256-cbc -in old.pem -out new.pem converts other formats."),
        [SfErrorCodes.NotConnected] = new(ConnectionError, "Connect first: Connect-SfClientCredentials -Domain acme -SecretName salesforce. To list the sessions of this runspace, run Get-SfSession."),
        [SfErrorCodes.SessionClosed] = new(ConnectionError, "Connect again, with the Connect command that created the session."),
        [SfErrorCodes.OwnApp] = new(InvalidOperation, "Connect with another app whose user can view client secrets, and specify that session as -Session."),
        [SfErrorCodes.AppNotFound] = new(ObjectNotFound, "Check that the session belongs to the org of the app, and that the secret contains the current key of the app: Setup, External Client App Manager. A connected app cannot be rotated this way."),
        [SfErrorCodes.GracePeriod] = new(ResourceExists, "Wait until then, or use -Force to end it now. Clients that still use that pair can then no longer connect."),
        ["FUNCTIONALITY_NOT_ENABLED"] = new(PermissionDenied, "In Setup, External Client App Settings, turn on 'Allow access to External Client App consumer secrets via REST API'; the user needs External Client App Developer and View Client Secret."),
        [SfErrorCodes.SecretUnavailable] = new(InvalidOperation, "Set the variable that the message names (SF_DOMAIN, SF_CLIENT_ID or SF_CLIENT_SECRET), or connect with -SecretName or -ClientSecret instead of -FromEnvironment."),
        [SfErrorCodes.SecretNotFound] = new(ObjectNotFound, "To list the secrets of all vaults, run Get-SecretInfo. To store consumer key and secret, run Set-Secret salesforce (Get-Credential) -Vault prod."),
        [SfErrorCodes.SecretUnusable] = new(InvalidData, "Store it in the vault again: Set-Secret with a PSCredential (consumer key and consumer secret), a SecureString, a string, or a hashtable with ClientId and ClientSecret."),
        [SfErrorCodes.ClientIdRequired] = new(InvalidArgument, "Specify the consumer key as -ClientId, or store both in the vault: Set-Secret with a PSCredential (consumer key and consumer secret)."),
        [SfErrorCodes.SecretAmbiguous] = new(InvalidArgument, "Specify the vault as -VaultName."),
        [SfErrorCodes.SecretNotStored] = new(InvalidResult, "Check that the vault can be written to (Set-Secret, then Get-Secret), and run the command again. It continues from there."),
        [SfErrorCodes.VaultModuleMissing] = new(NotInstalled, "Install-Module Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore -Scope CurrentUser"),
        [SfErrorCodes.VaultNotFound] = new(ObjectNotFound, "To list the registered vaults of this user, run Get-SecretVault. To register one, run Register-SecretVault."),
        [SfErrorCodes.VaultLocked] = new(AuthenticationError, "Unlock the vault earlier in the script: Unlock-SecretStore -Password (...), or Unlock-SecretVault for vaults of other modules. For a SecretStore that never prompts, run Set-SecretStoreConfiguration -Authentication None -Interaction None."),
        [SfErrorCodes.VaultBusy] = new(ResourceBusy, "SecretManagement runs one call at a time in a process. Read secrets before you work in parallel, or run the command again."),
        [SfErrorCodes.VaultFailed] = new(ReadError, "The message comes from the vault. To check a vault, run Test-SecretVault. To use only one vault, specify -VaultName."),
        [SfErrorCodes.RotationFailed] = new(InvalidOperation, "The message describes the current state. Run the command again. It continues from there."),
        [SfErrorCodes.ConnectionNotFound] = new(ObjectNotFound, "To list registered connections, run Get-SfConnection. To register one, run Register-SfConnection prod -Domain acme -SecretName salesforce. To connect without one, specify -Domain and -SecretName, or other parameters of the Connect command."),
        [SfErrorCodes.ConnectionExists] = new(ResourceExists, "Choose another name, or use -Force to replace it. To see it, run Get-SfConnection."),
        [SfErrorCodes.ConnectionFlowMismatch] = new(InvalidOperation, "Use the command for the flow of the connection, which the message names, or register another connection: Register-SfConnection -Flow."),
        [SfErrorCodes.InvalidConnection] = new(InvalidArgument, "For what each flow requires, see Get-Help Register-SfConnection. To replace a registered connection, use -Force."),
        [SfErrorCodes.ConnectionFileUnusable] = new(InvalidData, "Repair the file or move it to another place; it was not changed. A newer version of the file requires a newer SalesforceCC. To use another folder, set SALESFORCECC_CONFIG_HOME."),
        [SfErrorCodes.InvalidParameter] = new(InvalidArgument, "For the values that each parameter accepts, see Get-Help with -Full."),
        [SfErrorCodes.FileNotWritten] = new(WriteError, "Check the path, its permissions, and the free disk space. No partial file was left."),
        [SfErrorCodes.BodyNotRead] = new(ReadError, "Check the file of -InFile or -Form: its path, its rights, and whether another program has it open."),
        [SfErrorCodes.FileExists] = new(ResourceExists, "Choose another folder, or use -Force to overwrite the files of an earlier run."),
        [SfErrorCodes.DeployFailed] = new(InvalidResult, "Fix the problems in the message and run the command again. Existing parts are used. For details, see Setup, Deployment Status."),
        [SfErrorCodes.InvalidPath] = new(InvalidArgument, "Specify the path with a leading slash from the root of the instance, or without one below /services/data/vXX.X/."),
        [SfErrorCodes.InvalidApiVersion] = new(InvalidArgument, "To list the versions of an org, run Get-SfApiVersion."),
    };

    // Proxies and old endpoints spell some codes in another case.
    private static readonly Dictionary<string, Advice> s_inAnyCase = s_byCode
        .GroupBy(static line => line.Key, StringComparer.OrdinalIgnoreCase)
        .Where(static lines => lines.Count() == 1)
        .ToDictionary(static lines => lines.Key, static lines => lines.First().Value, StringComparer.OrdinalIgnoreCase);

    private static readonly Advice s_noSuchVersion = new(
        ObjectNotFound, "The org does not have the API version of the session, because every version has this resource. To list the versions of the org, run Get-SfApiVersion. Connect with -ApiVersion to use one of them, or latest.");

    private static readonly Advice s_unknown = new(
        NotSpecified, "Code and message come from Salesforce; see its REST API Developer Guide. To see the requests, use -Verbose.");

    // What every version has: if it is not there, the version is not.
    private static readonly Regex s_ofEveryVersion = new(
        @"^\S+ /services/data/v[\d.]+/(query|queryAll|search|limits|sobjects|recent|composite|jobs/(ingest|query))/?(\?.*)?$", RegexOptions.CultureInvariant);

    /// <summary>The advice for a failure; never null.</summary>
    public static Advice For(SfException e) =>
        e.Code == "NOT_FOUND" && e.Request is { } request && s_ofEveryVersion.IsMatch(request)
            ? s_noSuchVersion
            : For(e.Code, e.Message, e.Flow);

    private static Advice For(string code, string message, string? flow)
    {
        foreach ((string ofFlow, string byCode, string text, Advice advice) in s_byFlow)
            if (ofFlow == flow && Is(code, byCode) && Has(message, text))
                return advice;
        foreach ((string byCode, string text, Advice advice) in s_byText)
            if (Is(code, byCode) && Has(message, text))
                return advice;
        if (Has(message, "login rate exceeded"))
            return s_byCode["login_rate_exceeded"];
        return s_byCode.TryGetValue(code, out Advice? known) || s_inAnyCase.TryGetValue(code, out known) ? known : s_unknown;
    }

    private static bool Is(string code, string other) => string.Equals(code, other, StringComparison.OrdinalIgnoreCase);

    private static bool Has(string message, string text) => message.IndexOf(text, StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>All lines, for the test that walks the table.</summary>
    internal static IEnumerable<(string Code, Advice Advice)> All =>
        s_byFlow.Select(static f => (f.Code, f.Advice))
            .Concat(s_byText.Select(static t => (t.Code, t.Advice)))
            .Concat(s_byCode.Select(static c => (c.Key, c.Value)))
            .Append(("NOT_FOUND", s_noSuchVersion));
}
