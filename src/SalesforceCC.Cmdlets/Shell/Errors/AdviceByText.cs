using static System.Management.Automation.ErrorCategory;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Codes that mean several things: told apart by a part of the text. First match wins.</summary>
internal static class AdviceByText
{
    public static (string Code, string Text, Advice Advice)[] All { get; } =
    [
        ("invalid_grant", "clock of this machine", new(AuthenticationError, "Set the clock of this machine: w32tm /resync on Windows, timedatectl set-ntp true on Linux, sntp -sS time.apple.com on macOS.")),
        ("invalid_grant", "expired authorization code", new(AuthenticationError, "The signed request had expired when it arrived. Check the clock of this machine.")),
        ("invalid_grant", "invalid assertion", new(AuthenticationError, $"{AdviceByFlow.JwtFlow} A wrong clock on this machine causes the same error.")),
        ("invalid_grant", "audience", new(AuthenticationError, "Specify -Audience: https://login.salesforce.com for production orgs, https://test.salesforce.com for sandboxes and scratch orgs, the site's URL for users of an Experience Cloud site. In Setup, My Domain shows which org it is.")),
        ("invalid_grant", "request not supported on this domain", new(InvalidArgument, "Connect to the org's own My Domain host: Setup, My Domain, Current My Domain URL (acme.my.salesforce.com).")),
        ("invalid_grant", "no client credentials user enabled", new(AuthenticationError, $"{ErrorAdvice.App}, Policies tab, Edit, OAuth Policies: turn on Enable Client Credentials Flow and enter an API-only user as Run As (Username).")),
        ("invalid_grant", "no valid scopes defined", new(PermissionDenied, $"{ErrorAdvice.App}, Settings tab, OAuth Settings, and add the scope 'Manage user data via APIs (api)'. The scope 'full' alone is not enough.")),
        ("invalid_grant", "client credentials flow not enabled", new(AuthenticationError, $"{ErrorAdvice.App}: turn on Enable Client Credentials Flow in both places, Settings tab (OAuth Settings, Flow Enablement) and Policies tab (OAuth Policies).")),
        ("invalid_grant", "ip restricted", new(PermissionDenied, "This address is outside the allowed ranges. In Setup, Profiles, open the profile of the user, Login IP Ranges; or, in External Client App Manager, the app's Policies tab, IP Relaxation.")),
        ("invalid_grant", "Maximum Logins Exceeded", new(LimitsExceeded, "The run-as user has too many sessions. Use a user with the license Salesforce Integration as Run As, and reuse one session instead of connecting for each call.")),
        ("invalid_grant", "hasn't approved this consumer", new(PermissionDenied, $"{ErrorAdvice.App}, Policies tab: set Permitted Users to 'Admin approved users are pre-authorized' and select a permission set of the user.")),
        ("invalid_grant", "authentication failure", new(AuthenticationError, "Salesforce did not log the user in. In Setup, Login History, see the newest entry of the user, who must be active, not frozen, within login hours and IP ranges, and have API Enabled.")),
        ("invalid_grant", "expired access/refresh token", new(AuthenticationError, "Connect again.")),
        ("invalid_request", "scope parameter not supported", new(InvalidArgument, "Tokens get their scopes from the app. In Setup, External Client App Manager, open the app, Settings tab, OAuth Settings, to change them.")),
        ("NOT_FOUND", "The org has no limit", new(ObjectNotFound, "To list the limits of the org, run Get-SfLimit without a name.")),
        ("NOT_FOUND", "There is no record", new(ObjectNotFound, "Check the key and its object. Get-SfRecord -IncludeDeleted also finds records in the recycle bin. The run-as user needs access to the record: Setup, Permission Sets, and the sharing settings.")),
        ("NOT_FOUND", "no list view", new(ObjectNotFound, "To list the list views that the run-as user can see, run Get-SfListView.")),
        (SfErrorCodes.InvalidParameter, "several list views", new(InvalidArgument, "Specify one of the API names in the message as -Name.")),
        (SfErrorCodes.InvalidParameter, "search text", new(InvalidArgument, "Shorten or complete the text. To find all records that contain a text, use Invoke-SfQuery with LIKE.")),
        (SfErrorCodes.InvalidParameter, "search has the placeholder", new(InvalidArgument, "Write :name in the search for each value of -Parameters @{ name = ... }.")),
        (SfErrorCodes.InvalidParameter, "to search for", new(InvalidArgument, "Pass text to search for in -Parameters, or leave the search out.")),
        ("NOT_FOUND", "The org has no profile", new(ObjectNotFound, "In Setup, Profiles, look up the name of the profile, and specify it as -ProfileName.")),
        (SfErrorCodes.InvalidApiVersion, "does not have version", new(InvalidArgument, "Connect with -ApiVersion and a version that the org has, or latest. To list the versions, run Get-SfApiVersion.")),
        ("invalid_request", "missing required parameter", new(InvalidArgument, "The body of the request was lost on the way. Check the proxy, and whether -Domain is a host that redirects.")),
        ("INVALID_SESSION_ID", "not valid for use with the REST API", new(PermissionDenied, $"{ErrorAdvice.App}, Settings tab, OAuth Settings, and add the scope 'Manage user data via APIs (api)'; and check that the run-as user's profile or permission set has API Enabled.")),
        ("INVALID_SESSION_ID", "SessionHeader", new(AuthenticationError, "If the app issues JWT-based access tokens, the SOAP API accepts them from version 68.0: connect with -ApiVersion 68.0 or later. Otherwise, connect again.")),
        ("REQUEST_LIMIT_EXCEEDED", "TotalRequests", new(LimitsExceeded, "The org has used all API calls of the last 24 hours. To see the limit, run Get-SfLimit DailyApiRequests, or see Setup, Company Information, API Requests.")),
        (SfErrorCodes.InvalidConnection, "Nothing says how to connect", new(InvalidArgument, "Specify a registered connection, such as -Connection prod (to list them, run Get-SfConnection), or the org and the secret, such as -Domain acme -SecretName salesforce. For other ways, see Get-Help of the Connect command.")),
        (SfErrorCodes.InvalidParameter, "PSDefaultParameterValues", new(InvalidArgument, "Set a session of this runspace or its name there, or remove the entry. To list the sessions, run Get-SfSession.")),
        (SfErrorCodes.InvalidParameter, "placeholder", new(InvalidArgument, "Write :name in the query for each value of -Parameters @{ name = ... }.")),
        (SfErrorCodes.InvalidResponse, "-Raw", new(InvalidData, "To get the text of the response, use Invoke-SfRest -Raw. Do not repeat a call that makes changes: Salesforce has made them.")),
        (SfErrorCodes.InvalidResponse, "offsets", new(InvalidData, "The rows before this page are complete. To get all rows, run the query again with -ThrottleLimit 1.")),
        (SfErrorCodes.InvalidResponse, "as the next", new(InvalidData, "The rows before this page are complete, but the rows after it cannot be read this way. Use a filter in the query, or get the pages one by one.")),
        ("REQUEST_LIMIT_EXCEEDED", "Concurrent", new(LimitsExceeded, "Too many long-running calls at the same time. Make fewer parallel calls or shorter queries.")),

        // Input of ours: what the client calls by its name in Salesforce is a parameter here.
        (SfErrorCodes.InvalidConnection, "requires a domain", new(InvalidArgument, "Specify the My Domain host as -Domain of Register-SfConnection, with -Force to replace the connection.")),
        (SfErrorCodes.InvalidConnection, "requires a consumer key", new(InvalidArgument, "Specify the consumer key of the app as -ClientId of Register-SfConnection, with -Force to replace the connection.")),
        (SfErrorCodes.InvalidConnection, "requires a user name", new(InvalidArgument, "Specify the user as -Username of Register-SfConnection, with -Force to replace the connection.")),
        (SfErrorCodes.InvalidConnection, "requires the name of a secret", new(InvalidArgument, "Specify the name of the secret in the vault as -SecretName of Register-SfConnection, with -Force to replace the connection.")),
        (SfErrorCodes.InvalidConnection, "names a vault, but no secret", new(InvalidArgument, "Specify the name of the secret as -SecretName, or omit -VaultName. To replace a registered connection, run Register-SfConnection with -Force.")),
        (SfErrorCodes.InvalidConnection, "file of the private key or the secret", new(InvalidArgument, "Specify the private key either as -PrivateKeyPath or, if it is in a vault, as -SecretName. To replace a registered connection, run Register-SfConnection with -Force.")),
        (SfErrorCodes.InvalidConnection, "does not use a user name", new(InvalidArgument, "Omit -Username, or use -Flow JwtBearer or Password. To replace a registered connection, run Register-SfConnection with -Force.")),
        (SfErrorCodes.InvalidConnection, "does not use a private key file", new(InvalidArgument, "Omit -PrivateKeyPath, or use -Flow JwtBearer. To replace a registered connection, run Register-SfConnection with -Force.")),
        (SfErrorCodes.InvalidConnection, "does not use an audience", new(InvalidArgument, "Omit -Audience, or use -Flow JwtBearer. To replace a registered connection, run Register-SfConnection with -Force.")),
        (SfErrorCodes.InvalidParameter, "neither an output folder nor an org", new(InvalidArgument, "Specify -OutputDirectory to write files, -Session to set up the org, or both.")),
        (SfErrorCodes.InvalidParameter, "The name of the system must have", new(InvalidArgument, "Specify another name as -System, such as SAP.")),
        (SfErrorCodes.InvalidParameter, "The name of the system has a character", new(InvalidArgument, "Specify the name as -System without control characters.")),
        (SfErrorCodes.InvalidParameter, "A user name is required", new(InvalidArgument, "Specify -Username, or -Session, from which a user name can be made.")),
        (SfErrorCodes.InvalidParameter, "The user name ", new(InvalidArgument, "Specify a user name such as sap.integration@acme.example as -Username.")),
        (SfErrorCodes.InvalidParameter, "The contact email address", new(InvalidArgument, "Specify an email address such as it@acme.example as -ContactEmail.")),
        (SfErrorCodes.InvalidParameter, "The permission set name", new(InvalidArgument, "Specify an API name such as SAP_Integration as -PermissionSetName, or omit it.")),
        (SfErrorCodes.InvalidParameter, "The profile name", new(InvalidArgument, "Specify the name of a profile as -ProfileName. For the names, see Setup, Profiles.")),
        (SfErrorCodes.InvalidParameter, "The callback URL", new(InvalidArgument, "Specify a full URL as -CallbackUrl, or omit it.")),
        (SfErrorCodes.InvalidParameter, "the object permissions", new(InvalidArgument, "Specify objects and permissions as -ObjectPermission @{ Account = 'Read', 'Edit' }.")),
    ];
}
