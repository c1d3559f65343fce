using SalesforceCC.Emulator.Apex;
using SalesforceCC.Emulator.Apex.Tests;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Control;

/// <summary>What Apex classes would do, as this org does not run them: outcomes of tests, and answers of REST endpoints.</summary>
internal sealed class ApexKnobs(ApexOrg apex)
{
    /// <summary>
    /// <c>{"classes":[{"name":"ATest","methods":[{"name":"works"},{"name":"fails","outcome":"Fail","message":"..."}]}],"suites":
    /// [{"name":"S","classes":["ATest"]}],"classSeconds":5}</c>: classes and suites come in addition, times replace the others.
    /// </summary>
    public Answer SetTests(Call call)
    {
        TestPlan plan = ControlJson.Read<TestPlan>(call);
        apex.Tests.Set(plan);
        return ControlJson.Answer(new { classes = plan.Classes.Count, suites = plan.Suites.Count });
    }

    /// <summary><c>{"method":"GET","path":"orders/1","status":200,"headers":{"ETag":"x"},"body":{"id":1}}</c></summary>
    public Answer AddEndpoint(Call call)
    {
        ApexRestEndpoint endpoint = ControlJson.Read<ApexRestEndpoint>(call);
        if (endpoint.Path.Length == 0) throw new FormatException("path is missing.");
        apex.Rest.Add(endpoint);
        return Answer.Empty(204);
    }

    public Answer ClearEndpoints(Call call)
    {
        apex.Rest.Clear();
        return Answer.Empty(204);
    }
}
