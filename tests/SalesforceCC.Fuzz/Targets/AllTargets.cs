using SalesforceCC.Fuzz.Running;
using SalesforceCC.Json;

namespace SalesforceCC.Fuzz.Targets;

/// <summary>The targets by name.</summary>
internal static class AllTargets
{
    private static readonly Dictionary<string, Func<FuzzTarget>> s_all = new(StringComparer.OrdinalIgnoreCase)
    {
        ["PageReader"] = () => new PageReaderTarget(),
        ["JsonValues"] = () => new JsonValuesTarget(),
        ["SoqlTokenizer"] = () => new SoqlTokenizerTarget(),
        ["SoqlBinder"] = () => new SoqlBinderTarget(),
        ["MyDomain"] = () => new MyDomainTarget(),
        ["SoqlParser"] = () => new SoqlParserTarget(),
        ["Events"] = () => new EventTarget(),
        ["ErrorMapper"] = () => new ErrorMapperTarget(),
    };

    public static string[] Names => [.. s_all.Keys];

    public static FuzzTarget Create(string name) => s_all.TryGetValue(name, out Func<FuzzTarget>? create)
        ? create()
        : throw new ArgumentException($"There is no target '{name}', only {string.Join(", ", Names)}.", nameof(name));
}
