using System.Text.Json;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Http;

/// <summary>Layouts, tabs, theme and actions: made of the schema, in the shape of recorded answers.</summary>
public sealed class PageDescriptionTests(LedgerOrg org) : IClassFixture<LedgerOrg>
{
    private const string Base = LedgerOrg.Base;

    [Theory]
    [InlineData("Account")]
    [InlineData("Invoice__c")]
    [InlineData("Organization")]
    public async Task A_layout_shows_what_describe_names(string type)
    {
        JsonElement describe = await org.GetAsync($"{Base}/sobjects/{type}/describe");
        JsonElement answer = await org.GetAsync($"{Base}/sobjects/{type}/describe/layouts");
        if (describe.GetProperty("layoutable").GetBoolean())
            Assert.Equal(answer.GetRawText(), (await org.GetAsync(describe.GetProperty("urls").GetProperty("layouts").GetString()!)).GetRawText());
        Assert.Equal(["layouts", "recordTypeMappings", "recordTypeSelectorRequired"], Keys(answer));
        JsonElement layout = Assert.Single(answer.GetProperty("layouts").EnumerateArray());
        JsonElement mapping = Assert.Single(answer.GetProperty("recordTypeMappings").EnumerateArray());
        Assert.Equal(layout.GetProperty("id").GetString(), mapping.GetProperty("layoutId").GetString());
        Assert.Equal(layout.GetRawText(), (await org.GetAsync(mapping.GetProperty("urls").GetProperty("layout").GetString()!)).GetRawText());
        Dictionary<string, JsonElement> fields = describe.GetProperty("fields").EnumerateArray().ToDictionary(f => f.GetProperty("name").GetString()!);
        JsonElement[] components = layout.GetProperty("editLayoutSections").EnumerateArray()
            .SelectMany(s => s.GetProperty("layoutRows").EnumerateArray())
            .SelectMany(r => r.GetProperty("layoutItems").EnumerateArray())
            .Select(i => i.GetProperty("layoutComponents")[0]).ToArray();
        foreach (JsonElement component in components)
            Assert.Equal(fields[component.GetProperty("value").GetString()!].GetRawText(), component.GetProperty("details").GetRawText());
        Assert.Equal(
            fields.Values.Count(f => f.GetProperty("createable").GetBoolean() && f.GetProperty("type").GetString() is not ("base64" or "address")),
            components.Length);
        IEnumerable<string?> named = describe.GetProperty("childRelationships").EnumerateArray().Select(c => c.GetProperty("relationshipName").GetString()).Where(n => n is not null);
        Assert.Equal(named, layout.GetProperty("relatedLists").EnumerateArray().Select(l => l.GetProperty("name").GetString()));

        JsonElement compact = await org.GetAsync($"{Base}/sobjects/{type}/describe/compactLayouts");
        Assert.Equal(type, compact.GetProperty("compactLayouts")[0].GetProperty("objectType").GetString());
        await org.GetAsync(compact.GetProperty("urls").GetProperty("primary").GetString()!);
    }

    [Fact]
    public async Task Each_tab_leads_to_an_object_with_list_views()
    {
        JsonElement[] tabs = (await org.GetAsync($"{Base}/tabs")).EnumerateArray().ToArray();
        Assert.Equal(
            ["colors", "custom", "iconUrl", "icons", "label", "miniIconUrl", "name", "sobjectName", "url"], Keys(tabs[0]));
        Assert.Equal(["color", "context", "theme"], Keys(tabs[0].GetProperty("colors")[0]));
        Assert.Equal(["contentType", "height", "theme", "url", "width"], Keys(tabs[0].GetProperty("icons")[0]));
        IEnumerable<string?> views = (await org.QueryAsync("SELECT SobjectType FROM ListView")).Select(v => v.GetProperty("SobjectType").GetString()).Distinct();
        Assert.Equal(views.Order(StringComparer.Ordinal), tabs.Select(t => t.GetProperty("sobjectName").GetString()).Order(StringComparer.Ordinal));
        Assert.Contains(tabs, t => t.GetProperty("name").GetString() == "standard-Account");
        Assert.Contains(tabs, t => t.GetProperty("name").GetString() == "Invoice__c" && t.GetProperty("custom").GetBoolean());
        JsonElement theme = (await org.GetAsync($"{Base}/theme")).GetProperty("themeItems");
        Assert.Equal(["colors", "icons", "name"], Keys(theme[0]));
        Assert.Equal(tabs.Length, theme.GetArrayLength());
    }

    [Fact]
    public async Task Every_action_has_what_its_urls_promise()
    {
        foreach (string root in new[] { "/quickActions", "/sobjects/Account/quickActions" })
        {
            JsonElement[] actions = (await org.GetAsync(Base + root)).EnumerateArray().ToArray();
            Assert.Equal(7, actions.Length);
            foreach (JsonElement action in actions)
            {
                Assert.Equal(["actionEnumOrId", "label", "name", "type", "urls"], Keys(action));
                JsonElement urls = action.GetProperty("urls");
                Assert.Equal(action.GetRawText(), (await org.GetAsync(urls.GetProperty("quickAction").GetString()!)).GetRawText());
                string target = (await org.GetAsync(urls.GetProperty("describe").GetString()!)).GetProperty("targetSobjectType").GetString()!;
                JsonElement row = await org.GetAsync(urls.GetProperty("defaultValues").GetString()!);
                Assert.Equal(target, row.GetProperty("attributes").GetProperty("type").GetString());
                Assert.Equal(row.GetRawText(), (await org.GetAsync(urls.GetProperty("defaultValuesTemplate").GetString()!.Replace("{ID}", org.Fill("{id}"), StringComparison.Ordinal))).GetRawText());
            }
        }
    }

    [Fact]
    public async Task Every_resource_that_is_listed_is_served()
    {
        foreach (JsonProperty link in (await org.GetAsync($"{Base}/")).EnumerateObject().Where(l => l.Name is not "identity"))
        {
            using HttpResponseMessage answer = await org.Client.GetAsync(new Uri(link.Value.GetString()!, UriKind.Relative), TestContext.Current.CancellationToken);
            string text = await answer.TextAsync();
            Assert.False(text.Contains("does not serve", StringComparison.Ordinal), $"{link.Name}: {text}");
        }
    }

    [Theory]
    [InlineData("/sobjects/Account/describe/layouts/012000000000001AAA")]
    [InlineData("/sobjects/Nothing/describe/layouts")]
    [InlineData("/sobjects/Nothing/describe/compactLayouts")]
    [InlineData("/sobjects/Nothing/describe/approvalLayouts")]
    [InlineData("/sobjects/Nothing/quickActions")]
    [InlineData("/quickActions/Nothing")]
    [InlineData("/actions/custom/nothing")]
    [InlineData("/compactLayouts?q=Nothing")]
    public async Task What_there_is_not_is_not_found(string path)
    {
        using HttpResponseMessage answer = await org.Client.GetAsync(new Uri(Base + path, UriKind.Relative), TestContext.Current.CancellationToken);
        await answer.IsErrorAsync(404, "NOT_FOUND", "The requested resource does not exist");
    }

    private static string[] Keys(JsonElement value) => [.. value.EnumerateObject().Select(p => p.Name)];
}
