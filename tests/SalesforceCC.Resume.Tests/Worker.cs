using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using SalesforceCC.Auth;
using SalesforceCC.Bulk;
using SalesforceCC.Http;

namespace SalesforceCC.Resume.Tests;

/// <summary>
/// Does what a user does who runs a command, and after a crash resumes it: begins, or goes on where there is a journal. At
/// the step that it is told, it kills itself. Its steps are the lines that -Verbose shows: each answer that has come, each
/// entry of a journal, each file written, renamed or deleted.
/// </summary>
internal static class Worker
{
    /// <summary>Where the token is, so that it is in no list of processes.</summary>
    public const string TokenVariable = "SALESFORCECC_TEST_TOKEN";

    /// <summary>So many steps were taken; the last line of what a process says that came to its end.</summary>
    public const string Steps = "steps ";

    private static readonly object s_lock = new();

    /// <summary>
    /// Runs <c>import|export URL PATH FOLDER [option]</c>, or <c>receive URL LOG PLACE ENDPOINT DELIVERY LAST</c>, and kills
    /// itself at that step; 0: to its end.
    /// </summary>
    public static async Task<int> RunAsync(int killAt, string[] arguments)
    {
        int steps = 0;
        void Step(string line)
        {
            lock (s_lock)
            {
                Console.Error.WriteLine(line);
                if (++steps == killAt)
                    Die();
            }
        }

        RequestTrace.Sink = Step;
        using SfSession session = Adopt(new Uri(arguments[1]));
        if (arguments[0] == "import")
            await ImportAsync(session, arguments[2], arguments[3]);
        else if (arguments[0] == "export")
            await ExportAsync(session, arguments[2], arguments.ElementAtOrDefault(4));
        else
            EventWorker.Run(session, new Uri(arguments[4]), arguments[2], arguments[3], arguments[5], arguments[6], Step);
        Console.WriteLine($"{Steps}{steps}");
        return 0;
    }

    /// <summary>
    /// Does what it is told, a line of JSON after the other, until there is no more. To each it says one line: null, or what
    /// went wrong.
    /// </summary>
    public static async Task<int> RunManyAsync()
    {
        TextWriter answers = Console.Out;
        Console.SetOut(TextWriter.Null);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            string? failure = null;
            try { await RunAsync(0, JsonSerializer.Deserialize<string[]>(line)!); }
#pragma warning disable CA1031 // Who has told it is told.
            catch (Exception e) { failure = e.ToString(); }
#pragma warning restore CA1031
            await answers.WriteLineAsync(JsonSerializer.Serialize(failure));
        }

        return 0;
    }

    private static async Task ImportAsync(SfSession session, string file, string folder)
    {
        string path = ImportFolder.JournalOf(folder);
        if (File.Exists(path))
        {
            using BulkJournal journal = BulkJournal.Open(path, session.Clock);
            await BulkImport.ResumeAsync(session, journal, static s => s, new Silence(), CancellationToken.None);
            return;
        }

        ImportSettings settings = new() { Type = "Account", Operation = BulkOperation.Insert, Folder = folder, JobRows = 10, ThrottleLimit = 2 };
        await BulkImport.RunAsync(session, settings, [file], new Silence(), CancellationToken.None);
    }

    private static async Task ExportAsync(SfSession session, string file, string? option)
    {
        // What the worker before has finished is not done again.
        if (option == "split" ? File.Exists(file) && !Directory.Exists(WorkFolder.Of(file)) : File.Exists(file) && !File.Exists(WorkFolder.JournalOf(file)))
            return;
        using BulkExport export = TryResume(session, file) ?? await BulkExport.NewAsync(
            session,
            new ExportSettings
            {
                Query = "SELECT Id, Name, Phone, Owner.Name FROM Account WHERE Name LIKE 'Export %'",
                Path = file,
                DiscardUnfinished = true,
                MaxRecords = option == "locators" ? 10 : null,
                SplitPages = option == "split",
            },
            CancellationToken.None);
        await foreach (ExportStep _ in export.RunAsync(CancellationToken.None))
        {
        }
    }

    private static BulkExport? TryResume(SfSession session, string file)
    {
        string path = WorkFolder.JournalOf(file);
        if (!File.Exists(path))
            return null;
        BulkJournal journal = BulkJournal.Open(path, session.Clock);
        if (journal.Entries.Count > 0)
            return BulkExport.Resume(session, journal);

        // Nothing was begun yet.
        journal.Dispose();
        return null;
    }

    private static SfSession Adopt(Uri instance)
    {
        SfConnectOptions options = new() { Domain = instance.AbsoluteUri, Clock = new HurriedClock() };
        byte[] token = Encoding.UTF8.GetBytes(Environment.GetEnvironmentVariable(TokenVariable)!);
        return SfSession.Adopt(options, instance, new AccessToken(TokenResponse.Adopted(token, instance), DateTimeOffset.UtcNow));
    }

    // As kill -9 does: nothing is closed, nothing is flushed.
    private static void Die()
    {
        Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);
    }

    private sealed class Silence : IImportWatcher
    {
        public void Progress(ImportProgress progress)
        {
        }

        public void RowFailed(ImportFailure failure)
        {
        }

        public void JobFailed(SfBulkJob? job, SfException failure) => throw failure;

        public void Warn(string text)
        {
        }
    }
}
