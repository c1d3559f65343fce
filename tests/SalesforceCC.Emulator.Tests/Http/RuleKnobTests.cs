using System.Text.Json;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Http;

/// <summary>Validation rules, duplicate rules and locks that a test orders.</summary>
public sealed class RuleKnobTests
{
    private const string Base = "/services/data/v68.0";
    private const string Accounts = Base + "/sobjects/Account";

    [Fact]
    public async Task A_row_is_refused_with_the_errors_of_all_validation_rules()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        await org.KnobAsync("validation-rules", new { type = "Account", name = "poor", condition = "AnnualRevenue < 0", message = "Too poor", field = "AnnualRevenue" });
        await org.KnobAsync("validation-rules", new { type = "Account", name = "small", condition = "NumberOfEmployees = 0 OR Name LIKE 'Z%'", message = "Too small" });
        using HttpResponseMessage wrong = await org.SendAsync(
            HttpMethod.Post, Accounts, """{"Name":"A","AnnualRevenue":-1,"NumberOfEmployees":0}""");
        Assert.Equal(400, (int)wrong.StatusCode);
        Assert.Equal(
            """[{"message":"Too poor","errorCode":"FIELD_CUSTOM_VALIDATION_EXCEPTION","fields":["AnnualRevenue"]},{"message":"Too small","errorCode":"FIELD_CUSTOM_VALIDATION_EXCEPTION","fields":[]}]""",
            await wrong.TextAsync());
        Assert.Equal(0, org.Store.Count(org.Store.FindType("Account")!));

        using HttpResponseMessage right = await org.SendAsync(HttpMethod.Post, Accounts, """{"Name":"A"}""");
        string? id = (await right.JsonAsync()).GetProperty("id").GetString();
        using HttpResponseMessage update = await org.SendAsync(HttpMethod.Patch, $"{Accounts}/{id}", """{"Name":"Z"}""");
        await update.IsErrorAsync(400, "FIELD_CUSTOM_VALIDATION_EXCEPTION", "Too small");
        using HttpResponseMessage read = await org.GetAsync($"{Accounts}/{id}?fields=Name");
        Assert.Equal("A", (await read.JsonAsync()).GetProperty("Name").GetString());

        await org.KnobAsync("validation-rules", method: "DELETE");
        using HttpResponseMessage after = await org.SendAsync(HttpMethod.Patch, $"{Accounts}/{id}", """{"Name":"Z"}""");
        Assert.Equal(204, (int)after.StatusCode);
    }

    [Fact]
    public async Task A_saved_row_may_bring_a_warning()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        await org.KnobAsync("validation-rules", new { type = "Account", name = "w", condition = "Name LIKE 'A%'", message = "Look", warning = true });
        using HttpResponseMessage single = await org.SendAsync(HttpMethod.Post, Accounts, """{"Name":"A"}""");
        JsonElement saved = await single.JsonAsync();
        Assert.Equal((201, true), ((int)single.StatusCode, saved.GetProperty("success").GetBoolean()));
        Assert.Equal("Look", saved.GetProperty("errors")[0].GetProperty("message").GetString());
        JsonElement row = Assert.Single(await CollectionsTests.SendAsync(
            org, "POST", $"{Base}/composite/sobjects", """{"attributes":{"type":"Account"},"Name":"A"}""", allOrNone: true));
        Assert.True(row.GetProperty("success").GetBoolean());
        Assert.Equal("Look", row.GetProperty("errors")[0].GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("""{"type":"Account","name":"x","message":"m"}""", "condition is missing.")]
    [InlineData("""{"type":"Nope","name":"x","condition":"Name = null","message":"m"}""", "type: there is no object Nope.")]
    [InlineData("""{"type":"Account","name":"x","condition":"Name = null","message":"m","field":"Nope"}""", "Account has no field Nope.")]
    [InlineData("""{"type":"Account","name":"x","condition":"Name ==","message":"m"}""", "unexpected token")]
    public async Task A_rule_that_makes_no_sense_is_refused(string rule, string error)
    {
        await using TestOrg org = await TestOrg.StartAsync();
        using HttpResponseMessage answer = await org.SendAsync(HttpMethod.Post, "/__org/validation-rules", rule);
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Contains(error, (await answer.JsonAsync()).GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_duplicate_is_found_and_saved_where_rule_and_request_allow_it(bool allowSave)
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        await org.KnobAsync("duplicate-rules", new { type = "Contact", name = "Contacts_DR", fields = new[] { "Email" }, allowSave, matchingRule = "Contact_MR" });
        const string Row = """{"LastName":"x","Email":"x@example.com"}""";
        using HttpResponseMessage first = await org.SendAsync(HttpMethod.Post, $"{Base}/sobjects/Contact", Row);
        string? id = (await first.JsonAsync()).GetProperty("id").GetString();

        using HttpResponseMessage second = await org.SendAsync(HttpMethod.Post, $"{Base}/sobjects/Contact", Row);
        Assert.Equal(400, (int)second.StatusCode);
        Assert.Equal(
            $$"""
            [{"duplicateResut":{"allowSave":{{(allowSave ? "true" : "false")}},"duplicateRule":"Contacts_DR","duplicateRuleEntityType":"Contact","errorMessage":"Use one of these records?","matchResults":[{"entityType":"Contact","errors":[],"matchEngine":"ExactMatchEngine","matchRecords":[{"additionalInformation":[],"fieldDiffs":[],"matchConfidence":100,"record":{"attributes":{"type":"Contact","url":"/services/data/v68.0/sobjects/Contact/{{id}}"},"Id":"{{id}}"} }],"rule":"Contact_MR","size":1,"success":true}]},"message":"Use one of these records?","errorCode":"DUPLICATES_DETECTED"}]
            """.Replace("} }", "}}", StringComparison.Ordinal),
            await second.TextAsync());

        using HttpResponseMessage forced = await org.SendAsync(
            HttpMethod.Post, $"{Base}/sobjects/Contact", Row, ("Sforce-Duplicate-Rule-Header", "allowSave=true, includeRecordDetails=true"));
        Assert.Equal(allowSave ? 201 : 400, (int)forced.StatusCode);
        if (!allowSave)
            Assert.Equal("x@example.com", Match(await forced.JsonAsync()).GetProperty("Email").GetString());

        JsonElement row = Assert.Single(await CollectionsTests.SendAsync(
            org, "POST", $"{Base}/composite/sobjects", """{"attributes":{"type":"Contact"},"LastName":"y","Email":"X@example.com"}"""));
        Assert.Equal("DUPLICATES_DETECTED", row.GetProperty("errors")[0].GetProperty("statusCode").GetString());
        Assert.Equal(id, Match(row.GetProperty("errors")).GetProperty("Id").GetString());
    }

    [Fact]
    public async Task A_locked_row_fails_with_those_below_it_until_the_lock_is_gone()
    {
        await using TestOrg org = await TestOrg.ConnectAsync(accounts: 2);
        string[] ids = [.. Enumerable.Range(0, 2).Select(i => org.Store.FindByExternalId(org.Store.FindType("Account")!, "Code__c", $"A-{i}")[0])];
        await org.KnobAsync("locks", new { id = ids[0][..15], requests = 2 });
        string rows = string.Join(',', Enumerable.Range(0, 5).Select(i =>
            $$"""{"attributes":{"type":"Contact"},"LastName":"x","AccountId":"{{ids[i % 2]}}"}"""));

        JsonElement[] first = await CollectionsTests.SendAsync(org, "POST", $"{Base}/composite/sobjects", rows);
        using HttpResponseMessage second = await org.SendAsync(HttpMethod.Patch, $"{Accounts}/{ids[0]}", """{"Name":"x"}""");
        using HttpResponseMessage third = await org.SendAsync(HttpMethod.Patch, $"{Accounts}/{ids[0]}", """{"Name":"x"}""");

        Assert.Equal([false, true, false, true, false], first.Select(r => r.GetProperty("success").GetBoolean()));
        string message = $"unable to obtain exclusive access to this record or 1 records: {ids[0]}";
        Assert.Equal(
            $$"""{"success":false,"errors":[{"statusCode":"UNABLE_TO_LOCK_ROW","message":"{{message}}","fields":[]}]}""", first[0].GetRawText());
        await second.IsErrorAsync(400, "UNABLE_TO_LOCK_ROW", message);
        Assert.Equal(204, (int)third.StatusCode);

        await org.KnobAsync("locks", new { id = ids[1] });
        using HttpResponseMessage held = await org.SendAsync(HttpMethod.Delete, $"{Accounts}/{ids[1]}", null);
        await held.IsErrorAsync(400, "UNABLE_TO_LOCK_ROW");
        await org.KnobAsync("locks", method: "DELETE");
        using HttpResponseMessage free = await org.SendAsync(HttpMethod.Delete, $"{Accounts}/{ids[1]}", null);
        Assert.Equal(204, (int)free.StatusCode);
        await org.KnobAsync("undelete", new { id = ids[1] });
        using HttpResponseMessage back = await org.GetAsync($"{Accounts}/{ids[1]}?fields=Name");
        Assert.Equal("Account 1", (await back.JsonAsync()).GetProperty("Name").GetString());
    }

    private static JsonElement Match(JsonElement errors) => errors[0].GetProperty("duplicateResut")
        .GetProperty("matchResults")[0].GetProperty("matchRecords")[0].GetProperty("record");
}
