using System.Runtime.CompilerServices;
using SalesforceCC.Cmdlets.Shell;

namespace SalesforceCC.FrameworkRun;

/// <summary>Runs all checks against an embedded org; the exit code is the number of those that failed.</summary>
internal static class Program
{
    // Nothing of the client may be named here: it cannot be loaded before ClientLoader answers.
    private static Task<int> Main(string[] args)
    {
        if (args.Length != 4)
        {
            Console.Error.WriteLine("usage: SalesforceCC.FrameworkRun HTTP-URL HTTPS-URL CONSUMER-KEY CONSUMER-SECRET");
            return Task.FromResult(-1);
        }

        ClientLoader.Attach();
        return Run(args);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<int> Run(string[] args) =>
        new Checks(new TestOrg(args[0], args[1], args[2], args[3])).RunAsync();
}
