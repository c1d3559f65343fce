namespace SalesforceCC.Setup;

/// <summary>All that is to be done for an integration: files, an org, or both.</summary>
internal sealed class IntegrationSetup
{
    private readonly IntegrationOptions _options;
    private readonly SfSession? _session;
    private readonly string? _folder;

    /// <exception cref="SfException">INVALID_PARAMETER, or FILE_EXISTS where a file would be overwritten unasked.</exception>
    public IntegrationSetup(IntegrationOptions options, SfSession? session, string? folder)
    {
        if (session is null && folder is null)
            throw IntegrationOptions.Invalid("There is nothing to set up: neither an output folder nor an org was specified.");
        _options = options;
        _session = session;
        _folder = folder;
        Steps =
        [
            .. folder is null ? [] : new SourceFolder(folder, options).Steps,
            .. session is null ? [] : new OrgSetup(options, session).Steps,
        ];
    }

    /// <summary>What to do, in this order.</summary>
    public IReadOnlyList<SetupStep> Steps { get; }

    /// <summary>What is left then.</summary>
    /// <param name="store">What to store key and secret with, for the text.</param>
    public IEnumerable<SfSetupItem> ByHand(string store) => _session is null
        ? ManualSetup.AfterFiles(_options, _folder!, store)
        : ManualSetup.AfterDeployment(_options, store);
}
