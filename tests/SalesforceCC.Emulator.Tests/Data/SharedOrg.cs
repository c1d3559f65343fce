using SalesforceCC.Emulator.Tests.Data;
using Xunit;

[assembly: AssemblyFixture(typeof(SharedOrg))]

namespace SalesforceCC.Emulator.Tests.Data;

/// <summary>One org for all tests that only read.</summary>
public sealed class SharedOrg : IDisposable
{
    public const int Rows = 5_000;

    private readonly Lazy<SampleOrg> _org = new(() => new SampleOrg(Rows));

    public SampleOrg Org => _org.Value;

    public void Dispose()
    {
        if (_org.IsValueCreated) Org.Dispose();
    }
}
