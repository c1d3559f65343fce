using System.Collections.Concurrent;

namespace SalesforceCC.Emulator.Apex;

/// <summary>The Apex REST endpoints that a test has set up: nobody runs classes here, so that it says what they answer.</summary>
internal sealed class ApexRestTable
{
    private readonly ConcurrentDictionary<(string Path, string Method), ApexRestEndpoint> _endpoints = new();

    public void Add(ApexRestEndpoint endpoint) => _endpoints[(endpoint.Path.Trim('/'), endpoint.Method.ToUpperInvariant())] = endpoint;

    public void Clear() => _endpoints.Clear();

    public ApexRestEndpoint? Find(string path, string method) => _endpoints.GetValueOrDefault((path.Trim('/'), method));

    public IReadOnlyList<string> MethodsOf(string path) =>
        [.. _endpoints.Keys.Where(k => k.Path == path.Trim('/')).Select(static k => k.Method).Order(StringComparer.Ordinal)];
}
