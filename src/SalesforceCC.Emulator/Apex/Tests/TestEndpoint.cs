using System.Text.Json;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Apex.Tests;

/// <summary><c>/tooling/runTestsAsynchronous</c> and <c>runTestsSynchronous</c>.</summary>
internal sealed class TestEndpoint(TestRuns runs)
{
    /// <summary>Answers with a bare text, the short id of the run.</summary>
    public Answer Start(Call call) => Answer.Json(200, JsonSerializer.SerializeToElement(runs.Start(call.Read<TestOrder>(), call.UserId)[..15]));

    public Answer Run(Call call) => Answer.Json(200, runs.Run(call.Read<TestOrder>()));
}
