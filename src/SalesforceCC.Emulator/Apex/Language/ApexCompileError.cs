namespace SalesforceCC.Emulator.Apex.Language;

/// <summary>The source cannot be compiled; nothing of it has run.</summary>
internal sealed class ApexCompileError(string message, int line, int column) : Exception(message)
{
    public ApexCompileError(string message, ApexToken at)
        : this(message, at.Line, at.Column)
    {
    }

    public int Line { get; } = line;

    public int Column { get; } = column;

    /// <summary>What Salesforce compiles and this org does not.</summary>
    public static ApexCompileError NotServed(string what, ApexToken at) => new($"{what}: not served by this org", at);
}
