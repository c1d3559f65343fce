namespace SalesforceCC;

/// <summary>
/// Codes of failures that the client itself finds, in the form of Salesforce's own. Everything else in
/// <see cref="SfException.Code"/> is Salesforce's: an <c>errorCode</c> of REST or an <c>error</c> of OAuth.
/// </summary>
internal static class SfErrorCodes
{
    /// <summary>The host name is not known.</summary>
    public const string HostNotFound = "HOST_NOT_FOUND";

    /// <summary>Nothing listens there, or a firewall says no.</summary>
    public const string ConnectionRefused = "CONNECTION_REFUSED";

    /// <summary>The connection broke off.</summary>
    public const string ConnectionLost = "CONNECTION_LOST";

    /// <summary>TLS could not be agreed on, or the certificate is not trusted.</summary>
    public const string TlsFailure = "TLS_FAILURE";

    /// <summary>The proxy cannot be reached, or would not connect.</summary>
    public const string ProxyRefused = "PROXY_REFUSED";

    /// <summary>No answer within the time allowed.</summary>
    public const string Timeout = "TIMEOUT";

    /// <summary>The answer is not what Salesforce sends: HTML, cut short, another shape.</summary>
    public const string InvalidResponse = "INVALID_RESPONSE";

    /// <summary>A URL leads away from the session's instance; the token does not go there.</summary>
    public const string ForeignOrigin = "FOREIGN_ORIGIN";

    /// <summary>The answer is a redirect, which is never followed.</summary>
    public const string UnexpectedRedirect = "UNEXPECTED_REDIRECT";

    /// <summary>The text given as domain is no host.</summary>
    public const string InvalidDomain = "INVALID_DOMAIN";

    /// <summary>A login host, where this flow does not exist.</summary>
    public const string LoginDomainRefused = "LOGIN_DOMAIN_REFUSED";

    /// <summary>Plain http to a host that is not this machine.</summary>
    public const string PlainHttpRefused = "PLAIN_HTTP_REFUSED";

    /// <summary>The certificate check was to be skipped for a host that is not this machine.</summary>
    public const string CertificateCheckRequired = "CERTIFICATE_CHECK_REQUIRED";

    /// <summary>The signature of the token answer was not made with this client secret.</summary>
    public const string SignatureMismatch = "SIGNATURE_MISMATCH";

    /// <summary>A token that is bound to a key (DPoP) and cannot be used as Bearer.</summary>
    public const string UnsupportedTokenType = "UNSUPPORTED_TOKEN_TYPE";

    /// <summary>The text given as access token is none.</summary>
    public const string InvalidAccessToken = "INVALID_ACCESS_TOKEN";

    /// <summary>The token has ended, and the session was given it: it cannot ask for another.</summary>
    public const string TokenNotRenewable = "TOKEN_NOT_RENEWABLE";

    /// <summary>What was asked for takes the consumer secret, and the session's flow has none.</summary>
    public const string ClientSecretRequired = "CLIENT_SECRET_REQUIRED";

    /// <summary>The private key cannot be read, or is of no use.</summary>
    public const string PrivateKeyUnavailable = "PRIVATE_KEY_UNAVAILABLE";

    /// <summary>No session, or none of that name.</summary>
    public const string NotConnected = "NOT_CONNECTED";

    /// <summary>The session was disconnected.</summary>
    public const string SessionClosed = "SESSION_CLOSED";

    /// <summary>The secret could not be read, or is of no use.</summary>
    public const string SecretUnavailable = "SECRET_UNAVAILABLE";

    /// <summary>No vault has a secret of that name.</summary>
    public const string SecretNotFound = "SECRET_NOT_FOUND";

    /// <summary>The secret is there, in a form that is of no use.</summary>
    public const string SecretUnusable = "SECRET_UNUSABLE";

    /// <summary>The secret holds no consumer key, and none was given.</summary>
    public const string ClientIdRequired = "CLIENT_ID_REQUIRED";

    /// <summary>Several vaults hold a secret of that name.</summary>
    public const string SecretAmbiguous = "SECRET_AMBIGUOUS";

    /// <summary>The vault took a secret without an error, and does not give it back.</summary>
    public const string SecretNotStored = "SECRET_NOT_STORED";

    /// <summary>The SecretManagement module is not installed, or does not load.</summary>
    public const string VaultModuleMissing = "VAULT_MODULE_MISSING";

    /// <summary>No vault of that name is registered, or none at all.</summary>
    public const string VaultNotFound = "VAULT_NOT_FOUND";

    /// <summary>The vault wants its password, and nobody can be asked for it.</summary>
    public const string VaultLocked = "VAULT_LOCKED";

    /// <summary>The vault was busy with other calls for all of the time allowed.</summary>
    public const string VaultBusy = "VAULT_BUSY";

    /// <summary>The vault failed; the text is its own.</summary>
    public const string VaultFailed = "VAULT_FAILED";

    /// <summary>A rotation failed for a reason that has no code of its own.</summary>
    public const string RotationFailed = "ROTATION_FAILED";

    /// <summary>A session would rotate the secret that it lives on.</summary>
    public const string OwnApp = "OWN_APP";

    /// <summary>No external client app of the org has the key.</summary>
    public const string AppNotFound = "APP_NOT_FOUND";

    /// <summary>The previous key and secret still work, and leave no room for new ones.</summary>
    public const string GracePeriod = "GRACE_PERIOD";

    /// <summary>No connection of that name is registered.</summary>
    public const string ConnectionNotFound = "CONNECTION_NOT_FOUND";

    /// <summary>A connection of that name is registered already.</summary>
    public const string ConnectionExists = "CONNECTION_EXISTS";

    /// <summary>The registered connection is of another flow than the command.</summary>
    public const string ConnectionFlowMismatch = "CONNECTION_FLOW_MISMATCH";

    /// <summary>A connection lacks what its flow needs, or has what it has no use for.</summary>
    public const string InvalidConnection = "INVALID_CONNECTION";

    /// <summary>The file of registered connections is damaged, of a newer version, or cannot be read.</summary>
    public const string ConnectionFileUnusable = "CONNECTION_FILE_UNUSABLE";

    /// <summary>A placeholder without value, a value without placeholder, or one of a type SOQL has no literal for.</summary>
    public const string InvalidParameter = "INVALID_PARAMETER";

    /// <summary>The file for an answer cannot be written.</summary>
    public const string FileNotWritten = "FILE_NOT_WRITTEN";

    /// <summary>The file or other source of a request's body cannot be read.</summary>
    public const string BodyNotRead = "BODY_NOT_READ";

    /// <summary>Columns do not fit the object and what is to be done with it.</summary>
    public const string InvalidColumns = "INVALID_COLUMNS";

    /// <summary>A file has changed since its import began.</summary>
    public const string FileChanged = "FILE_CHANGED";

    /// <summary>Salesforce does not have a job any more.</summary>
    public const string JobNotFound = "JOB_NOT_FOUND";

    /// <summary>A job failed, and Salesforce has no code for it.</summary>
    public const string JobFailed = "JOB_FAILED";

    /// <summary>Somebody ended a job before all of its rows were processed.</summary>
    public const string JobAborted = "JOB_ABORTED";

    /// <summary>A file is there already, and was not to be overwritten.</summary>
    public const string FileExists = "FILE_EXISTS";

    /// <summary>Salesforce did not deploy the components; the text says what is wrong with which.</summary>
    public const string DeployFailed = "DEPLOY_FAILED";

    /// <summary>A path that does not fit below the instance.</summary>
    public const string InvalidPath = "INVALID_PATH";

    /// <summary>An API version that is none.</summary>
    public const string InvalidApiVersion = "INVALID_API_VERSION";

    /// <summary>The journal of an import or export is open in another process, which works on it.</summary>
    public const string JournalInUse = "JOURNAL_IN_USE";

    /// <summary>The journal of an import or export is not there, damaged, of a newer version, or does not fit what it is about.</summary>
    public const string JournalUnusable = "JOURNAL_UNUSABLE";

    /// <summary>A file, or a response, is no CSV.</summary>
    public const string InvalidCsv = "INVALID_CSV";

    /// <summary>A bulk job takes longer than it was to be waited for. It goes on in Salesforce.</summary>
    public const string JobNotFinished = "JOB_NOT_FINISHED";

    /// <summary>A file with related records, or the plan of such files, has another form than it should.</summary>
    public const string InvalidTree = "INVALID_TREE";

    /// <summary>A lookup refers to a record that is in none of the files.</summary>
    public const string UnknownReference = "UNKNOWN_REFERENCE";

    /// <summary>Several records have the same reference id.</summary>
    public const string DuplicateReference = "DUPLICATE_REFERENCE";

    /// <summary>Records refer to each other in a ring that cannot be saved.</summary>
    public const string ReferenceRing = "REFERENCE_RING";

    /// <summary>A record was not saved, or not as a whole, since one that it refers to was not saved.</summary>
    public const string ReferenceNotSaved = "REFERENCE_NOT_SAVED";

    /// <summary>The file that says which id each record has got cannot be read, or is of another org.</summary>
    public const string IdMapUnusable = "ID_MAP_UNUSABLE";

    /// <summary>A block of Apex could not be compiled. Nothing of it has run.</summary>
    public const string ApexNotCompiled = "APEX_NOT_COMPILED";

    /// <summary>A block of Apex ended with an exception. What it had changed was taken back.</summary>
    public const string ApexException = "APEX_EXCEPTION";

    /// <summary>A test of Apex failed.</summary>
    public const string TestFailed = "TEST_FAILED";

    /// <summary>A run of Apex tests was stopped before all of them had run, or Salesforce could not finish it.</summary>
    public const string TestRunAborted = "TEST_RUN_ABORTED";

    /// <summary>A run of Apex tests takes longer than it was to be waited for. It goes on in Salesforce.</summary>
    public const string TestRunNotFinished = "TEST_RUN_NOT_FINISHED";

    /// <summary>What was asked for works in PowerShell 7 only.</summary>
    public const string PowerShell7Required = "POWERSHELL_7_REQUIRED";

    /// <summary>Salesforce has not taken the place of a managed subscription.</summary>
    public const string NotCommitted = "NOT_COMMITTED";

    /// <summary>Another process keeps its place in the file.</summary>
    public const string ResumeFileInUse = "RESUME_FILE_IN_USE";

    /// <summary>The file is of another org or topic, of a newer version, or no such file at all.</summary>
    public const string ResumeFileUnusable = "RESUME_FILE_UNUSABLE";

    /// <summary>The file does not say any more where the place is.</summary>
    public const string ResumeFileDamaged = "RESUME_FILE_DAMAGED";
}
