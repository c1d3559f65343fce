using System.Text.Json;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Apex.Tests;

/// <summary>The classes of tests that the org knows, and which of them a request means.</summary>
internal sealed class TestCatalog(OrgStore store)
{
    private readonly Dictionary<string, (TestClass Class, string Id)> _classes = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _ids = new(StringComparer.OrdinalIgnoreCase);

    public void Add(TestPlan plan)
    {
        foreach (TestClass test in plan.Classes)
        {
            _classes[test.Name] = (test, IdOf(test.Name, "@IsTest private class {0} { }", test.Namespace));
            foreach (TestCoverage covered in test.Coverage) IdOf(covered.Name, "public class {0} { }", null);
        }
        foreach (TestSuite suite in plan.Suites) Add(suite);
    }

    /// <summary>The row of a class, made where there is none.</summary>
    public string IdOf(string name, string source = "public class {0} { }", string? package = null)
    {
        if (_ids.TryGetValue(name, out string? id)) return id;
        id = store.FindId($"SELECT Id FROM ApexClass WHERE Name = {StoreQueries.Quote(name)}") ?? store.Keep(
            store.FindType("ApexClass")!,
            null,
            JsonSerializer.SerializeToElement(new { Name = name, Body = source.Replace("{0}", name, StringComparison.Ordinal), NamespacePrefix = package }));
        return _ids[name] = id;
    }

    /// <exception cref="SalesforceError">There is no such class, or no test.</exception>
    public IReadOnlyList<QueuedClass> Find(TestOrder order)
    {
        Dictionary<string, QueuedClass> found = new(StringComparer.OrdinalIgnoreCase);
        foreach (TestOrderItem item in Items(order))
        {
            (TestClass test, string id) = ByName(item) ?? throw Unknown(item);
            TestMethod[] methods = [.. test.Methods.Where(m => item.TestMethods is not { Count: > 0 } wanted || wanted.Contains(m.Name, StringComparer.OrdinalIgnoreCase))];
            if (item.TestMethods?.FirstOrDefault(w => !test.Methods.Any(m => m.Name.Equals(w, StringComparison.OrdinalIgnoreCase))) is { } missing)
                throw new SalesforceError(400, "INVALID_INPUT", $"The test method {test.Name}.{missing} does not exist");
            found[id] = new QueuedClass { Class = test, ClassId = id, Methods = [.. (found.GetValueOrDefault(id)?.Methods ?? []).Union(methods)] };
        }
        return found.Count > 0
            ? [.. found.Values]
            : throw new SalesforceError(400, "INVALID_INPUT", "There are no tests to run: no class of the request has any");
    }

    private IEnumerable<TestOrderItem> Items(TestOrder order)
    {
        foreach (TestOrderItem item in order.Tests ?? []) yield return item;
        foreach (string name in Split(order.ClassNames)) yield return new TestOrderItem { ClassName = name };
        foreach (string id in Split(order.ClassIds)) yield return new TestOrderItem { ClassId = id };
        foreach (string name in Split(order.SuiteNames))
            foreach (string id in Members(SuiteNamed(name))) yield return new TestOrderItem { ClassId = id };
        foreach (string suite in Split(order.SuiteIds))
            foreach (string id in Members(suite)) yield return new TestOrderItem { ClassId = id };
        if (order.TestLevel is not ("RunLocalTests" or "RunAllTestsInOrg")) yield break;
        foreach ((TestClass test, _) in _classes.Values)
            if (test.Namespace is null || order.TestLevel == "RunAllTestsInOrg") yield return new TestOrderItem { ClassName = test.Name };
    }

    private (TestClass Class, string Id)? ByName(TestOrderItem item)
    {
        // With the package before it, or by itself.
        string? name = item.ClassName?.Split('.')[^1];
        foreach ((TestClass Class, string Id) known in _classes.Values)
            if (name is not null ? known.Class.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
                : SalesforceId.TryNormalize(item.ClassId, out string? id) && known.Id == id) return known;
        return null;
    }

    private static SalesforceError Unknown(TestOrderItem item) => new(
        400, "INVALID_INPUT", $"The test class {item.ClassName ?? item.ClassId} does not exist, or has no tests");

    private string SuiteNamed(string name) => store.FindId($"SELECT Id FROM ApexTestSuite WHERE TestSuiteName = {StoreQueries.Quote(name)}")
        ?? throw new SalesforceError(400, "INVALID_INPUT", $"The test suite {name} does not exist");

    private IEnumerable<string> Members(string suite) => store.Rows(
        $"SELECT ApexClassId FROM TestSuiteMembership WHERE ApexTestSuiteId = {StoreQueries.Quote(suite)}").Select(r => r.GetProperty("ApexClassId").GetString()!);

    private void Add(TestSuite suite)
    {
        string id = store.FindId($"SELECT Id FROM ApexTestSuite WHERE TestSuiteName = {StoreQueries.Quote(suite.Name)}")
            ?? store.Keep(store.FindType("ApexTestSuite")!, null, JsonSerializer.SerializeToElement(new { TestSuiteName = suite.Name }));
        string[] members = [.. Members(id)];
        foreach (string name in suite.Classes.Where(n => !members.Contains(IdOf(n))))
            store.Keep(store.FindType("TestSuiteMembership")!, null, JsonSerializer.SerializeToElement(new { ApexTestSuiteId = id, ApexClassId = IdOf(name) }));
    }

    private static string[] Split(string? list) =>
        list?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
