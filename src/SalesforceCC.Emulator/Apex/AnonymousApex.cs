using SalesforceCC.Emulator.Apex.Language;
using SalesforceCC.Emulator.Apex.Logs;
using SalesforceCC.Emulator.Apex.Running;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Apex;

/// <summary>Compiles and runs anonymous blocks. What one has changed is taken back where it fails.</summary>
internal sealed class AnonymousApex(OrgStore store, ApexLogs logs, TimeProvider clock)
{
    private const int MaxLength = 32_000;

    /// <summary>Runs a block.</summary>
    /// <param name="code">The source.</param>
    /// <param name="userId">Whose rights it has.</param>
    /// <param name="version">API version of the call, as 68.0.</param>
    /// <param name="asked">Levels of the log that the caller wants back; null for none.</param>
    public AnonymousResult Run(string code, string userId, string version, LogLevels? asked)
    {
        ApexLogWriter? traced = logs.LevelsOf(userId) is { } levels ? new ApexLogWriter(clock, levels, version) : null;
        ApexLogWriter log = new(clock, asked ?? new LogLevels(), version) { Also = traced };
        AnonymousResult result = Run(code, userId, log);
        if (traced is not null)
            logs.Keep(traced, userId, "/services/data/v" + version + "/tooling/executeAnonymous/", result.CompileProblem ?? result.ExceptionMessage ?? "Success");
        return asked is { IsEmpty: false } ? result with { Log = log.ToString() } : result;
    }

    private AnonymousResult Run(string code, string userId, ApexLogWriter log)
    {
        if (code.Length > MaxLength)
            return AnonymousResult.NotCompiled($"Script too large: {code.Length}. Maximum characters allowed: {MaxLength}", 1, 1);
        Func<ApexRun, ApexFlow> program;
        log.Source(code);
        try
        {
            program = ApexParser.Compile(code, store, userId);
        }
        catch (ApexCompileError e)
        {
            return AnonymousResult.NotCompiled(e.Message, e.Line, e.Column);
        }
        ApexRun run = new(new ApexDatabase(store, userId, log), log, clock);
        Start(log, userId);
        try
        {
            store.Together(() => program(run));
            return AnonymousResult.Done;
        }
        catch (ApexException e)
        {
            string trace = $"AnonymousBlock: line {run.Line}, column 1";
            log.Write(LogCategory.ApexCode, ApexLogLevel.Info, "EXCEPTION_THROWN", $"[{run.Line}]", e.Text);
            log.Write(LogCategory.ApexCode, ApexLogLevel.Error, "FATAL_ERROR", $"{e.Text}\n\n{trace}");
            return AnonymousResult.Threw(e.Text, trace, run.Line);
        }
        finally
        {
            log.Write(LogCategory.ApexCode, ApexLogLevel.Error, "CODE_UNIT_FINISHED", "execute_anonymous_apex");
            log.Write(LogCategory.ApexCode, ApexLogLevel.Error, "EXECUTION_FINISHED");
        }
    }

    private static void Start(ApexLogWriter log, string userId)
    {
        log.Write(LogCategory.ApexCode, ApexLogLevel.Error, "USER_INFO", "[EXTERNAL]", userId, "GMT");
        log.Write(LogCategory.ApexCode, ApexLogLevel.Error, "EXECUTION_STARTED");
        log.Write(LogCategory.ApexCode, ApexLogLevel.Error, "CODE_UNIT_STARTED", "[EXTERNAL]", "execute_anonymous_apex");
    }
}
