using SalesforceCC.Emulator.Apex.Tests;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Hosting;
using SalesforceCC.Emulator.Http;
using SalesforceCC.Emulator.Rest;

namespace SalesforceCC.Emulator.Apex;

/// <summary>Anonymous blocks, test runs, and the texts of debug logs.</summary>
internal sealed class ApexApi : IApi
{
    public void AddTo(Org org, DataApi api)
    {
        TestEndpoint tests = new(org.Apex.Tests);
        Handler body = call => LogBody(org, call);
        api.Routes
            .Map("GET", "/tooling/executeAnonymous", call => Execute(org, call))
            .Map("POST", "/tooling/runTestsAsynchronous", tests.Start)
            .Map("POST", "/tooling/runTestsSynchronous", tests.Run)
            .Map("GET", "/tooling/sobjects/ApexLog/{id}/Body", body)
            .Map("GET", "/sobjects/ApexLog/{id}/Body", body);
    }

    private static Answer Execute(Org org, Call call)
    {
        if (!call.Query.TryGetValue("anonymousBody", out Microsoft.Extensions.Primitives.StringValues code))
            throw new SalesforceError(400, "MISSING_ARGUMENT", "The anonymousBody parameter is required");
        AnonymousResult result = org.Apex.Anonymous.Run(code.ToString(), call.UserId, call.Version.Name, null);
        return Answer.Json(200, new
        {
            line = result.Line,
            column = result.Column,
            compiled = result.Compiled,
            success = result.Success,
            compileProblem = result.CompileProblem,
            exceptionStackTrace = result.ExceptionStackTrace,
            exceptionMessage = result.ExceptionMessage,
        });
    }

    private static Answer LogBody(Org org, Call call) =>
        SalesforceId.TryNormalize(call.Values["id"], out string? id) && org.Apex.Logs.Text(id) is { } text
            ? Answer.Text(200, text)
            : throw RouteTable.NotFound();
}
