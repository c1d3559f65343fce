namespace SalesforceCC.Emulator.Tests.Contract;

/// <summary>What is known of Salesforce, in groups; what only memory says is not in here.</summary>
internal static partial class Facts
{
    private const string Created = """-> 201 {"id":"#id=a","success":true,"errors":[]}""";

    public static IReadOnlyList<(string Name, Fact[] Facts)> All { get; } =
    [
        ("Login", Login), ("Requests", Requests), ("Resources", Resources), ("Rows", Rows), ("Conditions", Conditions),
        ("Errors", Errors), ("Describe", Describe), ("Pages", Pages), ("Collections", Collections), ("Composite", Composite),
        ("SOQL", Soql), ("Literals", Literals), ("Administration", Administration), ("Bulk", Bulk), ("Search", Search),
    ];
}
