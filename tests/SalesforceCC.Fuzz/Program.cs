using System.Globalization;
using SalesforceCC.Fuzz.Running;
using SalesforceCC.Fuzz.Targets;

// dotnet SalesforceCC.Fuzz.dll [--target name] [--seed n] [--first n] [--count n] [--folder path]
string folder = Option("folder") ?? "out/fuzz";
foreach (string command in BlackBox.ReadLeft(folder))
    Console.WriteLine($"An earlier run did not come to its end. It was at this input:\n{command}");

int seed = int.Parse(Option("seed") ?? Random.Shared.Next().ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
string[] names = Option("target") is { } only ? [only] : AllTargets.Names;
bool isFailed = false;
foreach (string name in names)
{
    using FuzzTarget target = AllTargets.Create(name);
    using BlackBox box = new(folder, name, seed);
    FuzzReport report = await FuzzRun.RunAsync(target, new FuzzOptions
    {
        Seed = seed,
        First = long.Parse(Option("first") ?? "0", CultureInfo.InvariantCulture),
        Count = long.Parse(Option("count") ?? "1000000", CultureInfo.InvariantCulture),
        OnInput = box.Note,
    });
    Console.WriteLine(report);
    isFailed |= report.Failures.Count > 0;
}

return isFailed ? 1 : 0;

string? Option(string name)
{
    int at = Array.IndexOf(args, "--" + name);
    return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
}
