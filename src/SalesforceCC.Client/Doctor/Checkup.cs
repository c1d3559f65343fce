using SalesforceCC.Auth;

namespace SalesforceCC.Doctor;

/// <summary>What is known so far, and why other things are not. Each check reads it and adds to it.</summary>
internal sealed class Checkup : IDisposable
{
    private readonly Func<SfException, string> _advice;
    private readonly ISecretSource? _secrets;
    private readonly bool _ownsSession;
    private Task<ClientCredential>? _credential;
    private Task<SetupAnswers>? _answers;

    /// <param name="options">How to connect.</param>
    /// <param name="secrets">Where key and secret come from.</param>
    /// <param name="advice">The next step for a failure.</param>
    public Checkup(SfConnectOptions options, ISecretSource secrets, Func<SfException, string> advice)
    {
        Options = options;
        _secrets = secrets;
        _advice = advice;
        _ownsSession = true;
    }

    /// <param name="session">A session, which is left open.</param>
    /// <param name="advice">The next step for a failure.</param>
    public Checkup(SfSession session, Func<SfException, string> advice)
    {
        Options = session.Options;
        Given = session;
        _advice = advice;
    }

    public SfConnectOptions Options { get; }

    /// <summary>The session to check, where it is one.</summary>
    public SfSession? Given { get; }

    /// <summary>The org's address; null as long as there is none of use.</summary>
    public Uri? Domain { get; set; }

    /// <summary>A sentence on why the org cannot be asked anything; null: it can.</summary>
    public string? NoHost { get; set; }

    /// <summary>A sentence on why nothing can be asked with a token; null: it can.</summary>
    public string? NoToken { get; set; }

    /// <summary>The REST API's versions; null where the org did not tell.</summary>
    public IReadOnlyList<SfApiVersion>? Versions { get; set; }

    /// <summary>The org's time minus this machine's; null where the org did not tell.</summary>
    public TimeSpan? ClockSkew { get; set; }

    public SfSession? Session { get; set; }

    /// <summary>The token answer was not signed with the client secret.</summary>
    public SfException? SignatureFailure { get; set; }

    /// <summary>The token opens the REST API; null: Salesforce did not say.</summary>
    public bool? HasApiScope { get; set; }

    public RunAsUser? User { get; set; }

    /// <summary>The version to ask with: the one wanted, or where the org does not have it, its newest.</summary>
    public string ApiVersion => Offers(Options.ApiVersion) != false ? Options.ApiVersion : Newest!.ToString();

    public Version? Newest => Versions?.Where(static v => !v.IsAlias).Max(static v => v.Version);

    /// <summary>Whether the org has a version; null: it did not tell which it has.</summary>
    public bool? Offers(string version) =>
        Newest is null ? null : Versions!.Any(v => v.IsAlias ? version == "latest" : v.ToString() == version);

    /// <summary>Key and secret, read once.</summary>
    public Task<ClientCredential> CredentialAsync(CancellationToken stop) => _credential ??= _secrets!.ReadAsync(stop);

    /// <summary>A source that gives what has been read, so that no vault is asked twice.</summary>
    public ISecretSource ReadSecret(ClientCredential credential) => new FixedSecretSource(credential, _secrets!.Description);

    public string SecretSource => Given?.SecretSource ?? _secrets!.Description;

    /// <summary>What the org says to all the questions about user, org and app: asked once.</summary>
    public Task<SetupAnswers> AnswersAsync(CancellationToken stop) => _answers ??= SetupAnswers.AskAsync(this, stop);

    /// <summary>A step failed with an error that has a line in the table of errors.</summary>
    public Finding Fail(SfException e) => Finding.Fail(Text(e), _advice(e));

    /// <summary>A step whose fix has a line in the table of errors, under a code.</summary>
    public Finding Warn(string detail, string code) => Finding.Warn(detail, _advice(new SfException(code, detail)));

    public static string Text(SfException e) => $"{e.Code}: {e.Message}";

    public void Dispose()
    {
        if (_ownsSession)
            Session?.Dispose();
    }
}
