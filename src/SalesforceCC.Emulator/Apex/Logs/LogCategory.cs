namespace SalesforceCC.Emulator.Apex.Logs;

/// <summary>What log levels are set for, in the order of a log's first line.</summary>
internal enum LogCategory
{
    ApexCode,
    ApexProfiling,
    Callout,
    Database,
    Nba,
    System,
    Validation,
    Visualforce,
    Wave,
    Workflow,
}
