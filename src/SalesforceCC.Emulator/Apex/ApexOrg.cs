using SalesforceCC.Emulator.Apex.Logs;
using SalesforceCC.Emulator.Apex.Tests;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Apex;

/// <summary>The org's Apex: what runs blocks and tests, and keeps their logs.</summary>
internal sealed class ApexOrg
{
    public ApexOrg(OrgStore store, TimeProvider clock)
    {
        Logs = new ApexLogs(store, clock);
        TraceFlags = new TraceFlags(store, clock);
        Anonymous = new AnonymousApex(store, Logs, clock);
        Tests = new TestRuns(store, clock);
    }

    public ApexLogs Logs { get; }

    public TraceFlags TraceFlags { get; }

    public AnonymousApex Anonymous { get; }

    public TestRuns Tests { get; }

    public ApexRestTable Rest { get; } = new();

    /// <summary>A row has been written that things depend on: a flag that turns logging on, a test that is stopped.</summary>
    public void NoteRow(SObjectType type, string id)
    {
        if (type.Name == "TraceFlag") Logs.NoteFlag();
        if (type.Name == "ApexTestQueueItem") Tests.NoteItem(id);
    }

    /// <summary>Lets time do its work: logs that are too old go, and tests go on.</summary>
    public void Tick()
    {
        Logs.Purge();
        Tests.Advance();
    }
}
