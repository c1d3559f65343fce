namespace SalesforceCC.Emulator.Apex.Logs;

/// <summary>How much is logged, from nothing to all.</summary>
internal enum ApexLogLevel
{
    None,
    Error,
    Warn,
    Info,
    Debug,
    Fine,
    Finer,
    Finest,
}
