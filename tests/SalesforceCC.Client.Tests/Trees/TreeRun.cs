using SalesforceCC.Data;
using SalesforceCC.Json;
using SalesforceCC.Trees;

namespace SalesforceCC.Client.Tests.Trees;

/// <summary>Imports as the cmdlet does them.</summary>
internal static class TreeRun
{
    /// <summary>A record as a file has it: its object, its reference, and the references in its lookups.</summary>
    public static string Node(string type, string reference, string? first = null, string? second = null) =>
        $$"""{"attributes":{"type":"{{type}}","referenceId":"{{reference}}"},"Name":"{{reference}}"{{Lookup("First_To__c", first)}}{{Lookup("second_to__c", second)}}}""";

    /// <summary>Imports files, each a list of records.</summary>
    public static async Task<List<TreeRecord>> ImportAsync(SfSession session, IdMap map, params IEnumerable<string>[] files)
    {
        TreeProblems problems = new();
        TreeBuilder builder = new(new TreeSchema(session), problems);
        for (int i = 0; i < files.Length; i++)
            await builder.AddAsync(new TreeFile($"/{i}.json"), Records(files[i]), Guard.Stop);
        builder.Resolve(map);
        if (problems.Any)
            throw problems.All.First().Failure;
        List<TreeRecord> done = [];
        await foreach (TreeRecord record in new TreeImport(session, builder.Records, map, new WriteSettings { Operation = WriteOperation.Insert, BatchSize = 7 }).RunAsync(Guard.Stop))
            done.Add(record);
        return done;
    }

    private static object?[] Records(IEnumerable<string> records) =>
        (object?[])JsonValues.Read(System.Text.Encoding.UTF8.GetBytes($"[{string.Join(',', records)}]"))!;

    private static string Lookup(string field, string? reference) => reference is null ? "" : $",\"{field}\":\"@{reference}\"";
}
