using System.Globalization;

namespace SalesforceCC.Resume.Tests;

/// <summary>The tests; and with <c>--work</c>, the process that they kill.</summary>
internal static class Program
{
    private static Task<int> Main(string[] arguments) => arguments switch
    {
        ["--work", string killAt, .. string[] work] => Worker.RunAsync(int.Parse(killAt, CultureInfo.InvariantCulture), work),
        ["--work-on"] => Worker.RunManyAsync(),
        _ => Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(arguments),
    };
}
