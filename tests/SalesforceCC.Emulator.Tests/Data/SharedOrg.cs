namespace SalesforceCC.Emulator.Tests.Data;

/// <summary>One org for all tests of a class; they only read.</summary>
public sealed class SharedOrg : IDisposable
{
    public SampleOrg Org { get; } = new(rows: 5_000);

    public void Dispose() => Org.Dispose();
}
