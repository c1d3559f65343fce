using Xunit;

namespace SalesforceCC.Emulator.Tests.Data;

/// <summary>The account that a task or an event belongs to follows from what and whom it is about.</summary>
public sealed class ActivityTests : IDisposable
{
    private readonly SampleOrg _org = new();
    private readonly Dictionary<string, string> _ids;

    public ActivityTests()
    {
        string a = _org.Insert("Account", """{"Name":"A"}"""), b = _org.Insert("Account", """{"Name":"B"}""");
        _ids = new()
        {
            ["@a"] = a,
            ["@b"] = b,
            ["@deal of b"] = _org.Insert("Opportunity", $$"""{"Name":"O","StageName":"Prospecting","CloseDate":"2026-12-31","AccountId":"{{b}}"}"""),
            ["@deal of nobody"] = _org.Insert("Opportunity", """{"Name":"O","StageName":"Prospecting","CloseDate":"2026-12-31"}"""),
            ["@case of a"] = _org.Insert("Case", $$"""{"AccountId":"{{a}}"}"""),
            ["@contact of a"] = _org.Insert("Contact", $$"""{"LastName":"C","AccountId":"{{a}}"}"""),
            ["@lead"] = _org.Insert("Lead", """{"LastName":"L","Company":"C"}"""),
        };
    }

    [Theory]
    [InlineData("""{"Subject":"x"}""", null, "")]
    [InlineData("""{"WhatId":"@a"}""", null, "@a")]
    [InlineData("""{"WhatId":"@deal of b"}""", null, "@b")]
    [InlineData("""{"WhatId":"@case of a"}""", null, "")]
    [InlineData("""{"WhoId":"@contact of a"}""", null, "@a")]
    [InlineData("""{"WhoId":"@lead"}""", null, "")]
    [InlineData("""{"WhatId":"@b","WhoId":"@contact of a"}""", null, "@b")]
    [InlineData("""{"WhatId":"@deal of b","WhoId":"@contact of a"}""", null, "@b")]
    [InlineData("""{"WhatId":"@deal of nobody","WhoId":"@contact of a"}""", null, "")]
    [InlineData("""{"WhatId":"@case of a","WhoId":"@contact of a"}""", null, "@a")]
    [InlineData("""{"WhatId":"@a","WhoId":"@lead"}""", null, "@a")]
    [InlineData("""{"WhatId":"@a"}""", """{"WhatId":"@deal of b"}""", "@b")]
    [InlineData("""{"WhatId":"@a"}""", """{"WhatId":"@case of a"}""", "")]
    [InlineData("""{"WhatId":"@a"}""", """{"WhatId":null}""", "")]
    [InlineData("""{"WhatId":"@b","WhoId":"@contact of a"}""", """{"WhatId":null}""", "@a")]
    [InlineData("""{"WhoId":"@contact of a"}""", """{"WhoId":"@lead"}""", "")]
    [InlineData("""{"WhatId":"@case of a"}""", """{"WhoId":"@contact of a"}""", "@a")]
    [InlineData("""{"WhatId":"@a"}""", """{"Subject":"x"}""", "@a")]
    public void An_activity_belongs_to_the_account_it_is_about(string made, string? changed, string expected)
    {
        foreach (string type in new[] { "Task", "Event" })
        {
            string start = type == "Event" ? """{"StartDateTime":"2026-11-24T10:00:00Z",""" : "{";
            string id = _org.Insert(type, start + Named(made)[1..]);
            if (changed is not null) _org.Update(type, id, Named(changed));
            Assert.Equal(Named(expected), _org.Row(type, id, "AccountId").GetProperty("AccountId").ToString());
        }
    }

    public void Dispose() => _org.Dispose();

    private string Named(string text) => _ids.Aggregate(text, (all, id) => all.Replace(id.Key, id.Value, StringComparison.Ordinal));
}
